import { noteContact } from '../../storage/contact.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import { pause } from '../../telegram/pause.ts';
import type { App } from '../core/app.ts';
import { errorForLog } from '../core/error-for-log.ts';
import { beginRound, showQuestionsAgain } from './show-questions-again.ts';

/** Notices when the bot and Telegram did not hear each other for longer than a press lives, and has open questions shown again then. */
export interface ContactKeeper {
  /** Looks now, as it does by itself three times a minute. Never rejects: what fails is logged, and the next look finds the same. */
  look(): Promise<void>;
  /** Resolves after the bot was told to stop, when the look under way is over. */
  readonly stopped: Promise<void>;
}

/** How long Telegram keeps the press of a button for the bot, in milliseconds; older ones are lost, and the person saw nothing happen. */
const pressLifeMs = 150_000;
/** A long poll is answered every half minute, so that two looks in a row are never both in vain while all is well. */
const lookMs = 20_000;

/**
 * While the bot and Telegram hear each other (polls are answered; updates are delivered, or Telegram says that it delivers and nobody wrote), each process notes it in the database.
 * A long time in which no process did is an outage, whatever it was: bot, network, Telegram or database. The process that notes the end of it begins the round; any goes on with it.
 * To be made before the gateway is started.
 */
export function keepContact(app: App): ContactKeeper {
  const { database, gateway, log, stopping } = app;
  let heardAt: Date | null = null;
  /** The last instant at which the other side was not heard: nothing that came later was worked on before. */
  let awayAt = app.now();
  let failing = false;
  let looking: Promise<void> = Promise.resolve();
  const look = () => {
    looking = looking.then(lookNow);
    return looking;
  };
  return { look, stopped: keepLooking() };

  async function keepLooking(): Promise<void> {
    while (!stopping.aborted) {
      await pause(lookMs, stopping);
      if (!stopping.aborted) await look();
    }
    await looking;
  }

  async function lookNow(): Promise<void> {
    const at = app.now();
    try {
      if (!(await isHeard())) {
        awayAt = at;
        return;
      }
      await note(at);
      await showQuestionsAgain(app);
      failing = false;
    } catch (error) {
      awayAt = at;
      if (!failing) log.warn({ err: errorForLog(error) }, 'That Telegram is heard could not be noted; trying again.');
      failing = true;
    }
  }

  async function isHeard(): Promise<boolean> {
    const last = gateway.lastHeardAt();
    if (last === null) return false;
    if (last === heardAt) return gateway.delivers();
    heardAt = last;
    return true;
  }

  async function note(at: Date): Promise<void> {
    const silentMs = await withTransaction(database, async (tx) => {
      const silence = await noteContact(tx);
      if (silence === null || silence <= pressLifeMs) return null;
      const beganAt = new Date(at.getTime() - silence);
      // A machine that was asleep has no look in vain to tell of.
      await beginRound(tx, { beganAt, endedAt: awayAt > beganAt ? awayAt : beganAt });
      return silence;
    });
    if (silentMs === null) return;
    const seconds = Math.round(silentMs / 1000);
    log.warn({ seconds }, 'The bot and Telegram did not hear each other; open questions are shown again.');
  }
}
