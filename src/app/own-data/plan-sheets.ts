import type { PlanItem } from '../../domain/work-plan.ts';
import { plainText } from '../../i18n/plain-text.ts';
import { say } from '../../i18n/words.ts';
import type { OwnAppraisal } from '../../storage/own-data.ts';
import { findPlan } from '../../storage/work-plan.ts';
import { listReports } from '../../storage/work-report.ts';
import type { WorkbookSheet } from '../../table/write-workbook.ts';
import type { Scene } from '../core/scene.ts';
import type { Pen } from './pen.ts';

const most = 1_000;

/** Work plans with every agreed revision and what is being written now. */
export async function planSheet(
  { tx }: Scene,
  appraisals: readonly OwnAppraisal[],
  { plain, time, sheet }: Pen,
): Promise<WorkbookSheet> {
  const rows: (readonly string[])[] = [];
  for (const { id, period } of appraisals) {
    const plan = await findPlan(tx, id);
    if (!plan) continue;
    const line = (item: PlanItem, revision: string, agreed: string) => [
      period,
      revision,
      agreed,
      plain(say(`plan.kind-short.${item.kind}`)),
      plain(say(`plan.aspect.${item.aspect}`)),
      plainText(item.title),
      item.target ?? '',
      item.unit,
      String(item.weight),
      item.realised ?? '',
    ];
    rows.push(...plan.items.map((item) => line(item, plain(say('own.plan-now')), '')));
    for (const { revision, agreedAt, items } of [...plan.history].reverse())
      rows.push(...items.map((item) => line(item, String(revision), time(new Date(agreedAt)))));
  }
  return sheet(
    'own.sheet-plans',
    [
      'own.period',
      'own.revision',
      'own.agreed',
      'own.kind',
      'own.aspect',
      'own.what',
      'own.target',
      'own.measure',
      'own.weight',
      'own.realised',
    ],
    rows,
  );
}

/** Progress reports with the names of their evidence. */
export async function reportSheet(
  { tx }: Scene,
  appraisals: readonly OwnAppraisal[],
  { time, sheet }: Pen,
): Promise<WorkbookSheet> {
  const rows: (readonly string[])[] = [];
  for (const { id, period } of appraisals) {
    const { reports } = await listReports(tx, id, { page: 0, size: most });
    rows.push(
      ...reports.map(({ at, item, realised, text, evidence }) => [
        period,
        time(at),
        plainText(item?.title ?? ''),
        realised ?? '',
        plainText(text),
        evidence.map((each) => (each.kind === 'link' ? each.url : each.name)).join(', '),
      ]),
    );
  }
  return sheet(
    'own.sheet-reports',
    ['own.period', 'own.time', 'own.what', 'own.realised', 'own.text', 'own.evidence'],
    rows,
  );
}
