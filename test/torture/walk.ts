import { setTimeout as delay } from 'node:timers/promises';
import { conversationData } from '../../src/app/conversation/conversation-data.ts';
import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import type { Person } from '../../src/simulator/person.ts';
import type { Random } from '../fuzz/random.ts';
import { choose } from './choose.ts';
import { type Errand, goOn, openingOf } from './errands.ts';
import { isLevel, type Journal, type Question, questionOf } from './journal.ts';

/** Somebody who uses the bot, led by what their screen shows and by nothing else. */
export interface Walker {
  readonly employee: number;
  readonly person: Person;
  readonly journal: Journal;
  readonly random: Random;
  readonly pace: Pace;
  readonly did: Deeds;
}

export interface Pace {
  /** Longest pause before each deed, in milliseconds. */
  readonly thinkMs: number;
  /** How long a silent chat is looked at before the person tries again; longer each time it stays silent. */
  readonly patienceMs: number;
}

/** What was done, over everybody. */
export interface Deeds {
  presses: number;
  texts: number;
  commands: number;
  doubleTaps: number;
  oldButtons: number;
  /** Tried again after silence. */
  nudges: number;
}

export const noDeeds = (): Deeds => ({ presses: 0, texts: 0, commands: 0, doubleTaps: 0, oldButtons: 0, nudges: 0 });

/** `given-up`: it was silent too often. `interrupted`: `until` was aborted; a question may be open. */
export type Ending = 'done' | 'given-up' | 'interrupted';

const paused = /kita berhenti di sini/;
const mostSilences = 40;

/**
 * Goes on an errand to its end. Silence is answered by the command or /lanjut, as people do; a place that was answered before is answered in the same way again, so that what was noted is
 * known for certain. Now and then a button is tapped twice, or one of an old question is pressed.
 */
export async function walk(walker: Walker, errand: Errand, until: AbortSignal): Promise<Ending> {
  const { person, journal, random, pace, did } = walker;
  let asked = false;
  const command = (words: string) => {
    did.commands += 1;
    person.send(words);
  };
  command(errand.command);
  for (let silences = 0; !until.aborted; ) {
    const shown = await nextScreen(person, pace.patienceMs * 2 ** Math.min(silences, 3), isPart, until);
    if (until.aborted) break;
    if (shown === null) {
      silences += 1;
      if (silences > mostSilences) return 'given-up';
      did.nudges += 1;
      command(asked && (errand.afresh !== null || random.chance(0.3)) ? goOn.command : errand.command);
      continue;
    }
    silences = 0;
    const question = questionOf(shown);
    if (question !== null) {
      asked = true;
      journal.saw(question);
    } else if (errand.done.test(shown.text) || (asked && goOn.done.test(shown.text))) return 'done';
    await delay(random.int(pace.thinkMs));
    if (until.aborted) break;
    if (question !== null) answer(walker, shown, question);
    else if (paused.test(shown.text)) command(errand.afresh !== null ? goOn.command : errand.command);
    else {
      const data = openingOf(errand, shown);
      if (data === null) continue;
      if (errand.afresh !== null) journal.beginAnew(errand.afresh);
      // Tapped once: a second tap would begin anew, and what is written next would belong to that.
      press(walker, shown, data);
    }
  }
  return 'interrupted';

  function isPart(message: ChatMessage): boolean {
    const question = questionOf(message);
    if (question !== null) return !isUnderWay(question);
    if (asked && (goOn.done.test(message.text) || paused.test(message.text))) return true;
    return errand.done.test(message.text) || openingOf(errand, message) !== null;
  }

  /** It was answered a moment ago and is only shown again: the answer is on its way. */
  function isUnderWay(question: Question): boolean {
    const at = journal.saidLast(question);
    return at !== null && performance.now() - at < pace.patienceMs;
  }
}

/** Says something to the question on this screen. */
export function answer(walker: Walker, screen: ChatMessage, question: Question): void {
  const { person, journal, random, did, employee } = walker;
  const said = journal.saidAt(question) ?? choose(question, screen, employee, random);
  // A pause changes nothing, so the place can still be answered otherwise.
  if (said.kind === 'text' || said.action !== 'pause') journal.say(question, said);
  if (said.kind === 'text') {
    did.texts += 1;
    person.send(said.text);
    return;
  }
  if (random.chance(0.06)) pressOldButton(walker, question);
  const data = conversationData({ ...question, action: said.action });
  press(walker, screen, data);
  if (!random.chance(0.1)) return;
  person.pressRaw(screen.id, data);
  did.doubleTaps += 1;
}

function press({ person, did }: Walker, screen: ChatMessage, data: string): void {
  person.pressRaw(screen.id, data);
  did.presses += 1;
}

/** A level of a question that was answered before: it must not count. */
function pressOldButton({ person, journal, random, did }: Walker, now: Question): void {
  const talk = journal.talks().find(({ conversationId }) => conversationId === now.conversationId);
  const old = random.some(
    [...(talk?.entries.values() ?? [])].filter((entry) => entry.fate === 'noted' && isLevel(entry)),
  );
  const screen = person.messages().findLast(({ from }) => from === 'bot');
  if (old === undefined || screen === undefined) return;
  const { revision, stepId } = old;
  person.pressRaw(screen.id, conversationData({ ...now, revision, stepId, action: String(1 + random.int(5)) }));
  did.oldButtons += 1;
}

/** What the bot shows next, or null after `patienceMs` of silence or once it is over. */
async function nextScreen(
  person: Person,
  patienceMs: number,
  matches: (message: ChatMessage) => boolean,
  until: AbortSignal,
): Promise<ChatMessage | null> {
  const stopped = new AbortController();
  const over = delay(patienceMs, null, { signal: AbortSignal.any([until, stopped.signal]) }).catch(() => null);
  // Silence is what was asked for here; the chat in words is for tests that fail.
  const came = person.waitFor((message) => message.from === 'bot' && matches(message), patienceMs).catch(() => null);
  const shown = await Promise.race([came, over]);
  stopped.abort();
  return shown;
}
