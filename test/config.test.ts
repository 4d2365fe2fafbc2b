import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../src/config.ts';
import { productFile } from '../src/root.ts';

const token = '123456789:AAabcdefghijklmnopqrstuvwxyz0123456';

describe('the settings', () => {
  it('need nothing but a token', () => {
    expect(configOf({ BOT_TOKEN: token })).toMatchObject({ BOT_TRANSPORT: 'polling', PORT: 8080, SEND_RATE: 25 });
  });

  it('are each explained in .env.example, with the values they have when nothing is set', () => {
    const example = { ...exampleSettings(), BOT_TOKEN: token, WEBHOOK_SECRET: 'a-secret-of-sixteen' };
    expect(Object.keys(configOf(example)).sort()).toEqual(Object.keys(example).sort());
    const { WEBHOOK_URL, WEBHOOK_SECRET, DATABASE_URL, ...others } = configOf(example);
    expect(configOf({ BOT_TOKEN: token })).toEqual(others);
  });

  it('are all named at once when they are wrong, without their values', () => {
    const read = readConfig({ BOT_TOKEN: 'secret-of-mine', PORT: '70000', BOT_TRANSPORT: 'webhook', SEND_RATE: '31' });
    if (read.ok) throw new Error('These settings should not have been accepted.');
    const named = read.problems.map((problem) => problem.split(':')[0]);
    expect(named.sort()).toEqual(['BOT_TOKEN', 'PORT', 'SEND_RATE', 'WEBHOOK_SECRET', 'WEBHOOK_URL']);
    expect(read.problems.join()).not.toMatch(/secret-of-mine|70000/);
  });

  it.each([
    ['30', undefined, true],
    ['31', undefined, false],
    ['1000', 'true', true],
    ['1001', 'true', false],
    ['0', undefined, false],
  ])('send %s messages a second with PAID_BROADCAST %s: %s', (SEND_RATE, PAID_BROADCAST, ok) => {
    expect(readConfig({ BOT_TOKEN: token, SEND_RATE, PAID_BROADCAST }).ok).toBe(ok);
  });

  it('count as not set when they are empty', () => {
    expect(configOf({ BOT_TOKEN: token, PORT: ' ', LOCALE: '' })).toEqual(configOf({ BOT_TOKEN: token }));
  });

  it('take who is HR as numbers with commas', () => {
    expect([...configOf({ BOT_TOKEN: token, HR_TELEGRAM_IDS: '111, 222' }).HR_TELEGRAM_IDS]).toEqual([111, 222]);
    expect(readConfig({ BOT_TOKEN: token, HR_TELEGRAM_IDS: '@budi' }).ok).toBe(false);
  });
});

function configOf(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}

/** Every setting of the file, also those behind a `#`. */
function exampleSettings(): Record<string, string> {
  const lines = readFileSync(productFile('.env.example'), 'utf8').matchAll(/^#?([A-Z_]+)=(.*)$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name ?? '', value ?? '']));
}
