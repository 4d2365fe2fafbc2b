import { plainText } from '../../i18n/plain-text.ts';
import { say } from '../../i18n/words.ts';
import { listOwnDevelopment } from '../../storage/own-data.ts';
import { listOwnDelegations, listOwnDialogues, listOwnLessons, listOwnRecognitions } from '../../storage/own-growth.ts';
import type { WorkbookSheet } from '../../table/write-workbook.ts';
import type { Scene } from '../core/scene.ts';
import type { Pen } from './pen.ts';

/** What a person grows by and is trusted with: development plan, dialogues, recognition, delegations, lessons. */
export async function growthSheets({ tx }: Scene, employeeId: number, pen: Pen): Promise<readonly WorkbookSheet[]> {
  const { plain, time, sheet } = pen;
  const development = await listOwnDevelopment(tx, employeeId);
  const dialogues = await listOwnDialogues(tx, employeeId);
  const recognitions = await listOwnRecognitions(tx, employeeId);
  const delegations = await listOwnDelegations(tx, employeeId);
  const lessons = await listOwnLessons(tx, employeeId);
  return [
    sheet(
      'own.sheet-development',
      ['own.kind', 'own.text', 'own.due', 'own.state', 'own.follow-up'],
      development.map(({ kind, text, dueOn, state, followUp }) => [
        plain(say(`develop.kind.${kind}`)),
        plainText(text),
        plain({ date: dueOn }),
        plain(say(`develop.state.${state}`)),
        plainText(followUp ?? ''),
      ]),
    ),
    sheet(
      'own.sheet-dialogues',
      ['own.period', 'own.supervisor', 'own.time', 'own.state', 'own.text', 'own.signed-you', 'own.signed-supervisor'],
      dialogues.map(({ period, supervisor, meetsAt, state, record, employeeSignedAt, supervisorSignedAt }) => [
        period,
        supervisor,
        time(meetsAt),
        plain(say(`own.dialogue-${state}`)),
        plainText(record ?? ''),
        time(employeeSignedAt),
        time(supervisorSignedAt),
      ]),
    ),
    sheet(
      'own.sheet-recognition',
      ['own.time', 'own.person', 'own.kind', 'own.what', 'own.reason-given', 'own.state', 'own.decision-reason'],
      recognitions.map(({ createdAt, nominee, kind, title, reason, state, decisionReason }) => [
        time(createdAt),
        nominee ?? plain(say('own.by-you')),
        plain(say(`own.recognition-${kind}`)),
        plainText(title),
        plainText(reason),
        plain(say(`own.recognition-${state}`)),
        plainText(decisionReason ?? ''),
      ]),
    ),
    sheet(
      'own.sheet-delegations',
      ['own.delegated-by', 'own.delegated-to', 'own.from', 'own.until', 'own.cancelled'],
      delegations.map(({ from, to, startsOn, endsOn, cancelledAt }) => [
        from,
        to,
        plain({ date: startsOn }),
        plain({ date: endsOn }),
        time(cancelledAt),
      ]),
    ),
    sheet(
      'own.sheet-lessons',
      ['own.time', 'own.what', 'own.right', 'own.questions'],
      lessons.map(({ finishedAt, lesson, right, questions }) => [
        time(finishedAt),
        lesson,
        String(right),
        String(questions),
      ]),
    ),
  ];
}
