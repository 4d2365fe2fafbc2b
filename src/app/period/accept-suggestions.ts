import { variantKeys } from '../../domain/variant.ts';
import { refuse, say } from '../../i18n/words.ts';
import { recordAuditForMany } from '../../storage/audit.ts';
import { findFrozenFramework } from '../../storage/frozen-frameworks.ts';
import { openAppraisals } from '../../storage/open-appraisals.ts';
import { lockPeriods } from '../../storage/period.ts';
import { type RaterNeed, takeSuggestions } from '../../storage/rater-needs.ts';
import { audit } from '../core/audit.ts';
import { type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import type { Scene } from '../core/scene.ts';
import { handOver } from './hand-over.ts';
import { periodIs } from './period-state.ts';
import { lateView, raterNeedsView } from './rater-needs-view.ts';

/** Takes the raters the roster suggests: for one appraisal, or for all of a period (null). What is finished is left as it is; pressed twice, it changes nothing. */
export async function acceptSuggestions(
  scene: Scene,
  {
    periodId,
    need,
    appraisalId,
  }: { readonly periodId: number; readonly need: RaterNeed; readonly appraisalId: number | null },
): Promise<Outcome> {
  const period = (await lockPeriods(scene.tx)).find(({ id }) => id === periodId);
  if (!period) return tell(refuse('period-gone'));
  if (period.state !== 'open' && period.state !== 'closed') return tell(periodIs(period));
  const changed = await takeSuggestions(scene.tx, periodId, need, appraisalId);
  const given = changed.flatMap(({ suggested, ...one }) =>
    suggested === null ? [] : [{ ...one, raterId: suggested.id }],
  );
  await recordAuditForMany(
    scene.tx,
    {
      at: scene.now,
      actorTelegramId: scene.actor.telegramId,
      actorEmployeeId: scene.actor.employee?.id ?? null,
      action: 'rater-changed',
    },
    given.map(({ nip, appraisalId: id, before, raterId }) => ({
      nip,
      detail: { appraisalId: id, before: before?.id ?? null, raterId, by: need },
    })),
  );
  await handOver(scene, given);
  return show(raterNeedsView.of({ id: periodId, need, page: 0 }), say('period.accepted', { count: given.length }));
}

/** Gives an appraisal in an open period to whoever came after it opened: one employee, or all (null). Their reminders follow by themselves. */
export async function addLate(
  scene: Scene,
  { periodId, employeeId }: { readonly periodId: number; readonly employeeId: number | null },
): Promise<Outcome> {
  const period = (await lockPeriods(scene.tx)).find(({ id }) => id === periodId);
  if (!period) return tell(refuse('period-gone'));
  if (period.state !== 'open') return tell(periodIs(period));
  const framework = await findFrozenFramework(scene.tx, periodId);
  const added = await openAppraisals(scene.tx, periodId, variantKeys(framework), employeeId);
  await audit(scene, 'late-added', {
    ...(employeeId !== null && { employeeId }),
    detail: { periodId, appraisals: added },
  });
  return show(lateView.of({ id: periodId, page: 0 }), say('period.added', { count: added }));
}
