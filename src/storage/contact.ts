import { z } from 'zod';
import type { Tx } from './database.ts';

/**
 * Notes that the bot and Telegram hear each other, for all processes alike. Answers for how long nobody had noted it, in milliseconds; null at the first time ever. Within a transaction
 * whoever comes next waits and finds this moment noted, so that one process alone learns of a long silence. By the server's clock: the processes' own may differ, and a clock that is set is no silence.
 */
export async function noteContact(tx: Tx): Promise<number | null> {
  const rows = await tx.$queryRaw`
    select ((extract(epoch from clock_timestamp()) - value::numeric) * 1000)::float8 as "silentMs" from preference where key = 'last-contact' for update`;
  const [last] = z.array(z.object({ silentMs: z.number() })).parse(rows);
  await tx.$executeRaw`
    insert into preference (key, value) values ('last-contact', extract(epoch from clock_timestamp())::text)
    on conflict (key) do update set value = excluded.value`;
  return last?.silentMs ?? null;
}
