import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { productFile } from '../../src/root.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { createTestDatabaseUrl, cutConnections, dropTestDatabase } from '../support/database.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { type Count, table, violations } from './count.ts';
import { type Tortured, torture } from './torture.ts';

/** Compiled apart, as others may be using dist; types are checked elsewhere. */
const compiled = 'node_modules/.cache/dialog-kinerja-torture';

let databaseUrl: string;
let door: TcpProxy;
let tortured: Tortured;

beforeAll(async () => {
  const compiler = productFile('node_modules/typescript/bin/tsc');
  const project = ['-p', productFile('tsconfig.build.json'), '--noCheck', '--outDir', productFile(compiled)];
  await promisify(execFile)(process.execPath, [compiler, ...project]);
  databaseUrl = await createTestDatabaseUrl();
  const { hostname, port } = new URL(databaseUrl);
  door = await startTcpProxy({ host: hostname, port: Number(port) });
  const through = new URL(databaseUrl);
  through.port = String(door.port);
  let open = true;
  tortured = await torture({
    program: productFile(`${compiled}/src/main.js`),
    employees: 3,
    kills: 5,
    processes: 1,
    longOutages: 1,
    mornings: [new Date('2026-12-24T02:00:00Z')],
    seed: 20_261_217,
    thinkMs: 60,
    mostMs: 240_000,
    databaseUrl,
    botDatabaseUrl: through.toString(),
    database: {
      async off() {
        if (!open) return;
        open = false;
        await door.shut();
        await cutConnections(databaseUrl);
      },
      async on() {
        if (open) return;
        await door.open();
        open = true;
      },
      cut: () => cutConnections(databaseUrl),
    },
    say: () => undefined,
  });
}, 360_000);
afterAll(async () => {
  await tortured.close();
  await door.shut();
  await dropTestDatabase(databaseUrl);
});

it('loses nothing and doubles nothing while the bot is killed, the database goes away and Telegram fails', () => {
  expect(violations(tortured.counts), table(tortured.counts)).toEqual([]);
  expect(found('kills (SIGKILL)')).toBeGreaterThanOrEqual(5);
  expect(found('answers noted: levels')).toBeGreaterThan(0);
  expect(found('broadcast: copies arrived')).toBeGreaterThan(0);
});

/** What goes wrong in secret, and which line of the table tells of it. */
const harms: readonly (readonly [harm: string, sql: string, line: string])[] = [
  [
    'an answer that is gone',
    `delete from answer where (assessment_id, indicator_id) = (select assessment_id, indicator_id from answer where level is not null limit 1)`,
    'levels noted and missing',
  ],
  ['an answer that changed', 'update answer set level = 6 - level where level <> 3', 'levels noted and another now'],
  ['an example that is gone', 'update answer set comment = null', 'texts noted and missing'],
  [
    'a comment that stands twice',
    `update answer set comment = comment || comment`,
    'texts more often than they were sent',
  ],
  [
    'an assessment that is gone',
    `delete from assessment where kind = 'self'`,
    'conversations lost with what was noted in them',
  ],
  [
    'a submission without its entry on the trail',
    `delete from audit where action = 'review-submitted'`,
    'trail: reviews submitted',
  ],
  [
    'a broadcast without one of its copies',
    'delete from outbox where id = (select min(id) from outbox where broadcast_id is not null)',
    'broadcast: not one copy for each',
  ],
  [
    'a message that nobody has',
    `update outbox set message_id = 0 where id = (select min(id) from outbox where state = 'sent')`,
    'messages told as sent that nobody has',
  ],
  ['a reminder more than were queued', `delete from outbox where kind = 'reminder'`, 'reminder: doubled'],
  [
    'a review that is not marked',
    'update appraisal set reviewed_at = null',
    'appraisals that do not fit their assessments',
  ],
  [
    'a peer who is still asked',
    `update peer_request set state = 'asked' where state = 'submitted'`,
    'peer requests that do not fit their ratings',
  ],
];

it.each(harms)('would find %s', async (_harm, sql, line) => {
  const database = await openDatabase({ url: databaseUrl });
  try {
    const after = await database.prisma
      .$transaction(async (tx) => {
        await tx.$executeRawUnsafe(sql);
        throw new Undone(await tortured.recount(tx));
      })
      .catch((error: unknown) => {
        if (error instanceof Undone) return error.counts;
        throw error;
      });
    expect(violations(after).map(({ what }) => what)).toContain(line);
  } finally {
    await database.close();
  }
});

/** Ends a transaction that must not be kept, with what was counted in it. */
class Undone extends Error {
  readonly counts: readonly Count[];
  constructor(counts: readonly Count[]) {
    super('undone');
    this.counts = counts;
  }
}

function found(line: string): number {
  return tortured.counts.find(({ what }) => what === line)?.found ?? 0;
}
