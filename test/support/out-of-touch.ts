import pg from 'pg';
import type { Stage } from './bot.ts';

/**
 * So many minutes in which no process of the bot noted that Telegram is heard. The story's clock moves on, and so does what was noted last, as that goes by the clock of the
 * database, which no story moves. With a bot that runs and hears Telegram they are an outage only if it does not look meanwhile: shut one of the doors before.
 */
export async function outOfTouch(
  { clock, databaseUrl }: Pick<Stage, 'clock' | 'databaseUrl'>,
  minutes: number,
): Promise<void> {
  clock.advance(minutes * 60_000);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `update preference set value = (value::numeric - $1::numeric)::text where key = 'last-contact'`,
      [minutes * 60],
    );
    if (rowCount !== 1) throw new Error('Nobody has noted yet that Telegram is heard.');
  } finally {
    await client.end();
  }
}
