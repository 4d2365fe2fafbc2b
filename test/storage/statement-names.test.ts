import { describe, expect, it } from 'vitest';
import { createStatementNames } from '../../src/storage/statement-names.ts';

describe('names of statements', () => {
  const many = (times: number, name: () => string) => Array.from({ length: times }, name);

  it('are given to what comes again and again, one for each text', () => {
    const nameOf = createStatementNames();
    expect(many(25, () => nameOf({ sql: 'select 1' }))).toEqual([...many(19, () => ''), ...many(6, () => 's0')]);
    expect(many(21, () => nameOf({ sql: 'select 2' })).at(-1)).toBe('s1');
    expect(nameOf({ sql: 'select 1' })).toBe('s0');
  });

  it('are not more than each connection can keep plans for, however many texts there are', () => {
    const nameOf = createStatementNames();
    const names = Array.from({ length: 500 }, (_, text) => many(20, () => nameOf({ sql: `select ${text}` })).at(-1));
    expect(new Set(names).size).toBe(301);
    expect(nameOf({ sql: 'select 0' })).toBe('s0');
    expect(nameOf({ sql: 'select 499' })).toBe('');
  });

  it('go to nobody whose list is never of the same length', () => {
    const nameOf = createStatementNames();
    for (let length = 1; length < 10_000; length += 1)
      expect(nameOf({ sql: `select ${'$1,'.repeat(length % 97)}${length}` })).toBe('');
    expect(many(20, () => nameOf({ sql: 'select now()' })).at(-1)).toBe('s0');
  });
});
