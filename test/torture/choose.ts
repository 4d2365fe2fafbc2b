import { readConversationData } from '../../src/app/conversation/conversation-data.ts';
import { backAction, pauseAction } from '../../src/dialogue/advance.ts';
import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import type { Random } from '../fuzz/random.ts';
import type { Question, Said } from './journal.ts';

/** What somebody says to a question: mostly what leads on, now and then back, nothing at all, an example nobody asked for, or a change of mind. */
export function choose(question: Question, screen: ChatMessage, writer: number, random: Random): Said {
  const buttons = screen.keyboard.flat().flatMap((button) => {
    const read = button.kind === 'callback' ? readConversationData(button.data) : null;
    return read?.stepId === question.stepId && read.revision === question.revision
      ? [{ text: button.text, action: read.action }]
      : [];
  });
  const has = (action: string) => buttons.some((button) => button.action === action);
  const press = (action: string): Said => ({ kind: 'press', action });
  const write = (): Said => ({ kind: 'text', text: wordsFor(question, writer) });
  if (has(backAction) && random.chance(0.04)) return press(backAction);
  if (has(pauseAction) && random.chance(0.02)) return press(pauseAction);
  const choices = buttons.filter(
    ({ action, text }) => !ways.has(action) && !/Berikutnya|Sebelumnya|Tampilkan semua/.test(text),
  );
  if (question.stepId.startsWith('r.')) {
    if (random.chance(0.03)) return write();
    if (has('evidence') && random.chance(0.03)) return press('evidence');
    if (has('none') && random.chance(0.04)) return press('none');
    return press(random.pick(['1', '2', '3', '3', '3', '4', '4', '4', '5']));
  }
  if (question.stepId.startsWith('e.')) return has('done') && random.chance(0.85) ? press('done') : write();
  if (question.stepId === 'summary')
    return random.chance(0.85) ? press('go-on') : press(random.some(choices.map(({ action }) => action)) ?? 'go-on');
  if (question.stepId === 'audience') return press('all');
  if (has('keep')) return press('keep');
  if (has('skip')) return random.chance(0.5) ? press('skip') : write();
  const proposed = buttons.find(({ text }) => /usulan/.test(text));
  if (proposed !== undefined && random.chance(0.8)) return press(proposed.action);
  const choice = random.some(choices);
  return choice === undefined ? write() : press(choice.action);
}

/** What is on a question beside its answers. */
const ways: ReadonlySet<string> = new Set([backAction, pauseAction, 'remove', 'evidence']);

/** Words that are at one place of one conversation and nowhere else, so that they can be found, and counted. */
function wordsFor({ flow, conversationId, revision }: Question, writer: number): string {
  return `Kata ${flow} ${writer}-${conversationId}-${revision}: berkas selesai tepat waktu.`;
}
