import { describe, expect, it } from 'vitest';
import { readConfig, readDatabaseConfig } from '../src/config.ts';

const token = '123456789:AAE-this-is-not-a-real-token';
const good = { BOT_TOKEN: token };

function problemsOf(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const read = readConfig(environment);
  return read.ok ? [] : read.problems;
}

describe('settings', () => {
  it('need nothing but the token', () => {
    const read = readConfig({ ...good, HOME: '/root', EMPTY: '' });
    expect(read).toMatchObject({
      ok: true,
      config: {
        TELEGRAM_API_ROOT: 'https://api.telegram.org',
        BOT_LIBRARY: 'grammy',
        BOT_TRANSPORT: 'polling',
        HOST: '127.0.0.1',
        PORT: 8080,
        ADMIN_HOST: '127.0.0.1',
        ADMIN_PORT: 8080,
        DATA_DIR: './data',
        TIME_ZONE: 'Asia/Jakarta',
        LOCALE: 'id',
        SEND_RATE: 25,
        PAID_BROADCAST: false,
        REMINDER_CRON: '*/15 * * * *',
        LOG_LEVEL: 'info',
        HR_TELEGRAM_IDS: new Set(),
      },
    });
  });

  it.each([
    ['TELEGRAM_API_ROOT', 'http://127.0.0.1:8081/', 'http://127.0.0.1:8081'],
    ['BOT_LIBRARY', 'telegraf', 'telegraf'],
    ['PORT', '0', 0],
    ['PORT', '65535', 65_535],
    ['DATABASE_URL', 'postgres://u:p@db/x', 'postgres://u:p@db/x'],
    ['HR_TELEGRAM_IDS', ' 111, 222 ', new Set([111, 222])],
    ['TIME_ZONE', 'WITA', 'Asia/Makassar'],
    ['TIME_ZONE', 'Asia/Jayapura', 'Asia/Jayapura'],
    ['LOCALE', 'en', 'en'],
    ['SEND_RATE', '30', 30],
    ['SEND_RATE', '   ', 25],
    ['LOG_LEVEL', 'silent', 'silent'],
  ])('take %s=%s', (name, value, meant) => {
    expect(readConfig({ ...good, [name]: value })).toMatchObject({ ok: true, config: { [name]: meant } });
  });

  it.each([
    ['BOT_TOKEN', '', /is missing: ask @BotFather/],
    ['BOT_TOKEN', 'hunter2-hunter2', /does not look like a token/],
    ['TELEGRAM_API_ROOT', 'telegram.example:8081', /must be a web address/],
    ['BOT_LIBRARY', 'telebot', /must be grammy or telegraf/],
    ['BOT_TRANSPORT', 'smoke', /must be polling or webhook/],
    ['WEBHOOK_URL', 'not a url', /must be the public https address/],
    ['WEBHOOK_SECRET', 'short', /must be 16 to 256 characters/],
    ['PORT', '65536', /must be a port number/],
    ['PORT', '-1', /must be a port number/],
    ['PORT', 'http', /must be a port number/],
    ['DATABASE_URL', 'mysql://u:geheim@db/x', /must be like postgresql:/],
    ['HR_TELEGRAM_IDS', '111;222', /separated by commas/],
    ['HR_TELEGRAM_IDS', '@ani', /separated by commas/],
    ['TIME_ZONE', 'Europe/Berlin', /WIB, WITA, WIT/],
    ['LOCALE', 'jv', /must be id or en/],
    ['SEND_RATE', '0', /1 to 1000/],
    ['SEND_RATE', '2.5', /1 to 1000/],
    ['SEND_RATE', '31', /needs PAID_BROADCAST=true/],
    ['PAID_BROADCAST', 'yes', /true or false/],
    ['REMINDER_CRON', 'hourly', /cron expression/],
    ['LOG_LEVEL', 'loud', /must be trace/],
  ])('refuse %s=%j with words on what to do, and never repeat the value', (name, value, words) => {
    const problems = problemsOf({ ...good, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
    expect(problems[0]).toMatch(new RegExp(`^${name}: `));
    if (value.length > 5) expect(problems[0]).not.toContain(value);
  });

  it('that do not go together are named beside all others, at once', () => {
    const problems = problemsOf({
      BOT_TOKEN: 'wrong',
      BOT_TRANSPORT: 'webhook',
      PORT: 'x',
      SEND_RATE: '500',
      TIME_ZONE: 'UTC',
    });
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
      'BOT_TOKEN',
      'PORT',
      'SEND_RATE',
      'TIME_ZONE',
      'WEBHOOK_SECRET',
      'WEBHOOK_URL',
    ]);
  });

  it('take a webhook with address and secret, and a fast broadcast that is paid for', () => {
    const read = readConfig({
      ...good,
      BOT_TRANSPORT: 'webhook',
      WEBHOOK_URL: 'https://bot.example.go.id/telegram',
      WEBHOOK_SECRET: 'a-secret-of-16-or-more',
      SEND_RATE: '500',
      PAID_BROADCAST: 'true',
    });
    expect(read).toMatchObject({ ok: true, config: { SEND_RATE: 500, PAID_BROADCAST: true } });
  });

  describe('for the pages of operators', () => {
    const webhook = {
      ...good,
      BOT_TRANSPORT: 'webhook',
      WEBHOOK_URL: 'https://bot.example.go.id/telegram',
      WEBHOOK_SECRET: 'a-secret-of-16-or-more',
      HOST: '0.0.0.0',
    };

    it.each([
      ['polling: where HOST and PORT say', { ...good, HOST: '0.0.0.0', PORT: '9000' }, '0.0.0.0', 9000],
      ['polling: elsewhere when asked', { ...good, ADMIN_HOST: '::1', ADMIN_PORT: '9100' }, '::1', 9100],
      ['webhook: on this machine only, at a port of their own', webhook, '127.0.0.1', 9080],
      [
        'webhook: at a port of their own where the port is a high one',
        { ...webhook, PORT: '65000' },
        '127.0.0.1',
        64000,
      ],
      ['webhook: at any free port where the webhook is too', { ...webhook, PORT: '0' }, '127.0.0.1', 0],
      ['webhook: for a probe from outside', { ...webhook, ADMIN_HOST: '10.0.0.5' }, '10.0.0.5', 9080],
      ['webhook: beside it only when both are named alike', { ...webhook, ADMIN_PORT: '8080' }, '0.0.0.0', 8080],
    ])('%s', (_case, environment, host, port) => {
      expect(readConfig(environment)).toMatchObject({ ok: true, config: { ADMIN_HOST: host, ADMIN_PORT: port } });
    });

    it('are refused like any other port', () => {
      expect(problemsOf({ ...good, ADMIN_PORT: '70000' })).toEqual(['ADMIN_PORT: must be a port number, 0 to 65535']);
    });
  });

  it('say the same to the bot and to a backup, also with blanks around them', () => {
    const environment = { DATABASE_URL: ' postgres://u:p@db/x\r', DATA_DIR: ' ./simpanan ', PORT: ' 8081\r' };
    const meant = { DATABASE_URL: 'postgres://u:p@db/x', DATA_DIR: './simpanan' };
    expect(readDatabaseConfig(environment)).toEqual(meant);
    expect(readConfig({ ...good, ...environment })).toMatchObject({ ok: true, config: { ...meant, PORT: 8081 } });
    expect(readDatabaseConfig({ DATABASE_URL: '  ', DATA_DIR: '' })).toEqual({ DATA_DIR: './data' });
    expect(() => readDatabaseConfig({ DATABASE_URL: 'mysql://db/x' })).toThrow(/^DATABASE_URL: must be like/);
  });
});
