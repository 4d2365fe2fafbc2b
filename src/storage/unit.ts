import { z } from 'zod';
import type { Tx } from './database.ts';

export interface UnitRow {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly parentId: number | null;
}

/** The unit with this id; null when there is none. */
export async function findUnit(tx: Tx, id: number): Promise<UnitRow | null> {
  return tx.unit.findUnique({ where: { id }, select: { id: true, name: true, path: true, parentId: true } });
}

/** Ids of the units with these paths, by path. */
export async function findUnitIds(tx: Tx, paths: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.unit.findMany({ where: { path: { in: [...paths] } }, select: { id: true, path: true } });
  return new Map(rows.map(({ id, path }) => [path, id]));
}

/** The units directly below another, or the topmost ones (null), each with how many active employees in it and its sub-units have not joined. By name. */
export async function listUnitsWithUnjoined(
  tx: Tx,
  parentId: number | null,
): Promise<readonly { readonly id: number; readonly name: string; readonly unjoined: number }[]> {
  const rows = await tx.$queryRaw`
    with missing as (
      select u.path, count(*) as people from employee e join unit u on u.id = e.unit_id
      where e.active and not exists (select from account a where a.employee_id = e.id) group by u.path)
    select u.id, u.name, coalesce(sum(m.people), 0)::int as unjoined
    from unit u left join missing m on m.path = u.path or starts_with(m.path, u.path || ' / ')
    where u.parent_id is not distinct from ${parentId}::int group by u.id, u.name order by u.name, u.id`;
  return z.array(z.object({ id: z.number(), name: z.string(), unjoined: z.number() })).parse(rows);
}

/** Units whose name holds `text` (any case; an empty text finds all), ordered by path, and how many there are. */
export async function searchUnits(
  tx: Tx,
  { text, skip, take }: { readonly text: string; readonly skip: number; readonly take: number },
): Promise<{ readonly units: readonly { readonly id: number; readonly path: string }[]; readonly total: number }> {
  const rows = await tx.$queryRaw`
    select id, path, count(*) over ()::int as total from unit
    where position(lower(${text}) in lower(name)) > 0 order by path, id offset ${skip} limit ${take}`;
  const units = z.array(z.object({ id: z.number(), path: z.string(), total: z.number() })).parse(rows);
  return { units: units.map(({ id, path }) => ({ id, path })), total: units[0]?.total ?? 0 };
}
