import { variantKeys } from '../../domain/variant.ts';
import { arePeersOptional, withoutPeers } from '../../domain/without-peers.ts';
import { refuse } from '../../i18n/words.ts';
import { openAppraisals, previewOpening } from '../../storage/open-appraisals.ts';
import { freezePeriod, lockPeriods } from '../../storage/period.ts';
import type { PeriodDesk, Taken } from './period-desk.ts';
import { overlapping, periodIs } from './period-state.ts';

/**
 * Opens a draft: freezes the framework as it is in the settings now, and gives every active employee an appraisal with the unit, its sector and the superior of today. Without `peers` nobody is
 * asked about a colleague, where the framework foresees that. Refused while another open
 * period shares a day with it, or when there is nobody to appraise.
 */
export async function openPeriod(
  { tx, now, settings }: PeriodDesk,
  periodId: number,
  { peers }: { readonly peers: boolean } = { peers: true },
): Promise<Taken<{ readonly appraisals: number }>> {
  const periods = await lockPeriods(tx);
  const period = periods.find(({ id }) => id === periodId);
  if (!period) return { ok: false, why: refuse('period-gone') };
  if (period.state !== 'draft') return { ok: false, why: periodIs(period) };
  const other = overlapping(period, periods);
  if (other) return { ok: false, why: refuse('period-overlaps', { period: other.name }) };
  const framework = settings.frameworks.get(period.frameworkKey);
  if (!framework) return { ok: false, why: refuse('framework-gone') };
  if (!peers && !arePeersOptional(framework)) return { ok: false, why: refuse('peers-needed') };
  if ((await previewOpening(tx, 0)).employees === 0) return { ok: false, why: refuse('period-nobody') };
  await freezePeriod(tx, periodId, peers ? framework : withoutPeers(framework), now);
  return { ok: true, appraisals: await openAppraisals(tx, periodId, variantKeys(framework)) };
}
