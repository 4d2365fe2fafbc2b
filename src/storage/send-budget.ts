import { z } from 'zod';
import type { Tx } from './database.ts';

/**
 * Reserves the next `count` places in the one line all processes send from, `rate` a second, and answers in how many milliseconds the first of them is; null while
 * Telegram's pause lasts, when nothing is reserved. A place that is not used is lost. The server's clock counts: the processes' own may differ.
 */
export async function reserveSlots(
  tx: Tx,
  { count, rate }: { readonly count: number; readonly rate: number },
): Promise<number | null> {
  const seconds = count / rate;
  const rows = await tx.$queryRaw`
    insert into send_budget as budget (id, next_at) values (1, clock_timestamp() + make_interval(secs => ${seconds}::float8))
    on conflict (id) do update
      set next_at = greatest(budget.next_at, clock_timestamp()) + make_interval(secs => ${seconds}::float8)
      where budget.paused_until is null or budget.paused_until <= clock_timestamp()
    returning extract(epoch from next_at - clock_timestamp())::float8 * 1000 as "lastMs"`;
  const [row] = z.array(z.object({ lastMs: z.number() })).parse(rows);
  return row ? Math.max(0, row.lastMs - seconds * 1000) : null;
}

/** In how many milliseconds anybody may send again: 0 as a rule, more after Telegram asked for a pause. */
export async function pauseLeftMs(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw`
    select greatest(0, extract(epoch from paused_until - clock_timestamp())::float8 * 1000) as "leftMs" from send_budget where paused_until is not null`;
  const [row] = z.array(z.object({ leftMs: z.number() })).parse(rows);
  return row?.leftMs ?? 0;
}

/** Telegram asked for a pause (429): nobody sends for so many seconds. A longer pause in force stays. */
export async function pauseSending(tx: Tx, seconds: number): Promise<void> {
  await tx.$executeRaw`
    insert into send_budget as budget (id, next_at, paused_until)
      values (1, clock_timestamp(), clock_timestamp() + make_interval(secs => ${seconds}::float8))
    on conflict (id) do update set paused_until = greatest(budget.paused_until, excluded.paused_until)`;
}
