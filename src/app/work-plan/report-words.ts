import { say, type Words } from '../../i18n/words.ts';
import type { ReportRow } from '../../storage/work-report.ts';
import type { ScreenButton } from '../core/screen.ts';
import { planData } from './plan-data.ts';
import { realisedWords } from './plan-words.ts';

export const reportsPerPage = 5;

/** One report in a list: when, on what, what was reached, how much evidence. */
export function reportLine(report: ReportRow, number: number, zone: string): Words {
  const { at, item, realised, evidence } = report;
  return say('report.line', {
    number,
    at: { at: at.toISOString(), zone },
    about: item?.title ?? say('report.in-words'),
    reached: realised === null ? '' : say('report.line-reached', { reached: reachedWords(report) }),
    evidence: evidence.length === 0 ? '' : say('report.line-evidence', { count: evidence.length }),
  });
}

/** What the report said was reached, with the item's unit where the item is still there. */
export function reachedWords({ realised, item }: ReportRow): Words {
  return realisedWords({ realised, unit: item?.unit ?? '' });
}

/** A button for each report of a page, in one row. */
export function reportButtons(reports: readonly ReportRow[], page: number): readonly (readonly ScreenButton[])[] {
  if (reports.length === 0) return [];
  return [
    reports.map(({ id }, index) => ({
      label: say('report.open-one', { number: page * reportsPerPage + index + 1 }),
      data: planData.report(id),
    })),
  ];
}

export function pageButtons(
  page: number,
  total: number,
  data: (page: number) => string,
): readonly (readonly ScreenButton[])[] {
  const buttons = [
    ...(page > 0 ? [{ label: say('page.previous'), data: data(page - 1) }] : []),
    ...((page + 1) * reportsPerPage < total ? [{ label: say('page.next'), data: data(page + 1) }] : []),
  ];
  return buttons.length === 0 ? [] : [buttons];
}
