import { describe, expect, it } from 'vitest';
import {
  countGuess,
  guessLimit,
  type JudgedInvitation,
  judgeInvitation,
  waitUntil,
} from '../../src/domain/invitation.ts';

const now = new Date('2026-12-17T02:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const good: JudgedInvitation = {
  employeeId: 5,
  active: true,
  expiresAt: later(1),
  usedAt: null,
  usedBy: null,
  revokedAt: null,
};
const newcomer = { telegramId: 100, employeeId: null };

describe('a join code', () => {
  it.each([
    ['that nobody made', null, newcomer, 'wrong'],
    ['in its time', good, newcomer, 'good'],
    ['at the very end of its time', { ...good, expiresAt: now }, newcomer, 'wrong'],
    ['that was used', { ...good, usedAt: now, usedBy: 7 }, newcomer, 'wrong'],
    ['that was replaced by a newer one', { ...good, revokedAt: now }, newcomer, 'wrong'],
    ['for somebody who was taken off the roster', { ...good, active: false }, newcomer, 'wrong'],
    [
      'that this account used',
      { ...good, usedAt: now, usedBy: 100 },
      { telegramId: 100, employeeId: 5 },
      'used-by-you',
    ],
    ['that this account used before it was cut off', { ...good, usedAt: now, usedBy: 100 }, newcomer, 'wrong'],
    [
      'sent by an account of another employee',
      good,
      { telegramId: 100, employeeId: 6 },
      'belongs-to-another-person-here',
    ],
    [
      'used, sent by an account of another employee',
      { ...good, usedAt: now },
      { telegramId: 100, employeeId: 6 },
      'wrong',
    ],
    ['newly made for the account that is joined already', good, { telegramId: 100, employeeId: 5 }, 'good'],
  ] as const)('%s', (_what, invitation, account, judgement) => {
    expect(judgeInvitation(invitation, account, now)).toBe(judgement);
  });
});

describe('the brake on guessing', () => {
  it('holds an account from the fifth wrong code until an hour after the first', () => {
    let counted: { guesses: number; guessesSince: Date | null } = { guesses: 0, guessesSince: null };
    for (let guess = 0; guess < guessLimit; guess += 1) {
      expect(waitUntil(counted, later(guess))).toBeNull();
      counted = countGuess(counted, later(guess));
    }
    expect(waitUntil(counted, later(guessLimit))).toEqual(later(60));
    expect(waitUntil(counted, later(60))).toBeNull();
    expect(countGuess(counted, later(60))).toEqual({ guesses: 1, guessesSince: later(60) });
  });
});
