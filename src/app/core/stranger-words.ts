import { refuse, say, type Words } from '../../i18n/words.ts';
import type { Actor } from './scene.ts';

/** What somebody is told who is no employee here (any more): how to join, that HR took them off the roster, or that they moved to another Telegram account. */
export function strangerWords({ account }: Pick<Actor, 'account'>): Words {
  if (account.employeeId !== null) return refuse('inactive');
  if (account.cutOffAt !== null) return refuse('cut-off');
  // Whoever sets the bot up needs their own number for HR_TELEGRAM_IDS.
  return [refuse('join-first'), '', say('stranger.your-id', { id: String(account.telegramId) })];
}
