import { addDays, type CalendarDate, daysBetween, laterOf } from '../../domain/calendar.ts';
import { say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, lockAppraisal } from '../../storage/appraisal.ts';
import { saveExtension } from '../../storage/change-appraisal.ts';
import { todayFor } from '../appraisal/today-for.ts';
import { audit } from '../core/audit.ts';
import { type Outcome, show } from '../core/feature.ts';
import type { Scene } from '../core/scene.ts';
import { openReviewData } from '../review/review-data.ts';
import { openSelfAssessmentData } from '../self-assessment/self-assessment-data.ts';
import { nextDeadline, unchangeable } from './person-standing.ts';
import { periodPersonView } from './person-view.ts';
import { tellEmployee } from './tell-employee.ts';

/**
 * HR gives one person more days: counted from their deadline, or from today where that is past. A longer self-assessment moves the review with it, so that the supervisor keeps
 * as many days. `from` is the deadline HR saw; when it has changed since (a double tap), nothing happens.
 */
export async function extendWindow(
  scene: Scene,
  { appraisalId, days, from }: { readonly appraisalId: number; readonly days: number; readonly from: string },
): Promise<Outcome> {
  const appraisal = await lockAppraisal(scene.tx, appraisalId);
  if (!appraisal) return { kind: 'stale' };
  const view = periodPersonView.of({ appraisalId });
  const why = unchangeable(appraisal);
  if (why) return show(view, why);
  const { task, date } = nextDeadline(appraisal);
  if (date !== from) return { kind: 'stale' };
  const { windows, employee } = appraisal;
  const until = addDays(laterOf(date, await todayFor(scene, employee.unitId)), days);
  const reviewDays = daysBetween(windows.selfClosesOn, windows.reviewClosesOn);
  await saveExtension(
    scene.tx,
    appraisalId,
    task === 'self'
      ? { selfClosesOn: until, reviewClosesOn: addDays(until, reviewDays) }
      : { selfClosesOn: null, reviewClosesOn: until },
  );
  await audit(scene, 'window-extended', {
    employeeId: employee.id,
    detail: { appraisalId, task, days, before: date, until },
  });
  return show(view, await tellOfExtension(scene, appraisal, { task, until }));
}

/** Tells whoever has to act now, and HR whether they could be told. */
async function tellOfExtension(
  scene: Scene,
  { id, employee, supervisor, period }: AppraisalRow,
  { task, until }: { readonly task: 'self' | 'review'; readonly until: CalendarDate },
): Promise<Words> {
  const date = { date: until };
  const recipient = task === 'self' ? employee : supervisor;
  if (!recipient) return say('period.extended-nobody', { date });
  const button =
    task === 'self'
      ? { label: say('menu.nilai'), data: openSelfAssessmentData(id) }
      : { label: say('team.review-one', { employee: employee.name }), data: openReviewData(id) };
  const told = await tellEmployee(scene, recipient.id, {
    screen: {
      lines: [say(`period.notice-${task}-extended`, { period: period.name, employee: employee.name, date })],
      buttons: [[button]],
    },
    dedupeKey: `extension:${task}:${id}:${until}`,
  });
  return say(told ? 'period.extended' : 'period.extended-untold', { date, name: recipient.name });
}
