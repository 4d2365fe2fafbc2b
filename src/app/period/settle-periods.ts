import { say } from '../../i18n/words.ts';
import { lockSettling, type PeriodRow, saveSettleAfter } from '../../storage/period.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from '../core/app.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import { tellHr } from '../people/tell-hr.ts';
import { settleNext } from '../result/settle-scores.ts';
import { periodData } from './period-data.ts';

type Desk = Pick<Scene, 'tx' | 'now' | 'settings'>;

/**
 * Goes on settling the scores of closed periods, a few hundred appraisals a transaction, until nothing is left; HR is told then that the period can be released. Safe to call at any time and from
 * several processes: one of them works on a period, and whatever was committed before a crash is not done again. Stops after the transaction in hand. Answers whether anything was settled.
 */
export async function settlePeriods(app: App): Promise<boolean> {
  let any = false;
  while (!app.stopping.aborted && (await withTransaction(app.database, (tx) => settle({ ...app, tx, now: app.now() }))))
    any = true;
  if (any) app.wakeSender();
  return any;
}

async function settle(desk: Desk): Promise<boolean> {
  const period = await lockSettling(desk.tx);
  if (period?.settleAfter === null || period === null) return false;
  const settleAfter = await settleNext(desk, period, period.settleAfter);
  await saveSettleAfter(desk.tx, period.id, settleAfter);
  if (settleAfter === null) await tellSettled(desk, period);
  return true;
}

async function tellSettled(desk: Desk, { id, name }: PeriodRow): Promise<void> {
  const screen = {
    lines: [say('period.settled', { period: name })],
    buttons: [[{ label: name, data: periodData.show(id) }], [menuButton]],
  };
  await tellHr(desk, screen, { key: null });
}
