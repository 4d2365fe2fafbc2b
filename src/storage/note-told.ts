import { z } from 'zod';
import type { Tx } from './database.ts';

/** One thing one person is told of once: what it is about, and which step of its ladder. */
export interface Told {
  readonly recipientId: number;
  readonly task: string;
  readonly rung: string;
}

/** Notes that these are being told; answers the positions of those that were not noted before, so that two processes never tell the same twice. */
export async function noteTold(tx: Tx, told: readonly Told[], now: Date): Promise<ReadonlySet<number>> {
  if (told.length === 0) return new Set();
  const rows = await tx.$queryRaw`
    insert into reminder (employee_id, task, rung, at)
    select employee_id, task, rung, ${now}
    from unnest(${told.map(({ recipientId }) => recipientId)}::int[], ${told.map(({ task }) => task)}::text[], ${told.map(({ rung }) => rung)}::text[])
      as given (employee_id, task, rung)
    on conflict do nothing
    returning employee_id as "recipientId", task, rung`;
  const keyOf = ({ recipientId, task, rung }: Told) => `${recipientId} ${task} ${rung}`;
  const noted = new Set(
    z
      .array(z.object({ recipientId: z.number(), task: z.string(), rung: z.string() }))
      .parse(rows)
      .map(keyOf),
  );
  return new Set(told.flatMap((each, position) => (noted.has(keyOf(each)) ? [position] : [])));
}
