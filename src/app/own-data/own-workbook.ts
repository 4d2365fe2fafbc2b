import { predicateWords } from '../../dialogue/flows/review.ts';
import { creditPoints } from '../../domain/credit-points.ts';
import { plainText } from '../../i18n/plain-text.ts';
import { type MessageKey, say, type Words } from '../../i18n/words.ts';
import { listTrailAbout, type TrailEntry } from '../../storage/audit-trail.ts';
import type { EmployeeRow } from '../../storage/employee.ts';
import { findEmployee } from '../../storage/employee.ts';
import { listOwnAppraisals, listOwnReminders, listOwnSuperiors, type OwnAppraisal } from '../../storage/own-data.ts';
import { type WorkbookSheet, writeSheets } from '../../table/write-workbook.ts';
import { actWords } from '../audit-trail/act-words.ts';
import type { Scene } from '../core/scene.ts';
import { actorZone } from '../people/actor-zone.ts';
import { scoreWords } from '../result/explanation-words.ts';
import { growthSheets } from './growth-sheets.ts';
import { type Pen, penOf } from './pen.ts';
import { planSheet, reportSheet } from './plan-sheets.ts';
import { saidSheets } from './said-sheets.ts';

const most = 5_000;

/** Everything kept about the person at hand, as an XLSX workbook in their language (UU 27/2022); other people's data is left out, peers always. */
export async function ownWorkbook(scene: Scene, employee: EmployeeRow): Promise<Uint8Array> {
  const zone = await actorZone(scene);
  const pen = penOf(scene, zone);
  const appraisals = await listOwnAppraisals(scene.tx, employee.id);
  return writeSheets([
    await profileSheet(scene, employee, pen),
    appraisalSheet(scene, employee, appraisals, pen),
    answerSheet(appraisals, pen),
    objectionSheet(appraisals, pen),
    await planSheet(scene, appraisals, pen),
    await reportSheet(scene, appraisals, pen),
    ...(await growthSheets(scene, employee.id, pen)),
    ...(await saidSheets(scene, employee.id, zone, pen)),
    await reminderSheet(scene, employee.id, pen),
    await trailSheet(scene, employee.id, pen),
  ]);
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

function appraisalSheet(
  { settings }: Scene,
  { grade }: EmployeeRow,
  appraisals: readonly OwnAppraisal[],
  { plain, time, sheet }: Pen,
): WorkbookSheet {
  const creditCell = (
    { startsOn, endsOn }: Pick<OwnAppraisal, 'startsOn' | 'endsOn'>,
    result: OwnAppraisal['result'],
  ) => {
    if (!result?.predicate) return '';
    const { predicate } = result;
    const credit = creditPoints(settings.rules, { grade: result.grade ?? grade, predicate, startsOn, endsOn });
    return credit === null ? '' : plain(scoreWords(credit.points));
  };
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
      'own.credit',
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
      creditCell(each, result),
      plainText(result?.predicateReason ?? ''),
      each.wordsErased ? plain(say('retention.erased-text')) : plainText(result?.feedback ?? ''),
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

function objectionSheet(appraisals: readonly OwnAppraisal[], { plain, time, sheet }: Pen): WorkbookSheet {
  return sheet(
    'own.sheet-objections',
    ['own.period', 'own.raised', 'own.reason', 'own.statement', 'own.decided', 'own.decision-reason'],
    appraisals.flatMap(({ period, objection }) =>
      objection
        ? [
            [
              period,
              time(objection.raisedAt),
              objection.reason === '' ? plain(say('retention.erased-text')) : plainText(objection.reason),
              plainText(objection.statement ?? ''),
              time(objection.decidedAt),
              plainText(objection.decisionReason ?? ''),
            ],
          ]
        : [],
    ),
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

/** Every look and change. Superiors and their delegates are named, HR is HR; whoever else it was, a rater who was replaced or a colleague, is not. */
async function trailSheet({ tx }: Scene, employeeId: number, { plain, time, sheet }: Pen) {
  const superiors = await listOwnSuperiors(tx, employeeId);
  const who = ({ actor }: TrailEntry): Words => {
    if (actor.kind === 'hr') return say('own.by-hr');
    if (actor.kind === 'nobody') return say('own.by-system');
    if (actor.id === employeeId) return say('own.by-you');
    if (superiors.has(actor.id)) return say('own.by-superior', { name: actor.name });
    return say(actor.hr ? 'own.by-hr' : 'own.by-other');
  };
  const entries = await listTrailAbout(tx, employeeId, most);
  return sheet(
    'own.sheet-trail',
    ['own.time', 'own.person', 'own.what', 'own.reason-given'],
    entries.map((entry) => [time(entry.at), plain(who(entry)), plain(actWords(entry.action)), entry.reason ?? '']),
  );
}
