import { begin, resume } from '../../dialogue/advance.ts';
import type { Answers } from '../../dialogue/step.ts';
import { createConversation, deleteConversation, findConversationAbout } from '../../storage/conversation.ts';
import { type ConversationKind, type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import type { Scene } from '../core/scene.ts';
import { conversationView } from './conversation-view.ts';

/** Opens a conversation about something, or goes on with the one that was paused; `afresh` drops an earlier draft. */
export async function startConversation(
  scene: Scene,
  kind: ConversationKind,
  subject: string,
  options: { readonly answers?: Answers; readonly afresh?: boolean } = {},
): Promise<Outcome> {
  const opened = await kind.open(scene, subject);
  if (!opened.ok) return tell(opened.why);
  const existing = await findConversationAbout(scene.tx, scene.actor.telegramId, kind.flow, subject);
  if (existing && !options.afresh) {
    const progress = resume(opened.flow, existing.progress);
    if (opened.steady) scene.open.question = { conversationId: existing.id, opened, progress };
    return show(conversationView.of({ id: existing.id }));
  }
  if (existing) await deleteConversation(scene.tx, existing.id);
  const progress = begin(opened.flow, options.answers);
  const { id } = await createConversation(scene.tx, {
    telegramId: scene.actor.telegramId,
    subject,
    progress,
    now: scene.now,
  });
  if (opened.steady) scene.open.question = { conversationId: id, opened, progress };
  return show(conversationView.of({ id }));
}
