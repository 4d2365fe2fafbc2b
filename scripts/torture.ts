/** Tortures the bot and prints what was counted; ends with 1 where anything was lost, doubled or stuck. `npm run torture -- --kills 100 --seed 7` */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { productFile } from '../src/root.ts';
import { startEmbeddedPostgres } from '../src/storage/embedded-postgres.ts';
import { applyMigrations } from '../src/storage/migrations.ts';
import { startTcpProxy } from '../test/support/tcp-proxy.ts';
import { table, violations } from '../test/torture/count.ts';
import { torture } from '../test/torture/torture.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    employees: { type: 'string', default: '50' },
    processes: { type: 'string', default: '2' },
    outages: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(process.pid) },
    minutes: { type: 'string', default: '40' },
    think: { type: 'string', default: '1000' },
  },
});
const began = performance.now();
const seconds = () => Math.round((performance.now() - began) / 1_000);
const say = (line: string) => console.log(`${String(seconds()).padStart(5)} s  ${line}`);
say(
  `--seed ${values.seed}: ${values.employees} employees, ${values.kills} kills of ${values.processes === '1' ? 'one process that polls' : `${values.processes} processes behind a balancer`}.`,
);

// A real server with fsync on, behind a door: off means that the server is stopped, not only that it is not reached.
const dataDir = await mkdtemp(path.join(tmpdir(), 'dialog-kinerja-torture-'));
// As root the server runs under another user, who must get through.
await chmod(dataDir, 0o755);
const log = { info: () => undefined, warn: console.warn };
let server = await startEmbeddedPostgres({ dataDir, log });
let runs = true;
const port = Number(new URL(server.url).port);
const door = await startTcpProxy({ host: '127.0.0.1', port });
const through = new URL(server.url);
through.port = String(door.port);
await applyMigrations(server.url, productFile('prisma/migrations'));

// Whoever breaks it off leaves no server behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void server.stop().finally(() => rm(dataDir, { recursive: true, force: true }).finally(() => process.exit(1)));
  });

try {
  const { counts, close } = await torture({
    program: productFile('dist/src/main.js'),
    employees: Number(values.employees),
    kills: Number(values.kills),
    processes: Number(values.processes),
    longOutages: Number(values.outages),
    mornings: ['2026-12-24', '2026-12-31', '2027-01-04'].map((day) => new Date(`${day}T02:00:00Z`)),
    seed: Number(values.seed),
    thinkMs: Number(values.think),
    mostMs: Number(values.minutes) * 60_000,
    databaseUrl: server.url,
    botDatabaseUrl: through.toString(),
    database: {
      async off() {
        if (!runs) return;
        runs = false;
        await door.shut();
        await server.stop();
      },
      async on() {
        if (runs) return;
        server = await startEmbeddedPostgres({ dataDir, log, port });
        await door.open();
        runs = true;
      },
      cut: () => cutConnections(server.url),
    },
    say,
  });
  await close();
  console.log(table(counts));
  const faults = violations(counts);
  say(faults.length === 0 ? 'Nothing lost, nobody doubled, nobody stuck.' : `${faults.length} counts are wrong.`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  if (runs) await door.shut();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function cutConnections(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
}
