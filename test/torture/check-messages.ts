import { markReadAction } from '../../src/app/broadcast/mark-read.ts';
import type { Person } from '../../src/simulator/person.ts';
import { type Count, none, told } from './count.ts';
import type { Stored } from './stored.ts';

type Outbox = Stored['outbox'];

/** Whether everybody has on their screen what the database says they were sent, and nothing twice that may not come twice. */
export function checkMessages(people: readonly Person[], stored: Stored, results: number): readonly Count[] {
  const { outbox } = stored;
  const inState = (state: string) => outbox.filter((row) => row.state === state);
  const shown = new Map(people.map((person) => [BigInt(person.id), new Set(botMessages(person).map(({ id }) => id))]));
  const waiting = outbox.filter(({ state }) => state === 'queued' || state === 'sending');
  return [
    told('messages queued for others', outbox.length),
    told('messages sent', inState('sent').length),
    told('messages told as unknown', inState('unknown').length),
    told('reminders taken back as late', inState('late').length),
    none('messages still waiting', waiting.map(describe)),
    none(
      'messages given up',
      outbox.filter(({ state }) => ['failed', 'blocked', 'cancelled'].includes(state)).map(describe),
    ),
    none(
      'messages that must arrive and are unknown',
      inState('unknown')
        .filter(({ mustArrive }) => mustArrive)
        .map(describe),
    ),
    none(
      'messages told as sent that nobody has',
      inState('sent')
        .filter(({ chatId, messageId }) => messageId === null || !shown.get(chatId)?.has(messageId))
        .map(describe),
    ),
    ...arrivals('result', outbox, people, /^📬 Hasil penilaian kinerja Anda/),
    { what: 'result: queued, one for each who was reviewed', found: ofKind(outbox, 'result').length, must: results },
    ...arrivals('reminder', outbox, people, /^(🔔 |🤝 Rekan yang menunggu)/),
    ...broadcasts(people, stored),
    none(
      'apologies on screens',
      people.flatMap((person) =>
        botMessages(person).flatMap(({ text }) =>
          /gangguan di pihak kami/.test(text) ? [`${person.id}: ${text}`] : [],
        ),
      ),
    ),
  ];
}

/** Notices of one kind: whoever was sent one has it; more than were queued only where it must arrive and a try was cut off. */
function arrivals(kind: string, outbox: Outbox, people: readonly Person[], words: RegExp): readonly Count[] {
  const rows = ofKind(outbox, kind);
  const nobody: string[] = [];
  const twice: string[] = [];
  let seen = 0;
  let again = 0;
  for (const person of people) {
    const mine = rows.filter(({ chatId }) => chatId === BigInt(person.id));
    const copies = botMessages(person).filter(({ text }) => words.test(text)).length;
    const sure = mine.filter(({ state, mustArrive }) => state === 'sent' || mustArrive).length;
    const may = mine.filter(({ state }) => state === 'sent' || state === 'unknown').length;
    // What must arrive is sent again after a try of which nobody knows what became of it: each such try may have arrived.
    const tries = mine.reduce((sum, { mustArrive, attempts }) => sum + (mustArrive ? Math.max(0, attempts - 1) : 0), 0);
    seen += copies;
    if (copies < sure) nobody.push(`${person.id}: ${copies} of ${sure}`);
    if (copies > may) again += copies - may;
    if (copies > may + tries) twice.push(`${person.id}: ${copies} of ${may}, ${tries} more tries`);
  }
  return [
    told(`${kind}: arrived`, seen),
    told(`${kind}: told as unknown`, rows.filter(({ state }) => state === 'unknown').length),
    none(`${kind}: told as sent and not there`, nobody),
    told(`${kind}: sent again because a try was cut off`, again),
    none(`${kind}: doubled`, twice),
  ];
}

/** Every broadcast has words of its own, so each copy can be told on each screen. HR's own is known by its button: the preview has the words, too. */
function broadcasts(people: readonly Person[], { broadcasts: all, outbox, accounts }: Stored): readonly Count[] {
  const rows = outbox.filter(({ broadcastId }) => broadcastId !== null);
  const twice: string[] = [];
  const lost: string[] = [];
  const silent: string[] = [];
  const invented: string[] = [];
  const wrongCount: string[] = [];
  let arrived = 0;
  for (const { id, html, createdBy, recipients } of all) {
    const mine = rows.filter(({ broadcastId }) => broadcastId === id);
    if (mine.length !== recipients || mine.length !== accounts.length)
      wrongCount.push(`${id}: ${mine.length} copies for ${recipients} of ${accounts.length}`);
    for (const person of people) {
      const row = mine.find(({ chatId }) => chatId === BigInt(person.id));
      const isWriter = createdBy === BigInt(person.id);
      const copies = botMessages(person).filter(({ text, keyboard }) =>
        isWriter
          ? keyboard.flat().some((button) => button.kind === 'callback' && button.data === markReadAction.data(id))
          : text.startsWith(html),
      ).length;
      const who = `${id} at ${person.id}`;
      arrived += copies;
      if (copies > 1) twice.push(`${who}: ${copies}`);
      if (copies > 0 && row === undefined) invented.push(who);
      if (copies === 0 && row?.state === 'sent') lost.push(who);
      if (copies === 0 && row !== undefined && !['unknown', 'sent'].includes(row.state))
        silent.push(`${who}: ${row.state}`);
    }
  }
  return [
    told('broadcasts', all.length),
    told('broadcast: copies queued', rows.length),
    told('broadcast: copies arrived', arrived),
    told('broadcast: copies told as unknown', rows.filter(({ state }) => state === 'unknown').length),
    none('broadcast: not one copy for each', wrongCount),
    none('broadcast: arrived twice', twice),
    none('broadcast: told as sent and not there', lost),
    none('broadcast: not arrived, not told as unknown', silent),
    none('broadcast: arrived and not on the list', invented),
  ];
}

const ofKind = (outbox: Outbox, kind: string) => outbox.filter((row) => row.kind === kind);

const botMessages = (person: Person) => person.messages().filter(({ from }) => from === 'bot');

const describe = ({ id, kind, state, chatId, attempts, error }: Outbox[number]) =>
  `${kind} ${id} to ${chatId}: ${state} after ${attempts}${error === null ? '' : `, ${error}`}`;
