import { goOn } from './errands.ts';
import { questionOf } from './journal.ts';
import { answer, type Walker, walk } from './walk.ts';

/** Nobody needs longer for one answer in fair weather, in milliseconds. */
const answeredWithinMs = 20_000;
/** And nobody has more questions open than can be answered in this time. */
const doneWithinMs = 90_000;

/**
 * Whoever has a question on their screen presses the last button that was shown, and everybody goes on with whatever they left, to its end. Answers who could not, with their chat in
 * words; null who could.
 */
export async function finishEverything(walker: Walker): Promise<string | null> {
  const { person, employee } = walker;
  const last = person.messages().findLast((message) => message.from === 'bot' && questionOf(message) !== null);
  const question = last && questionOf(last);
  if (last && question) {
    answer(walker, last, question);
    // The next question, this one once more where the button was old, or what the last answer led to.
    const came = person.waitFor((message) => message.from === 'bot', answeredWithinMs);
    const silent = await came.then(
      () => false,
      () => true,
    );
    if (silent) return `${employee} pressed the last button and heard nothing.\n${person.dump()}`;
  }
  const ending = await walk(walker, goOn, AbortSignal.timeout(doneWithinMs));
  return ending === 'done' ? null : `${employee} cannot finish.\n${person.dump()}`;
}
