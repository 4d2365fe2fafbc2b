import { predicateWords } from '../../dialogue/flows/review.ts';
import { plainText } from '../../i18n/plain-text.ts';
import { translatePlain } from '../../i18n/translate.ts';
import { type MessageKey, say, type Words } from '../../i18n/words.ts';
import { listTrailAbout, type TrailEntry } from '../../storage/audit-trail.ts';
import type { EmployeeRow } from '../../storage/employee.ts';
import { findEmployee } from '../../storage/employee.ts';
import { listReceivedNotes, listSentNotes } from '../../storage/feedback-note.ts';
import {
  listOwnAppraisals,
  listOwnConcerns,
  listOwnDevelopment,
  listOwnReminders,
  listOwnSuperiors,
  type OwnAppraisal,
} from '../../storage/own-data.ts';
import { type WorkbookSheet, writeSheets } from '../../table/write-workbook.ts';
import { actWords } from '../audit-trail/act-words.ts';
import type { Scene } from '../core/scene.ts';
import { actorZone } from '../people/actor-zone.ts';
import { scoreWords } from '../result/explanation-words.ts';

const most = 5_000;

/** How this person's workbook says things: words in their language, times in their zone. */
interface Pen {
  plain(words: Words): string;
  time(at: Date | null): string;
  sheet(title: MessageKey, columns: readonly MessageKey[], rows: readonly (readonly string[])[]): WorkbookSheet;
}

/** Everything kept about the person at hand, as an XLSX workbook in their language (UU 27/2022); other people's data is left out, peers always. */
export async function ownWorkbook(scene: Scene, employee: EmployeeRow): Promise<Uint8Array> {
  const zone = await actorZone(scene);
  const pen = penOf(scene, zone);
  const appraisals = await listOwnAppraisals(scene.tx, employee.id);
  return writeSheets([
    await profileSheet(scene, employee, pen),
    appraisalSheet(appraisals, pen),
    answerSheet(appraisals, pen),
    objectionSheet(appraisals, pen),
    await feedbackSheet(scene, employee.id, zone, pen),
    await developmentSheet(scene, employee.id, pen),
    await concernSheet(scene, pen),
    await reminderSheet(scene, employee.id, pen),
    await trailSheet(scene, employee.id, pen),
  ]);
}

function penOf({ actor }: Scene, zone: string): Pen {
  const plain = (words: Words) => translatePlain(actor.locale, words);
  return {
    plain,
    time: (at) => (at === null ? '' : plain({ at: at.toISOString(), zone })),
    sheet: (title, columns, rows) => ({
      sheet: plain(say(title)).slice(0, 31),
      columns: columns.map((key) => ({ title: plain(say(key)), width: 28 })),
      rows,
    }),
  };
}

async function profileSheet({ actor, tx }: Scene, employee: EmployeeRow, { plain, time, sheet }: Pen) {
  const { account } = actor;
  const superior = employee.supervisorId === null ? null : await findEmployee(tx, employee.supervisorId);
  const rows: readonly (readonly [MessageKey, string])[] = [
    ['own.nip', employee.nip],
    ['own.name', employee.name],
    ['own.position', employee.position],
    ['own.grade', employee.grade],
    ['own.unit', employee.unitPath],
    ['own.supervisor', superior?.name ?? ''],
    ['own.telegram', String(account.telegramId)],
    ['own.first-name', account.firstName],
    ['own.joined', time(account.joinedAt)],
    ['own.notice', account.noticeVersion ?? ''],
    ['own.notice-at', time(account.noticeAt)],
  ];
  return sheet(
    'own.sheet-profile',
    ['own.what', 'own.value'],
    rows.map(([key, value]) => [plain(say(key)), value]),
  );
}

function appraisalSheet(appraisals: readonly OwnAppraisal[], { plain, time, sheet }: Pen): WorkbookSheet {
  return sheet(
    'own.sheet-appraisals',
    [
      'own.period',
      'own.from',
      'own.until',
      'own.supervisor',
      'own.self-sent',
      'own.released',
      'own.acknowledged',
      'own.score',
      'own.predicate',
      'own.predicate-reason',
      'own.feedback',
    ],
    appraisals.map(({ result, ...each }) => [
      each.period,
      plain({ date: each.startsOn }),
      plain({ date: each.endsOn }),
      each.supervisor ?? '',
      time(each.selfSubmittedAt),
      time(each.releasedAt),
      time(each.acknowledgedAt),
      result?.score?.hundred ? plain(scoreWords(result.score.hundred)) : '',
      result?.predicate ? plain(predicateWords(result.predicate)) : '',
      plainText(result?.predicateReason ?? ''),
      plainText(result?.feedback ?? ''),
    ]),
  );
}

