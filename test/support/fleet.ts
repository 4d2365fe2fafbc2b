import { createClock } from '../../src/simulator/clock.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { botSettings, botToken } from './bot.ts';
import { type BotProcess, startBotProcess } from './bot-process.ts';
import { createTestDatabaseUrl, dropTestDatabase } from './database.ts';
import { freePort } from './free-port.ts';

/** Several bot processes behind one address on one database, as an office with many people runs them. */
export interface Fleet {
  readonly simulator: Simulator;
  readonly databaseUrl: string;
  readonly balancer: Balancer;
  /** Ports of the processes that run, the oldest first. */
  ports(): readonly number[];
  /** SIGKILL; the balancer does not know of it. */
  kill(port: number): Promise<void>;
  /** Starts a process again that was killed, under its old address. */
  revive(port: number): Promise<void>;
  /** A new process takes its place in the turn, then the old one is told to end (SIGTERM); resolves with its exit code. */
  replace(port: number): Promise<number | null>;
  /** Makes it this time in the whole fleet. */
  setClock(date: Date): Promise<void>;
  /** Everything that was due is sent. */
  idle(): Promise<void>;
  /** Text of /metrics of one process. */
  metrics(port: number): Promise<string>;
  close(): Promise<void>;
}

interface Member extends BotProcess {
  readonly adminPort: number;
}

/** Starts so many processes at the same moment, on an empty database. */
export async function startFleet(
  count: number,
  options: { readonly start: Date; readonly settings: Readonly<Record<string, string>> },
): Promise<Fleet> {
  const clock = createClock(options.start);
  const simulator = await startSimulator({ token: botToken, username: 'dialog_kinerja_bot', clock, retryUnitMs: 20 });
  const databaseUrl = await createTestDatabaseUrl({ empty: true });
  const balancer = await startBalancer();
  const trouble: string[] = [];
  const running = new Map<number, Member>();
  const begin = async (port: number): Promise<void> => {
    const adminPort = await freePort();
    const settings = {
      ...botSettings(simulator, { databaseUrl, port }),
      BOT_TRANSPORT: 'webhook',
      WEBHOOK_URL: `http://127.0.0.1:${balancer.port}/telegram`,
      ADMIN_PORT: String(adminPort),
      ...options.settings,
    };
    running.set(port, { ...(await startBotProcess(settings, clock, trouble)), adminPort });
  };
  const processAt = (port: number): Member => {
    const found = running.get(port);
    if (!found) throw new Error(`No process runs on ${port}.`);
    return found;
  };
  const ports = await Promise.all(Array.from({ length: count }, freePort));
  await Promise.all(ports.map(begin));
  for (const port of ports) balancer.add(port);
  return {
    simulator,
    databaseUrl,
    balancer,
    ports: () => [...running.keys()],
    async kill(port) {
      await processAt(port).kill();
      running.delete(port);
    },
    revive: begin,
    async replace(port) {
      const next = await freePort();
      await begin(next);
      balancer.add(next);
      const exitCode = await processAt(port).terminate();
      running.delete(port);
      balancer.remove(port);
      return exitCode;
    },
    async setClock(date) {
      clock.set(date);
      await Promise.all([...running.values()].map((each) => each.setClock()));
    },
    async idle() {
      await Promise.all([...running.values()].map((each) => each.idle()));
    },
    async metrics(port) {
      const response = await fetch(`http://127.0.0.1:${processAt(port).adminPort}/metrics`);
      return response.text();
    },
    async close() {
      await Promise.all([...running.values()].map((each) => each.stop()));
      await balancer.stop();
      await simulator.stop();
      await dropTestDatabase(databaseUrl);
    },
  };
}
