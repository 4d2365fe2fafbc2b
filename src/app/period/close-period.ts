import { refuse } from '../../i18n/words.ts';
import { lockPeriods, savePeriodState } from '../../storage/period.ts';
import type { Scene } from '../core/scene.ts';
import { settlePeriod } from '../result/settle-scores.ts';
import type { Taken } from './period-desk.ts';
import { periodIs } from './period-state.ts';

type Desk = Pick<Scene, 'tx' | 'now' | 'settings'>;

/** Closes an open period: no more answers are taken, and what peers answered so far is counted where the review is there. */
export async function closePeriod(desk: Desk, periodId: number): Promise<Taken<object>> {
  const { tx, now } = desk;
  const period = (await lockPeriods(tx)).find(({ id }) => id === periodId);
  if (!period) return { ok: false, why: refuse('period-gone') };
  if (period.state !== 'open') return { ok: false, why: periodIs(period) };
  await savePeriodState(tx, periodId, 'closed', now);
  await settlePeriod(desk, period);
  return { ok: true };
}
