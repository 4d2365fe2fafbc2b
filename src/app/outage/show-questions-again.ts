import { type Zone, zoneSchema } from '../../domain/zone.ts';
import type { Tx } from '../../storage/database.ts';
import { listOpenQuestions, type OpenQuestionRow } from '../../storage/open-question.ts';
import { findOutage, type Outage, saveOutage, takeOutage } from '../../storage/outage.ts';
import { enqueueQuestions, type QuestionAgain } from '../../storage/question-again.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import type { App } from '../core/app.ts';
import { showAgainAt } from './show-again-at.ts';

/** So many questions are gone through in one transaction. */
const step = 50;
/** Who touched their question within a day before the outage may well have come back to it in the meantime; what lay untouched for longer is left to the reminders. In milliseconds. */
const recentMs = 24 * 3600 * 1000;
/** Outages that follow each other so closely are one to the people: nobody is shown the same question for each of them. In milliseconds. */
const sameMs = 30 * 60_000;

/** An outage is over: everybody with an open question is to be looked at, from the first. */
export async function beginRound(tx: Tx, { beganAt, endedAt }: Pick<Outage, 'beganAt' | 'endedAt'>): Promise<void> {
  const before = await findOutage(tx);
  const again = before !== null && endedAt.getTime() - before.endedAt.getTime() < sameMs;
  await saveOutage(tx, { beganAt, endedAt, series: again ? before.series : endedAt, after: 0 });
}

/** Goes on with the round after the last outage until it is through or the bot stops; another process may be at it, too. */
export async function showQuestionsAgain(app: App): Promise<void> {
  const zones = new Map<number, Zone>();
  let people = 0;
  for (let more = true; more && !app.stopping.aborted; ) {
    const done = await withTransaction(app.database, (tx) => showSome(app, tx, zones));
    people += done.people;
    more = done.more;
  }
  if (people === 0) return;
  app.log.info({ people }, 'Open questions are shown again after an outage.');
  app.wakeSender();
}

async function showSome(
  app: App,
  tx: Tx,
  zones: Map<number, Zone>,
): Promise<{ readonly people: number; readonly more: boolean }> {
  const outage = await takeOutage(tx);
  if (outage === null || outage.after === null) return { people: 0, more: false };
  const { settings } = app;
  const { hrTelegramIds } = settings;
  const rows = await listOpenQuestions(tx, { after: outage.after, limit: step, hrTelegramIds });
  const now = app.now();
  const questions: QuestionAgain[] = [];
  for (const row of rows) {
    const touchedAt = touchedLately(row, outage);
    if (touchedAt === null) continue;
    const zone = await zoneFor(row);
    questions.push({
      chatId: row.telegramId,
      since: outage.endedAt,
      dueAt: showAgainAt({ now, zone, idleMs: outage.endedAt.getTime() - touchedAt.getTime() }),
      // Who does something between two outages of a series may lose a press to the second, too.
      dedupeKey: `again:${outage.series.toISOString()}:${row.telegramId}:${row.lastUpdateId}`,
    });
  }
  const people = await enqueueQuestions(tx, questions);
  const last = rows.length < step ? undefined : rows.at(-1);
  await saveOutage(tx, { ...outage, after: last?.conversationId ?? null });
  return { people, more: last !== undefined };

  async function zoneFor({ unitId }: OpenQuestionRow): Promise<Zone> {
    if (unitId === null) return zoneSchema.parse(settings.timeZone);
    const zone = zones.get(unitId) ?? (await zoneOf({ tx, settings }, unitId));
    zones.set(unitId, zone);
    return zone;
  }
}

/** When the person touched the question; null for one who cannot be written to, did so long before the outage, or has gone on since. */
function touchedLately({ reachable, touchedAt }: OpenQuestionRow, { beganAt, endedAt }: Outage): Date | null {
  if (!reachable || touchedAt === null || touchedAt > endedAt) return null;
  return touchedAt.getTime() > beganAt.getTime() - recentMs ? touchedAt : null;
}
