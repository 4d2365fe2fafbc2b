import { access, chmod, chown, lstat, mkdir, mkdtemp, readFile, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseUnavailable } from '../database-unavailable.ts';
import type { StorageLog } from '../storage-log.ts';
import { run, type ServerUser } from './server-user.ts';

/** Where the server's files go when its user cannot reach the data directory. */
export const systemDir = '/var/lib/dialog-kinerja';

/** The directory of one server: `data` is PostgreSQL's own, beside it the password, the start log and, where needed, a copy of the programs. */
export interface Place {
  readonly dir: string;
  readonly data: string;
  readonly password: string;
  readonly startLog: string;
  /** Where programs may be copied that do not run from the checkout. */
  readonly copies: string;
}

/**
 * Chooses and makes the server's directory: `<dataDir>/postgres`, or a new one below `/var/lib/dialog-kinerja` where the server's user cannot reach that. The
 * choice is kept in `<dataDir>/postgres-location`, so that a database is never left behind for an empty one; removing the data directory starts afresh.
 */
export async function findPlace(dataDir: string, user: ServerUser, log: StorageLog): Promise<Place> {
  await mkdir(dataDir, { recursive: true });
  const pointer = path.join(dataDir, 'postgres-location');
  const kept = (await readFile(pointer, 'utf8').catch(() => '')).trim();
  if (kept !== '') {
    if (await usable(kept, user)) return place(kept);
    throw new DatabaseUnavailable(
      'misplaced-data',
      `The database of ${dataDir} lies in ${kept}, which this user cannot use. Start the bot as the user who started it first (root), ` +
        `or move that directory to ${path.join(dataDir, 'postgres')}, give it to this user and remove ${pointer}.`,
    );
  }

  const beside = path.join(dataDir, 'postgres');
  const hasDatabase = await exists(path.join(beside, 'data', 'PG_VERSION'));
  await mkdir(beside, { recursive: true });
  if (user !== null && !hasDatabase) await give(beside, user);
  if (await usable(beside, user)) return place(beside);
  if (hasDatabase) {
    throw new DatabaseUnavailable(
      'misplaced-data',
      `There is a database in ${beside}, but the user it runs as cannot reach or write it. Give that directory back to the user it belonged to ` +
        'and open the directories above it (chmod o+x).',
    );
  }
  if (user === null) {
    throw new DatabaseUnavailable(
      'no-permission',
      `The directory ${beside} cannot be written. Give it to this user, or choose another with DATA_DIR.`,
    );
  }

  await mkdir(systemDir, { recursive: true });
  await chmod(systemDir, 0o755);
  const elsewhere = await mkdtemp(path.join(systemDir, 'server-'));
  await give(elsewhere, user);
  if (!(await usable(elsewhere, user))) {
    throw new DatabaseUnavailable(
      'no-permission',
      `Neither ${beside} nor ${systemDir} can be used by the user "postgres". Choose another directory with DATA_DIR.`,
    );
  }
  await writeFile(pointer, `${elsewhere}\n`);
  await rmdir(beside);
  log.warn(
    { dataDir, serverDir: elsewhere },
    `PostgreSQL does not run as root, and the user "postgres" cannot reach ${dataDir}: the database is kept in ${elsewhere} instead`,
  );
  return place(elsewhere);
}

function place(dir: string): Place {
  return {
    dir,
    data: path.join(dir, 'data'),
    password: path.join(dir, 'password'),
    startLog: path.join(dir, 'start.log'),
    copies: dir.startsWith(`${systemDir}/`) ? systemDir : path.join(dir, 'programs'),
  };
}

async function give(dir: string, user: NonNullable<ServerUser>): Promise<void> {
  await chown(dir, user.uid, user.gid);
  await chmod(dir, 0o700);
}

/** Asked of the system by trying as that user, for modes of the directories above and access lists count too. */
async function usable(dir: string, user: ServerUser): Promise<boolean> {
  if (process.platform === 'win32') return (await lstat(dir)).isDirectory();
  return (await run(user, '/bin/sh', ['-c', 'cd "$1" && [ -r . ] && [ -w . ]', 'sh', dir])).code === 0;
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
