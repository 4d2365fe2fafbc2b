import pg from 'pg';
import { describeUnavailable } from '../describe-unavailable.ts';

/**
 * Runs the work on a connection of its own, on which rows read and write the same whatever the server's settings, and which may take hours. Ends it afterwards; what is not committed is
 * rolled back then. Throws `DatabaseUnavailable`.
 */
export async function withConnection<Result>(
  url: string,
  purpose: 'backup' | 'restore',
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `dialog-kinerja ${purpose}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // What breaks the connection is met by the query in hand.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(`SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET client_encoding = 'UTF8'; SET statement_timeout = 0;
      SET lock_timeout = '60s'; SET idle_in_transaction_session_timeout = 0`);
    return await work(client);
  } catch (error) {
    throw describeUnavailable(error, url);
  } finally {
    await client.end().catch(() => undefined);
  }
}
