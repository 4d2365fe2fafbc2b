import type { ConversationKind } from '../core/feature.ts';
import type { Scene } from '../core/scene.ts';

/** How conversations of this flow are wired. Throws for a flow nobody provides: stored conversations only name flows that exist. */
export function kindOf(scene: Scene, flow: string): ConversationKind {
  const kind = scene.registry.conversations.get(flow);
  if (!kind) throw new Error(`No feature provides the conversation ${flow}.`);
  return kind;
}
