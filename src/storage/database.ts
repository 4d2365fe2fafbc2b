import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { describeUnavailable } from './describe-unavailable.ts';
import { type FrozenFrameworks, shareFrozenFrameworks } from './frozen-frameworks.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';
import { createStatementNames } from './statement-names.ts';

/** The product's database: a pool of connections to PostgreSQL. Work goes through `withTransaction`; `client` alone is for single reads. */
export interface Database {
  readonly client: Tx;
  /** The Prisma client itself, for `withTransaction`. */
  readonly prisma: PrismaClient;
  /** Frameworks of opened periods, read once. */
  readonly frozenFrameworks: FrozenFrameworks;
  /** Runs one prepared statement as a transaction of its own, past Prisma: for the one path where its cost counts. Throws `DatabaseUnavailable` when the database was lost. */
  run(statement: PreparedStatement): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;
  /** Whether the database answers within three seconds. Never throws. */
  isAlive(): Promise<boolean>;
  /** Connections of the pool, and how much work waits for one. */
  connections(): { readonly total: number; readonly idle: number; readonly waiting: number };
  /** Ends the pool; work in hand fails. */
  close(): Promise<void>;
}

export interface PreparedStatement {
  /** Under which the server keeps its plan; one for each text. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly (string | number | Date | null)[];
}

/** One transaction, or the pool where each statement is its own. What storage functions take first. */
export type Tx = Prisma.TransactionClient;

export interface DatabaseOptions {
  /** `postgresql://user:password@host:port/name`, with what else `pg` understands (`sslmode=`). */
  readonly url: string;
  /** Connections at most, 10 by default. A transaction holds one. */
  readonly poolSize?: number;
}

/** Opens the pool and asks the server once; throws `DatabaseUnavailable` in words when it does not answer. */
export async function openDatabase({ url, poolSize = 10 }: DatabaseOptions): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: withSession(url),
    max: poolSize,
    application_name: 'dialog-kinerja',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // A statement the server stops after a minute; where the server itself is silent (a cut cable), ours ends a little later.
    statement_timeout: 60_000,
    query_timeout: 65_000,
    // A process that froze in a transaction must not keep a person's row locked.
    idle_in_transaction_session_timeout: 60_000,
  });
  // Between the moment in which a connection is ready and the one in which its first user has it, nobody would hear that the server ended it, and what nobody hears ends the process.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator: createStatementNames() }),
  });
  const frozenFrameworks: FrozenFrameworks = new Map();
  shareFrozenFrameworks(prisma, frozenFrameworks);
  const database: Database = {
    client: prisma,
    prisma,
    frozenFrameworks,
    run: async (statement) => {
      try {
        return await pool.query({ ...statement, values: [...statement.values] });
      } catch (error) {
        throw describeUnavailable(error);
      }
    },
    isAlive: () => isAlive(pool),
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => prisma.$disconnect(),
  };
  try {
    await pool.query('SELECT 1');
    await prisma.$connect();
  } catch (error) {
    await pool.end();
    throw describeUnavailable(error, url);
  }
  return database;
}

/**
 * Sessions run in UTC and in read committed, which spares each transaction a statement, whatever the server's setting. In UTC, because the adapter cuts the zone off what it reads and sends times without one, so in another zone every instant would shift.
 */
function withSession(url: string): string {
  const parsed = new URL(url);
  const options = parsed.searchParams.get('options');
  parsed.searchParams.set(
    'options',
    [options, '-c TimeZone=UTC', '-c default_transaction_isolation=read\\ committed']
      .filter((part) => part !== null)
      .join(' '),
  );
  return parsed.toString();
}

async function isAlive(pool: pg.Pool): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), 3_000);
  });
  const answered = pool.query('SELECT 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
