import { plainText } from '../../i18n/plain-text.ts';
import { say } from '../../i18n/words.ts';
import { listOwnCorrections } from '../../storage/correction-request.ts';
import { listReceivedNotes, listSentNotes } from '../../storage/feedback-note.ts';
import { listOwnConcerns } from '../../storage/own-data.ts';
import { listGivenAnswers, listOwnConflicts, listOwnVotes } from '../../storage/own-given.ts';
import type { WorkbookSheet } from '../../table/write-workbook.ts';
import type { Scene } from '../core/scene.ts';
import type { Pen } from './pen.ts';

const most = 5_000;

/**
 * What a person said to and about others, and was told. The file bears its owner's name and can be asked for by others, so it holds nothing that was said under the promise
 * of namelessness: unnamed notes and anonymous concerns are left to their screens, ratings given as a peer are without whom and without words.
 */
export async function saidSheets(
  { tx, actor }: Scene,
  employeeId: number,
  zone: string,
  pen: Pen,
): Promise<readonly WorkbookSheet[]> {
  const { plain, time, sheet } = pen;
  const received = await listReceivedNotes(tx, employeeId, zone, { skip: 0, take: most });
  const sent = await listSentNotes(tx, employeeId, { skip: 0, take: most });
  const given = await listGivenAnswers(tx, employeeId, most);
  const conflicts = await listOwnConflicts(tx, employeeId);
  const concerns = await listOwnConcerns(tx, actor.telegramId);
  const corrections = await listOwnCorrections(tx, employeeId, most);
  const votes = await listOwnVotes(tx, employeeId);
  return [
    sheet(
      'own.sheet-feedback',
      ['own.direction', 'own.person', 'own.text', 'own.time'],
      [
        // Who wrote a note that was not signed stays unknown, and so does the day.
        ...received.map(({ from, text, givenAt }) => [
          plain(say('own.received')),
          from ?? plain(say('own.unnamed')),
          plainText(text),
          from === null ? '' : time(givenAt),
        ]),
        ...sent
          .filter(({ named }) => named)
          .map(({ to, text, at }) => [plain(say('own.sent')), to, plainText(text), time(at)]),
      ],
    ),
    sheet(
      'own.sheet-given',
      ['own.period', 'own.person', 'own.indicator', 'own.level', 'own.comment'],
      given.map(({ period, about, indicator, level, comment }) => [
        period,
        about ?? plain(say('own.a-colleague')),
        plain(indicator),
        level === null ? plain(say('rating.not-observed')) : String(level),
        plainText(comment ?? ''),
      ]),
    ),
    sheet(
      'own.sheet-conflicts',
      ['own.time', 'own.period', 'own.person', 'own.reason-given', 'own.state', 'own.answer'],
      conflicts.map(({ at, period, about, reason, state, answer }) => [
        time(at),
        period,
        about,
        plainText(reason),
        plain(say(`own.conflict-${state}`)),
        plainText(answer ?? ''),
      ]),
    ),
    sheet(
      'own.sheet-concerns',
      ['own.time', 'own.text', 'own.answer'],
      concerns.map(({ text, at, answer }) => [time(at), plainText(text), plainText(answer ?? '')]),
    ),
    sheet(
      'own.sheet-corrections',
      ['own.time', 'own.text', 'own.state', 'own.answer'],
      corrections.map(({ at, text, state, answer }) => [
        time(at),
        text,
        plain(say(`correction.state-${state}`)),
        plainText(answer ?? ''),
      ]),
    ),
    sheet(
      'own.sheet-polls',
      ['own.time', 'own.what', 'own.indicator', 'own.answer', 'own.comment'],
      votes.map(({ at, framework, indicator, answer, comment }) => [
        time(at),
        framework,
        plain(indicator),
        plain(say(`own.vote-${answer}`)),
        plainText(comment ?? ''),
      ]),
    ),
  ];
}
