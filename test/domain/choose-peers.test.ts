import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choosePeers, mostPeers, type PeerCandidate } from '../../src/domain/choose-peers.ts';

const numbers = { most: mostPeers, fewest: 3 };
const candidates = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 1, max: 5000 }), openRequests: fc.nat(6), ratedByEmployee: fc.boolean() }),
  { selector: ({ id }) => id, maxLength: 30 },
);
const seeds = fc.string({ maxLength: 12 });

describe('choosing peers', () => {
  it('takes three to five colleagues, as many as there are, each once', () => {
    fc.assert(
      fc.property(candidates, seeds, (given, seed) => {
        const chosen = choosePeers(given, { seed, ...numbers });
        expect(chosen).toHaveLength(given.length < 3 ? 0 : Math.min(5, given.length));
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(given.map(({ id }) => id)).toEqual(expect.arrayContaining([...chosen]));
      }),
    );
  });

  it('chooses the same whatever the order the colleagues come in', () => {
    fc.assert(
      fc.property(candidates, seeds, fc.integer(), (given, seed, turn) => {
        const shift = given.length === 0 ? 0 : Math.abs(turn) % given.length;
        const turned = [...given.slice(shift), ...given.slice(0, shift)];
        expect(choosePeers(turned, { seed, ...numbers })).toEqual(choosePeers(given, { seed, ...numbers }));
      }),
    );
  });

  it('passes nobody over for a colleague who has more to do, but to have one who is not rated by the employee', () => {
    fc.assert(
      fc.property(candidates, seeds, (given, seed) => {
        const chosen = new Set(choosePeers(given, { seed, ...numbers }));
        if (chosen.size === 0) return;
        const of = (taken: boolean) => given.filter(({ id }) => chosen.has(id) === taken);
        const most = Math.max(...of(true).map(({ openRequests }) => openRequests));
        const least = Math.min(...of(false).map(({ openRequests }) => openRequests), Number.POSITIVE_INFINITY);
        const strangers = of(true).filter(({ ratedByEmployee }) => !ratedByEmployee);
        expect(most <= least || strangers.length === 1).toBe(true);
      }),
    );
  });

  it('is never only reciprocal where somebody else is there', () => {
    fc.assert(
      fc.property(candidates, seeds, (given, seed) => {
        const chosen = new Set(choosePeers(given, { seed, ...numbers }));
        const strangers = given.filter(({ ratedByEmployee }) => !ratedByEmployee);
        if (chosen.size > 0 && strangers.length > 0) expect(strangers.some(({ id }) => chosen.has(id))).toBe(true);
      }),
    );
  });

  it('spreads the work: forty colleagues asked for each other carry nearly the same', () => {
    const open = new Map(Array.from({ length: 40 }, (_, at) => [at + 1, 0]));
    for (const employee of open.keys()) {
      const given: PeerCandidate[] = [...open]
        .filter(([id]) => id !== employee)
        .map(([id, openRequests]) => ({ id, openRequests, ratedByEmployee: false }));
      for (const id of choosePeers(given, { seed: String(employee), ...numbers }))
        open.set(id, (open.get(id) ?? 0) + 1);
    }
    expect(Math.max(...open.values()) - Math.min(...open.values())).toBeLessThanOrEqual(1);
  });

  it('does not always ask the same among equals: another appraisal draws another lot', () => {
    const given: PeerCandidate[] = Array.from({ length: 20 }, (_, at) => ({
      id: at + 1,
      openRequests: 0,
      ratedByEmployee: false,
    }));
    const drawn = new Set(
      Array.from({ length: 50 }, (_, at) => choosePeers(given, { seed: String(at), ...numbers }).join()),
    );
    expect(drawn.size).toBeGreaterThan(40);
  });

  it('asks one at a time when somebody is replaced', () => {
    const given = [{ id: 7, openRequests: 2, ratedByEmployee: true }];
    expect(choosePeers(given, { seed: '1', most: 1, fewest: 1 })).toEqual([7]);
    expect(choosePeers(given, { seed: '1', most: 0, fewest: 1 })).toEqual([]);
    expect(choosePeers([], { seed: '1', most: 1, fewest: 1 })).toEqual([]);
  });
});
