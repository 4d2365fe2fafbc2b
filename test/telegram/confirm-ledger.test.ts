import { describe, expect, it } from 'vitest';
import { createConfirmLedger } from '../../src/telegram/confirm-ledger.ts';

describe('what may be confirmed to Telegram', () => {
  it('is nothing before the first update', () => {
    expect(createConfirmLedger().offset()).toBeNull();
  });

  it('ends below the first update that is not done', () => {
    const ledger = createConfirmLedger();
    for (const id of [10, 11, 12]) ledger.take(id);
    ledger.done(11);
    expect(ledger.offset()).toBe(10);
    ledger.done(10);
    expect(ledger.offset()).toBe(12);
    ledger.done(12);
    expect(ledger.offset()).toBe(13);
    expect(ledger.open()).toBe(0);
  });

  it('takes an update that Telegram repeats only once, also after it was done', () => {
    const ledger = createConfirmLedger();
    expect([ledger.take(10), ledger.take(11)]).toEqual([true, true]);
    ledger.done(11);
    expect([ledger.take(10), ledger.take(11)]).toEqual([false, false]);
    expect(ledger.open()).toBe(1);
  });

  it('follows a number that jumps back after a quiet week', () => {
    const ledger = createConfirmLedger();
    ledger.take(900);
    ledger.done(900);
    expect(ledger.offset()).toBe(901);
    ledger.take(5);
    ledger.done(5);
    expect(ledger.offset()).toBe(6);
  });
});
