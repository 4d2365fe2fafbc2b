import { readFault } from './database-fault.ts';
import { DatabaseUnavailable } from './database-unavailable.ts';

/**
 * Turns an error that says nothing about the work, only that the database could not do it now, into `DatabaseUnavailable`; any other is given back as it is.
 * With `url` the message names the server (never the password).
 */
export function describeUnavailable(error: unknown, url?: string): unknown {
  if (error instanceof DatabaseUnavailable) return error;
  const fault = readFault(error);
  const server = url === undefined ? 'the database' : nameOf(url);
  switch (fault.prismaCode) {
    case 'P2024':
    case 'P2028':
      return new DatabaseUnavailable('too-busy', `${server} was too slow: ${fault.message}`, error);
  }
  if (fault.sqlState !== null) {
    const advice = adviceFor(fault.sqlState);
    if (advice === null) return error;
    return new DatabaseUnavailable(advice.code, `${server} ${advice.words} (${fault.message})`, error);
  }
  const lost = (fault.kind !== null && lostKinds.has(fault.kind)) || saysConnectionLost(error, fault.message);
  if (!lost) return error;
  return new DatabaseUnavailable(
    'connection-lost',
    `${server} cannot be reached (${fault.message}). Check that PostgreSQL runs and that DATABASE_URL is right.`,
    error,
  );
}

interface Advice {
  readonly code: 'connection-lost' | 'too-busy' | 'disk-full' | 'no-permission';
  readonly words: string;
}

/** By PostgreSQL's table of error codes; null for errors that are about the statement. */
function adviceFor(sqlState: string): Advice | null {
  switch (sqlState) {
    case '53100':
      return { code: 'disk-full', words: 'has no room on its disk. Make room there' };
    case '57014': // statement_timeout
    case '55P03': // lock_timeout
    case '53300': // too many connections
      return { code: 'too-busy', words: 'is too busy' };
    case '28P01':
    case '28000':
      return { code: 'no-permission', words: 'does not accept the user or password in DATABASE_URL' };
    case '3D000':
      return { code: 'no-permission', words: 'has no such database. Create it (createdb) or correct DATABASE_URL' };
    case '25006':
      return {
        code: 'connection-lost',
        words: 'is read-only just now, as a standby is. Point DATABASE_URL at the primary',
      };
    case '57P01':
    case '57P02':
    case '57P05':
      return { code: 'connection-lost', words: 'ended the connection' };
    case '57P03':
      return { code: 'connection-lost', words: 'is starting or stopping' };
    case '25P03': // idle_in_transaction_session_timeout
      return { code: 'too-busy', words: 'ended a transaction that stood still' };
  }
  // Classes: 08 connection exception, 53 insufficient resources, 58 system error.
  return /^(08|53|58)/.test(sqlState) ? { code: 'connection-lost', words: 'could not go on' } : null;
}

const lostKinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TlsConnectionError']);

const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** `pg` has no codes for these, only words. */
const lostWords = [
  'Connection terminated',
  'Client has encountered a connection error',
  'Client was closed',
  'Query read timeout',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Cannot use a pool after calling end',
];

function saysConnectionLost(error: unknown, message: string): boolean {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && socketCodes.has(error.code))
    return true;
  return lostWords.some((words) => message.includes(words));
}

function nameOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `the database ${pathname.slice(1)} on ${hostname}${port === '' ? '' : `:${port}`}`;
}
