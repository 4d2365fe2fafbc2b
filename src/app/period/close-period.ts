import { refuse } from '../../i18n/words.ts';
import { lockPeriods, savePeriodState } from '../../storage/period.ts';
import type { PeriodDesk, Taken } from './period-desk.ts';
import { periodIs } from './period-state.ts';

/** Closes an open period: no more answers are taken. */
export async function closePeriod({ tx, now }: PeriodDesk, periodId: number): Promise<Taken<object>> {
  const period = (await lockPeriods(tx)).find(({ id }) => id === periodId);
  if (!period) return { ok: false, why: refuse('period-gone') };
  if (period.state !== 'open') return { ok: false, why: periodIs(period) };
  await savePeriodState(tx, periodId, 'closed', now);
  return { ok: true };
}
