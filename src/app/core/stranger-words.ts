import { refuse, type Words } from '../../i18n/words.ts';
import type { Actor } from './scene.ts';

/** What somebody is told who is no employee here (any more): how to join, that HR took them off the roster, or that they moved to another Telegram account. */
export function strangerWords({ account }: Pick<Actor, 'account'>): Words {
  if (account.employeeId !== null) return refuse('inactive');
  return account.cutOffAt === null ? refuse('join-first') : refuse('cut-off');
}