function answerSheet(appraisals: readonly OwnAppraisal[], { plain, sheet }: Pen): WorkbookSheet {
  return sheet(
    'own.sheet-answers',
    ['own.period', 'own.by', 'own.indicator', 'own.level', 'own.comment', 'own.evidence'],
    appraisals.flatMap(({ period, answers }) =>
      answers.map(({ by, indicator, level, comment, evidence }) => [
        period,
        plain(say(`own.by-${by}`)),
        plain(indicator),
        level === null ? plain(say('rating.not-observed')) : String(level),
        plainText(comment ?? ''),
        evidence.join(', '),
      ]),
    ),
  );
}

function objectionSheet(appraisals: readonly OwnAppraisal[], { time, sheet }: Pen): WorkbookSheet {
  return sheet(
    'own.sheet-objections',
    ['own.period', 'own.raised', 'own.reason', 'own.statement', 'own.decided', 'own.decision-reason'],
    appraisals.flatMap(({ period, objection }) =>
      objection
        ? [
            [
              period,
              time(objection.raisedAt),
              plainText(objection.reason),
              plainText(objection.statement ?? ''),
              time(objection.decidedAt),
              plainText(objection.decisionReason ?? ''),
            ],
          ]
        : [],
    ),
  );
}

/** Who wrote a note that was not signed stays unknown, and so does the day. */
async function feedbackSheet({ tx }: Scene, employeeId: number, zone: string, { plain, time, sheet }: Pen) {
  const received = await listReceivedNotes(tx, employeeId, zone, { skip: 0, take: most });
  const sent = await listSentNotes(tx, employeeId, { skip: 0, take: most });
  return sheet(
    'own.sheet-feedback',
    ['own.direction', 'own.person', 'own.text', 'own.time'],
    [
      ...received.map(({ from, text, givenAt }) => [
        plain(say('own.received')),
        from ?? plain(say('own.unnamed')),
        plainText(text),
        from === null ? '' : time(givenAt),
      ]),
      ...sent.map(({ to, text, at }) => [plain(say('own.sent')), to, plainText(text), time(at)]),
    ],
  );
}

async function developmentSheet({ tx }: Scene, employeeId: number, { plain, sheet }: Pen) {
  const items = await listOwnDevelopment(tx, employeeId);
  return sheet(
    'own.sheet-development',
    ['own.text', 'own.due', 'own.follow-up'],
    items.map(({ text, dueOn, followUp }) => [plainText(text), plain({ date: dueOn }), plainText(followUp ?? '')]),
  );
}

async function concernSheet({ tx, actor }: Scene, { time, sheet }: Pen) {
  const concerns = await listOwnConcerns(tx, actor.telegramId);
  return sheet(
    'own.sheet-concerns',
    ['own.time', 'own.text', 'own.answer'],
    concerns.map(({ text, at, answer }) => [time(at), plainText(text), plainText(answer ?? '')]),
  );
}

async function reminderSheet({ tx }: Scene, employeeId: number, { plain, time, sheet }: Pen) {
  const reminders = await listOwnReminders(tx, employeeId);
  return sheet(
    'own.sheet-reminders',
    ['own.time', 'own.what'],
    reminders.map(({ at, own }) => [time(at), plain(say(own ? 'own.reminder-self' : 'own.reminder-other'))]),
  );
}

/** Superiors are named, HR is HR, and whoever else there may be stays out. */
async function trailSheet({ tx }: Scene, employeeId: number, { plain, time, sheet }: Pen) {
  const superiors = await listOwnSuperiors(tx, employeeId);
  const who = ({ actor }: TrailEntry): Words | null => {
    if (actor.kind === 'hr') return say('own.by-hr');
    if (actor.kind === 'nobody') return say('own.by-system');
    if (actor.id === employeeId) return say('own.by-you');
    if (superiors.has(actor.id)) return say('own.by-superior', { name: actor.name });
    return actor.hr ? say('own.by-hr') : null;
  };
  const entries = await listTrailAbout(tx, employeeId, most);
  return sheet(
    'own.sheet-trail',
    ['own.time', 'own.person', 'own.what', 'own.reason-given'],
    entries.flatMap((entry) => {
      const actor = who(entry);
      return actor === null ? [] : [[time(entry.at), plain(actor), plain(actWords(entry.action)), entry.reason ?? '']];
    }),
  );
}
