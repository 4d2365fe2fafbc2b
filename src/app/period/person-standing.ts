import type { CalendarDate } from '../../domain/calendar.ts';
import { refuse, type Words } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import type { ReopenedPart } from '../../storage/reopen-part.ts';

/** What this person's appraisal waits for, and until when: the self-assessment, then the review. */
export function nextDeadline({ selfSubmittedAt, windows }: AppraisalRow): {
  readonly task: 'self' | 'review';
  readonly date: CalendarDate;
} {
  return selfSubmittedAt
    ? { task: 'review', date: windows.reviewClosesOn }
    : { task: 'self', date: windows.selfClosesOn };
}

/** Why nothing about this appraisal can be changed any more, in words; null when it can. */
export function unchangeable({ period, employee, reviewedAt }: AppraisalRow): Words | null {
  if (period.state !== 'open') return refuse('period-closed', { period: period.name });
  return reviewedAt ? refuse('already-reviewed', { employee: employee.name }) : null;
}

/** The same for who assesses: they may also change while a reviewed appraisal waits to be decided again, as long as nothing is released. */
export function raterUnchangeable(appraisal: AppraisalRow): Words | null {
  const { reviewedAt, releasedAt, score, proposedPredicate, period } = appraisal;
  const waits = reviewedAt !== null && releasedAt === null && score !== null && score.proposed !== proposedPredicate;
  return waits && (period.state === 'open' || period.state === 'closed') ? null : unchangeable(appraisal);
}

/** Which submitted part HR may open again: the review first, then the self-assessment under it; null when there is none, the result is released or the period is not open. */
export function reopenable({ period, selfSubmittedAt, reviewedAt, releasedAt }: AppraisalRow): ReopenedPart | null {
  if (period.state !== 'open' || releasedAt) return null;
  if (reviewedAt) return 'review';
  return selfSubmittedAt ? 'self' : null;
}
