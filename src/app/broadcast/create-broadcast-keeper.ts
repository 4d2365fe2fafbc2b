import type { Locale } from '../../i18n/words.ts';
import { countCopies, fillBroadcast, findBroadcast } from '../../storage/broadcast.ts';
import {
  type DueProgress,
  finishBroadcasts,
  keepProgressMessage,
  showProgressLater,
  sweepCancelled,
  takeDueProgress,
} from '../../storage/broadcast-progress.ts';
import type { Database } from '../../storage/database.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { Delivery, Gateway } from '../../telegram/gateway.ts';
import { pause } from '../../telegram/pause.ts';
import type { AppLog } from '../core/app.ts';
import { renderNotice } from '../core/render-screen.ts';
import { createBell } from '../send/bell.ts';
import { controlFromProgress } from './control-broadcast.ts';
import { controlButtons, reportLines } from './report.ts';

/** Looks after broadcasts: writes the copies of new ones, closes those that are through, and keeps their progress messages up to date. */
export interface BroadcastKeeper {
  /** Looks until `stop`. Call once. */
  start(): void;
  /** A broadcast may have begun or changed its state: look at once. */
  wake(): void;
  /** Resolves when the look under way is over. */
  stop(): Promise<void>;
}

export interface BroadcastKeeperOptions {
  readonly database: Database;
  readonly gateway: Pick<Gateway, 'send' | 'edit'>;
  readonly now: () => Date;
  readonly log: AppLog;
  /** Messages a second, for the time left. */
  readonly rate: number;
  /** Zone of the times shown. */
  readonly timeZone: string;
  /** Language of HR who chose none. */
  readonly locale: Locale;
  /** Called when copies were written and wait to be sent. */
  readonly onFilled: () => void;
  /** How often to look without being woken; 1,000 ms by default. */
  readonly pollMs?: number;
  /** Shortest time between two updates while copies leave; 3,000 ms by default. */
  readonly everyMs?: number;
}

/** What is tried again, and copies still under way after a cancellation, are looked at after so long. */
const laterMs = 3_000;
/** It is woken after every update of anybody, and looks four times a second at most. */
const restMs = 250;
/** Longest time in which the copies of one broadcast are written. */
const fillMs = 60_000;

export function createBroadcastKeeper(options: BroadcastKeeperOptions): BroadcastKeeper {
  const { database, gateway, now, log, rate, timeZone, locale, onFilled } = options;
  const { pollMs = 1_000, everyMs = 3_000 } = options;
  const tx = database.client;
  const stopping = new AbortController();
  const bell = createBell(stopping.signal);
  let running: Promise<void> = Promise.resolve();

  return {
    start() {
      running = run();
    },
    wake: bell.ring,
    async stop() {
      stopping.abort();
      await running;
    },
  };

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        while (await withTransaction(database, (filling) => fillBroadcast(filling, now()), { timeoutMs: fillMs }))
          onFilled();
        while ((await sweepCancelled(tx)) > 0) if (stopping.signal.aborted) return;
        await finishBroadcasts(tx, now());
        for (const due of await takeDueProgress(tx, { rate, everyMs })) await update(due);
      } catch (error) {
        log.error({ err: error }, 'Broadcasts could not be looked after; trying again.');
      }
      await pause(restMs, stopping.signal);
      await bell.rung(pollMs);
    }
  }

  async function update(due: DueProgress): Promise<void> {
    const broadcast = await findBroadcast(tx, due.id);
    if (!broadcast) return;
    const counts = await countCopies(tx, due.id);
    const screen = {
      lines: reportLines(broadcast, counts, { rate, zone: timeZone }),
      buttons: controlButtons(broadcast, (verb) => controlFromProgress.data(due.id, verb)),
    };
    const message = renderNotice(screen, due.locale ?? locale);
    const delivery =
      due.progressMessageId === null
        ? await gateway.send(due.createdBy, message)
        : await gateway.edit(due.createdBy, due.progressMessageId, message);
    const retryMs = await settle(due, delivery);
    const unsettled = broadcast.state !== 'sending' && counts.underWay > 0;
    if (retryMs !== null || unsettled) await showProgressLater(tx, due.id, retryMs ?? laterMs);
  }

  /** Keeps which message it is. Answers when to try again in milliseconds; null when there is no need. */
  async function settle(due: DueProgress, delivery: Delivery): Promise<number | null> {
    switch (delivery.state) {
      case 'sent':
        if (due.progressMessageId === null) await keepProgressMessage(tx, due.id, delivery.messageId);
        return null;
      case 'unchanged':
        return null;
      case 'gone':
        // Deleted by HR: a new one is shown once more.
        await keepProgressMessage(tx, due.id, null);
        return laterMs;
      case 'blocked':
      case 'failed':
        log.warn({ broadcastId: due.id, why: delivery.why }, 'The progress of a broadcast could not be shown.');
        return null;
      case 'wait':
        return delivery.seconds * 1000;
      case 'unknown':
      case 'unreachable':
        return laterMs;
      default:
        return delivery satisfies never;
    }
  }
}
