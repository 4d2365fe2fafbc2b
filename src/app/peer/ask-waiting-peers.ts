import { today } from '../../domain/calendar.ts';
import { type AppraisalRow, lockAppraisal } from '../../storage/appraisal.ts';
import type { Database, Tx } from '../../storage/database.ts';
import { findWithoutPeers, findWithUnfitPeers, withdrawUnfitPeers } from '../../storage/peer-request.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from '../core/app.ts';
import { settleAppraisal } from '../result/settle-scores.ts';
import { askPeers, replacePeers } from './ask-peers.ts';

/** Appraisals looked at in one query. */
const batch = 500;

/**
 * What nobody's own step set off: peers are asked where the self-assessment's window closed without one, or where colleagues joined since; whoever left the roster, or became the
 * rater or superior, is replaced. Safe to call at any time and doubled: each appraisal is locked, and a colleague is asked once. Stops after the appraisal in
 * hand when `stopping` is aborted. Answers how many were asked.
 */
export async function askWaitingPeers(app: App, stopping: AbortSignal): Promise<number> {
  const now = app.now();
  let asked = await replaceUnfit(app, now, stopping);
  // The first zone in which a day ends; where it goes on, `askPeers` waits.
  const day = today('Asia/Jayapura', now);
  for (let after = 0; ; ) {
    const ids = await findWithoutPeers(app.database.client, { today: day, after, limit: batch });
    for (const id of ids) {
      if (stopping.aborted) break;
      asked += await withAppraisal(app.database, id, (tx, appraisal) =>
        askPeers({ tx, now, settings: app.settings }, appraisal),
      );
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < batch || stopping.aborted) break;
    after = last;
  }
  if (asked > 0) app.wakeSender();
  return asked;
}

async function replaceUnfit(app: App, now: Date, stopping: AbortSignal): Promise<number> {
  let asked = 0;
  for (const id of await findWithUnfitPeers(app.database.client)) {
    if (stopping.aborted) break;
    asked += await withAppraisal(app.database, id, async (tx, appraisal) => {
      const desk = { tx, now, settings: app.settings };
      await withdrawUnfitPeers(tx, id, now);
      const more = await replacePeers(desk, appraisal);
      if (more === 0) await settleAppraisal(desk, appraisal);
      return more;
    });
  }
  return asked;
}

async function withAppraisal(
  database: Database,
  id: number,
  work: (tx: Tx, appraisal: AppraisalRow) => Promise<number>,
): Promise<number> {
  return withTransaction(database, async (tx) => {
    const appraisal = await lockAppraisal(tx, id);
    return appraisal ? work(tx, appraisal) : 0;
  });
}
