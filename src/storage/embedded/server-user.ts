import { spawn } from 'node:child_process';
import { DatabaseUnavailable } from '../database-unavailable.ts';

/** Who the server runs as: null for whoever runs this process, else the user that stands in for root, whom PostgreSQL refuses. */
export type ServerUser = { readonly uid: number; readonly gid: number } | null;

/** Finds the server's user; as root it is the system user `postgres`, which is created when it is missing. */
export async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return null;
  const known = await lookUp();
  if (known !== null) return known;
  const group = await run(null, 'groupadd', ['--system', 'postgres']);
  const user = await run(null, 'useradd', [
    '--system',
    '--gid',
    'postgres',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]);
  const created = await lookUp();
  if (created !== null) return created;
  throw new DatabaseUnavailable(
    'no-permission',
    'PostgreSQL does not run as root, and the user "postgres" could not be created for it. Run the bot as an ordinary user, create the user "postgres", ' +
      `or set DATABASE_URL to a PostgreSQL server of your own. (${[group.output, user.output].join(' ').trim()})`,
  );
}

export interface Ran {
  /** Exit code; null when the program could not be started or was ended by a signal. */
  readonly code: number | null;
  /** What it printed on both streams, or the system's words where it could not be started. */
  readonly output: string;
}

/** Runs a program as the server's user with nothing of our environment but the path, and waits for its end. Never rejects. */
export function run(user: ServerUser, program: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...(user ?? {}),
      // The working directory may be closed to the server's user.
      ...(process.platform === 'win32' ? {} : { cwd: '/', env: { PATH: searchPath, LC_ALL: 'C' } }),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output: output.trim() }));
  });
}

async function lookUp(): Promise<ServerUser> {
  const [uid, gid] = await Promise.all([run(null, 'id', ['-u', 'postgres']), run(null, 'id', ['-g', 'postgres'])]);
  if (uid.code !== 0 || gid.code !== 0) return null;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

/** Where systems keep `id`, `useradd` and `chmod`. */
const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin';
