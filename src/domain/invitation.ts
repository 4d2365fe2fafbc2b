/** How long a join link works, in days. */
export const invitationDays = 30;

/** How many wrong codes one Telegram account may send within an hour of the first of them. */
export const guessLimit = 5;
export const guessWindowMs = 60 * 60 * 1000;

/** What a code turned out to be, for the account that sent it. `wrong` covers unknown, expired, used and taken back alike, so that a guess teaches nothing. */
export type CodeJudgement = 'good' | 'used-by-you' | 'belongs-to-another-person-here' | 'wrong';

export interface JudgedInvitation {
  readonly employeeId: number;
  /** Of the employee it is for. */
  readonly active: boolean;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly usedBy: number | null;
  readonly revokedAt: Date | null;
}

/** Judges a code: good once, for 30 days, until a newer one takes its place. `account.employeeId` is whom the account is joined to now, an active employee or null. */
export function judgeInvitation(
  invitation: JudgedInvitation | null,
  account: { readonly telegramId: number; readonly employeeId: number | null },
  now: Date,
): CodeJudgement {
  if (!invitation) return 'wrong';
  const { employeeId, usedAt, usedBy, revokedAt, expiresAt, active } = invitation;
  if (usedBy === account.telegramId && account.employeeId === employeeId) return 'used-by-you';
  if (usedAt !== null || revokedAt !== null || expiresAt <= now || !active) return 'wrong';
  return account.employeeId !== null && account.employeeId !== employeeId ? 'belongs-to-another-person-here' : 'good';
}

/** Until when an account has to wait after too many wrong codes; null when it may try. */
export function waitUntil(
  guesses: { readonly guesses: number; readonly guessesSince: Date | null },
  now: Date,
): Date | null {
  if (guesses.guessesSince === null || guesses.guesses < guessLimit) return null;
  const until = new Date(guesses.guessesSince.getTime() + guessWindowMs);
  return until > now ? until : null;
}

/** The count after one more wrong code; an hour after the first the count begins again. */
export function countGuess(
  before: { readonly guesses: number; readonly guessesSince: Date | null },
  now: Date,
): { readonly guesses: number; readonly guessesSince: Date } {
  const { guesses, guessesSince } = before;
  return guessesSince !== null && now.getTime() - guessesSince.getTime() < guessWindowMs
    ? { guesses: guesses + 1, guessesSince }
    : { guesses: 1, guessesSince: now };
}
