import { connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/database.ts';
import { DatabaseUnavailable } from '../../src/storage/database-unavailable.ts';
import { withTransaction } from '../../src/storage/with-transaction.ts';
import { createTestDatabaseUrl, dropTestDatabase } from '../support/database.ts';

let databaseUrl: string;
let door: Server;
let through: URL;

const readyForQuery = Buffer.from('5a0000000549', 'hex');
const fields = Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0');
const length = Buffer.alloc(4);
length.writeUInt32BE(fields.length + 4);
const farewell = Buffer.concat([Buffer.from('E'), length, fields]);

/** A server that stops just as a second connection is ready: both words come in one packet. */
beforeAll(async () => {
  databaseUrl = await createTestDatabaseUrl();
  const target = new URL(databaseUrl);
  let connections = 0;
  door = createServer((from) => {
    connections += 1;
    const isCut = connections > 1;
    const to = connect(Number(target.port), target.hostname);
    from.on('error', () => to.destroy()).on('close', () => to.destroy());
    to.on('error', () => from.destroy()).on('close', () => from.destroy());
    from.pipe(to);
    to.on('data', (chunk) => {
      if (isCut && chunk.includes(readyForQuery)) from.end(Buffer.concat([chunk, farewell]));
      else from.write(chunk);
    });
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const address = door.address();
  if (typeof address !== 'object' || address === null) throw new Error('A listening server has no port.');
  through = new URL(databaseUrl);
  through.port = String(address.port);
});
afterAll(async () => {
  door.close();
  await dropTestDatabase(databaseUrl);
});

it('bears a server that stops in the moment in which a connection is ready', async () => {
  const database = await openDatabase({ url: through.toString() });
  const second = withTransaction(database, () => withTransaction(database, (tx) => tx.$queryRaw`select 1`));
  await expect(second).rejects.toThrow(DatabaseUnavailable);
  await database.close();
});
