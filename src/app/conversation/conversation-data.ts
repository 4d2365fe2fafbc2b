import { mostId } from '../core/feature.ts';

/** Data of a button inside a conversation: `c:<conversation>:<revision>:<step>:<action>`, numbers in base 36, at most 64 bytes. */
export function conversationData(press: ConversationPress): string {
  return `c:${press.conversationId.toString(36)}:${press.revision.toString(36)}:${press.stepId}:${press.action}`;
}

export interface ConversationPress {
  readonly conversationId: number;
  readonly revision: number;
  readonly stepId: string;
  readonly action: string;
}

/** Reads what `conversationData` wrote; null for anything else. */
export function readConversationData(data: string): ConversationPress | null {
  const found = /^c:([0-9a-z]{1,7}):([0-9a-z]{1,7}):([A-Za-z0-9._-]{1,26}):([A-Za-z0-9._-]{1,16})$/.exec(data);
  if (!found) return null;
  const [, id = '', revision = '', stepId = '', action = ''] = found;
  const press = { conversationId: Number.parseInt(id, 36), revision: Number.parseInt(revision, 36), stepId, action };
  return press.conversationId <= mostId ? press : null;
}
