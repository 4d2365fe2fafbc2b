import { keptSince, type RetentionClass, retentionClasses } from '../../domain/retention.ts';
import { recordAudit } from '../../storage/audit.ts';
import { findRetention, sweeps } from '../../storage/retention.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from '../core/app.ts';
import { officeToday } from '../core/office-today.ts';

/** Rows taken in one transaction: short enough that nobody waits for their own row. */
const atOnce = 500;
/** Rows of one class taken in one night; what is left is found the next. */
const mostANight = 100_000;

export type Anonymised = Readonly<Record<RetentionClass, number>>;

/**
 * Takes what is past its time (HR's years, `domain/retention.ts`), class by class, in batches of one statement and one transaction each. What was taken is marked or gone, so
 * a stopped, repeated or doubled run goes on where the last one ended. An appraisal with an open objection is held. Puts on the audit trail how many rows of each class went.
 */
export async function anonymisePast(app: App, most = mostANight): Promise<Anonymised> {
  const now = app.now();
  const retention = await findRetention(app.database.client);
  const since = keptSince(retention, officeToday({ settings: app.settings, now }));
  const taken: Record<RetentionClass, number> = {
    words: 0,
    answers: 0,
    people: 0,
    trail: 0,
    citizens: 0,
    messages: 0,
    notes: 0,
  };
  for (const name of retentionClasses) {
    for (const { take } of sweeps[name]) {
      while (taken[name] < most && !app.stopping.aborted) {
        const at = { since: since[name], limit: Math.min(atOnce, most - taken[name]), now };
        const count = await withTransaction(app.database, (tx) => take(tx, at));
        taken[name] += count;
        if (count < at.limit) break;
      }
    }
    if (taken[name] > 0) await noteTaken(app, name, { rows: taken[name], years: retention[name] }, now);
  }
  return taken;
}

function noteTaken(
  app: App,
  name: RetentionClass,
  { rows, years }: { readonly rows: number; readonly years: number },
  at: Date,
): Promise<void> {
  return recordAudit(app.database.client, {
    at,
    actorTelegramId: null,
    actorEmployeeId: null,
    action: 'retention-applied',
    subjectEmployeeId: null,
    detail: { class: name, rows, years },
  });
}
