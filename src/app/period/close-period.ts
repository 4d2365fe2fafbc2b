import { refuse } from '../../i18n/words.ts';
import { lockPeriods, savePeriodState, saveSettleAfter } from '../../storage/period.ts';
import type { Scene } from '../core/scene.ts';
import { settleNext } from '../result/settle-scores.ts';
import type { Taken } from './period-desk.ts';
import { periodIs } from './period-state.ts';

type Desk = Pick<Scene, 'tx' | 'now' | 'settings'>;

/**
 * Closes an open period: no more answers are taken from this commit on, and what peers answered so far is counted where the review is there. A small period is settled at once; of a large one the
 * first part, and `settlePeriods` goes on with the rest.
 */
export async function closePeriod(desk: Desk, periodId: number): Promise<Taken<object>> {
  const { tx, now } = desk;
  const period = (await lockPeriods(tx)).find(({ id }) => id === periodId);
  if (!period) return { ok: false, why: refuse('period-gone') };
  if (period.state !== 'open') return { ok: false, why: periodIs(period) };
  await savePeriodState(tx, periodId, 'closed', now);
  await saveSettleAfter(tx, periodId, await settleNext(desk, period, 0));
  return { ok: true };
}
