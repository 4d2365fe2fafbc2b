import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { DatabaseUnavailable } from '../database-unavailable.ts';

/** The port kept in the file when it is free, so that the connection string stays the same, else any free one on 127.0.0.1. */
export async function choosePort(file: string): Promise<number> {
  const kept = Number((await readFile(file, 'utf8').catch(() => '0')).trim());
  if (kept > 0 && (await listenOn(kept)) !== null) return kept;
  const free = await listenOn(0);
  if (free === null)
    throw new DatabaseUnavailable(
      'start-failed',
      'No free port was found on 127.0.0.1. Set DATABASE_URL to a PostgreSQL server of your own.',
    );
  return free;
}

/** The port that could be listened on, or null when it is taken. */
function listenOn(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : null));
    });
  });
}
