import { advance, type Input, resume } from '../../dialogue/advance.ts';
import type { Progress } from '../../dialogue/progress.ts';
import { say } from '../../i18n/words.ts';
import { type ConversationRow, deleteConversation, saveProgress } from '../../storage/conversation.ts';
import { type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import type { Scene } from '../core/scene.ts';
import { kindOf } from './conversation-kinds.ts';
import { conversationView } from './conversation-view.ts';

/** Gives one input to a conversation, saves where it stands then, and does what it was for when it is complete. */
export async function continueConversation(
  scene: Scene,
  conversation: ConversationRow,
  input: Input,
): Promise<Outcome> {
  const kind = kindOf(scene, conversation.flow);
  const opened = await kind.open(scene, conversation.subject);
  if (!opened.ok) return tell(opened.why);
  const ask = (at: Progress) => {
    if (opened.steady) scene.open.question = { conversationId: conversation.id, opened, progress: at };
  };
  const view = conversationView.of({ id: conversation.id });
  const progress = resume(opened.flow, conversation.progress);
  if (progress !== conversation.progress) await saveProgress(scene.tx, conversation.id, progress, scene.now);
  const turn = advance(opened.flow, progress, input);
  switch (turn.kind) {
    case 'stale':
      return { kind: 'stale' };
    case 'again':
      ask(progress);
      return show(view, turn.note);
    case 'left':
      return tell(say('conversation.paused'));
    case 'moved':
      await saveProgress(scene.tx, conversation.id, turn.progress, scene.now);
      ask(turn.progress);
      return turn.note === null ? show(view) : show(view, turn.note);
    case 'finished': {
      const finished = await kind.finish(scene, conversation.subject, turn.progress.answers);
      if (finished.kind === 'refused') return show(view, finished.why);
      await deleteConversation(scene.tx, conversation.id);
      return finished.outcome;
    }
    default:
      return turn satisfies never;
  }
}
