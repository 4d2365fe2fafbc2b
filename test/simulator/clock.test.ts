import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/simulator/clock.ts';

const near = (date: Date, iso: string): void => expect(Math.abs(date.getTime() - Date.parse(iso))).toBeLessThan(1_000);

describe('the clock', () => {
  it('starts where it is told and can be moved and set', () => {
    const clock = createClock(new Date('2026-06-17T01:00:00Z'));
    near(clock.now(), '2026-06-17T01:00:00Z');
    clock.advance(86_400_000);
    near(clock.now(), '2026-06-18T01:00:00Z');
    clock.set(new Date('2026-12-31T16:59:59Z'));
    near(clock.now(), '2026-12-31T16:59:59Z');
  });

  it('is real time when nothing is said', () => {
    near(createClock().now(), new Date().toISOString());
  });

  it('tells who listens about every jump until they stop', () => {
    const clock = createClock();
    const heard: string[] = [];
    const stop = clock.onChange((now) => heard.push(now.toISOString().slice(0, 10)));
    clock.set(new Date('2027-01-01T12:00:00Z'));
    stop();
    clock.advance(1);
    expect(heard).toEqual(['2027-01-01']);
  });

  it('refuses a time that is none', () => {
    expect(() => createClock().set(new Date(Number.NaN))).toThrow(RangeError);
    expect(() => createClock().advance(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});
