import { refuse } from '../../i18n/words.ts';
import { deleteDraftPeriod, lockPeriods } from '../../storage/period.ts';
import type { PeriodDesk, Taken } from './period-desk.ts';
import { periodIs } from './period-state.ts';

/** Deletes a draft. A period that was opened once stays: people answered in it. */
export async function deletePeriod({ tx }: PeriodDesk, periodId: number): Promise<Taken<object>> {
  const period = (await lockPeriods(tx)).find(({ id }) => id === periodId);
  if (!period) return { ok: false, why: refuse('period-gone') };
  return (await deleteDraftPeriod(tx, periodId)) ? { ok: true } : { ok: false, why: periodIs(period) };
}
