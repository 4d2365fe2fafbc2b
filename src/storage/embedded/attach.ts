import { Socket } from 'node:net';
import pg from 'pg';

/** A held connection to the embedded server. */
export interface Attached {
  /** Gives the connection up. `last` when nobody else holds one: then the server is this process's to stop, and nobody can attach any more. */
  leave(): Promise<'last' | 'others-remain'>;
}

export type NotAttached = 'not-answering' | 'another-server' | 'wrong-password' | 'being-stopped';

export interface Address {
  readonly port: number;
  readonly password: string;
}

interface Place extends Address {
  /** PostgreSQL's data directory. */
  readonly data: string;
}

/** Two integers of our own: PostgreSQL's advisory locks are numbers. Taken in the database `postgres`, apart from what the product locks in its own. */
const lock = '72001, 1';

/**
 * Joins the users of the server that listens on the port, after checking that it is the one on this data directory. The lock is held by a connection, so that
 * it ends with the process, however that ends.
 */
export async function attach(at: Place): Promise<Attached | NotAttached> {
  const socket = new Socket();
  const client = open(at, socket);
  try {
    await client.connect();
    const { rows } = await client.query<{ data: string }>(`SELECT current_setting('data_directory') AS data`);
    if (rows[0]?.data !== at.data) return await close(client, 'another-server');
    // Refused only while a last user holds it alone, on the way to stopping the server.
    if (!(await granted(client, `pg_try_advisory_lock_shared(${lock})`))) return await close(client, 'being-stopped');
  } catch (error) {
    const wrong = error instanceof pg.DatabaseError && error.code === '28P01';
    return close(client, wrong ? 'wrong-password' : 'not-answering');
  }
  // The held connection must not keep the process alive.
  socket.unref();
  return { leave: () => leave(at, client, socket) };
}

async function leave(at: Place, client: pg.Client, socket: Socket): Promise<'last' | 'others-remain'> {
  socket.ref();
  try {
    await client.query(`SELECT pg_advisory_unlock_shared(${lock})`);
    if (!(await granted(client, `pg_try_advisory_lock(${lock})`))) return await close(client, 'others-remain');
  } catch {
    await close(client, undefined);
    // The connection was lost; the server may have recovered from whatever it was.
    const again = await attach(at);
    return typeof again === 'string' ? 'others-remain' : again.leave();
  }
  // Kept open and locked: it ends when the server does.
  socket.unref();
  return 'last';
}

/** Makes the product's database in a new server. */
export async function createDatabase(at: Address): Promise<void> {
  const client = open(at, new Socket());
  await client.connect();
  const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'dialog_kinerja'`);
  if (rowCount === 0) await client.query('CREATE DATABASE dialog_kinerja');
  await client.end();
}

export function whyNotAttached(why: NotAttached): string {
  switch (why) {
    case 'not-answering':
      return 'it does not answer';
    case 'another-server':
      return 'another server answers on its port';
    case 'wrong-password':
      return 'it does not accept the password kept beside its data';
    case 'being-stopped':
      return 'it is being stopped by another process';
    default:
      return why satisfies never;
  }
}

function open(at: Address, socket: Socket): pg.Client {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: at.port,
    user: 'postgres',
    password: at.password,
    database: 'postgres',
    stream: () => socket,
    application_name: 'dialog-kinerja user',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // Without a listener the end of the server would end the process; who uses the database learns of it from its own queries.
  client.on('error', () => undefined);
  return client;
}

async function granted(client: pg.Client, call: string): Promise<boolean> {
  const { rows } = await client.query<{ granted: boolean }>(`SELECT ${call} AS granted`);
  return rows[0]?.granted === true;
}

async function close<Result>(client: pg.Client, result: Result): Promise<Result> {
  await client.end().catch(() => undefined);
  return result;
}
