import { refuse } from '../../i18n/words.ts';
import { findCompletion } from '../../storage/completion.ts';
import { lockPeriods, savePeriodState } from '../../storage/period.ts';
import { hasErased } from '../../storage/retention.ts';
import type { PeriodDesk, Taken } from './period-desk.ts';
import { overlapping, periodIs, stillSettling } from './period-state.ts';

/** Opens a closed period again, or a released one for whoever is unfinished; its framework, raters and released results stay. */
export async function reopenPeriod({ tx, now }: PeriodDesk, periodId: number): Promise<Taken<object>> {
  const periods = await lockPeriods(tx);
  const period = periods.find(({ id }) => id === periodId);
  if (!period) return { ok: false, why: refuse('period-gone') };
  if (period.state !== 'closed' && period.state !== 'released') return { ok: false, why: periodIs(period) };
  if (period.settleAfter !== null) return { ok: false, why: await stillSettling(tx, period) };
  const other = overlapping(period, periods);
  if (other) return { ok: false, why: refuse('period-overlaps', { period: other.name }) };
  const { people, reviewed } = await findCompletion(tx, periodId);
  if (period.state === 'released' && people === reviewed) return { ok: false, why: refuse('nobody-unfinished') };
  if (await hasErased(tx, periodId)) return { ok: false, why: refuse('period-erased') };
  await savePeriodState(tx, periodId, 'open', now);
  return { ok: true };
}
