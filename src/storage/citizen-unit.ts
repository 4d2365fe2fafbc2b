import { z } from 'zod';
import type { Tx } from './database.ts';

/** A unit that citizens can rate. */
export interface RatedUnit {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  /** What its link and QR code carry behind `u_`. */
  readonly code: string;
}

/** The unit whose poster carries this code today; null when none does (any more). */
export async function findUnitByCode(tx: Tx, code: string): Promise<RatedUnit | null> {
  const row = await tx.unit.findUnique({ where: { publicCode: code }, select: { id: true, name: true, path: true } });
  return row && { ...row, code };
}

/** A unit with its code, null while it has none; null when there is no such unit. */
export async function findUnitWithCode(
  tx: Tx,
  id: number,
): Promise<(Omit<RatedUnit, 'code'> & { readonly code: string | null }) | null> {
  const row = await tx.unit.findUnique({
    where: { id },
    select: { id: true, name: true, path: true, publicCode: true },
  });
  return row && { id: row.id, name: row.name, path: row.path, code: row.publicCode };
}

/** Gives a unit its code in place of the one it had. False when that is another one than `instead`: somebody else was faster. */
export async function savePublicCode(
  tx: Tx,
  id: number,
  { code, instead }: { readonly code: string; readonly instead: string | null },
): Promise<boolean> {
  const saved = await tx.$executeRaw`
    update unit set public_code = ${code} where id = ${id} and public_code is not distinct from ${instead}`;
  return saved === 1;
}

/** For each of these units the one whose ratings speak for it: itself where it has a code, else the nearest above that has one. A unit without such a one has no entry. */
export async function findRatedUnits(tx: Tx, unitIds: readonly number[]): Promise<ReadonlyMap<number, RatedUnit>> {
  if (unitIds.length === 0) return new Map();
  const rows = await tx.$queryRaw`
    with recursive up as (
      select id as origin, id, parent_id, name, path, public_code from unit where id = any(${[...new Set(unitIds)]}::int[])
      union all
      select up.origin, unit.id, unit.parent_id, unit.name, unit.path, unit.public_code from unit join up on unit.id = up.parent_id
      where up.public_code is null
    )
    select origin, id, name, path, public_code as code from up where public_code is not null`;
  return new Map(
    z
      .array(ratedSchema)
      .parse(rows)
      .map(({ origin, ...unit }) => [origin, unit]),
  );
}

/** Whether the first unit is the second or lies anywhere below it. */
export async function isUnitWithin(tx: Tx, unitId: number, above: number): Promise<boolean> {
  const rows = await tx.$queryRaw`
    select 1 from unit join unit as top on top.id = ${above}
    where unit.id = ${unitId} and (unit.id = top.id or starts_with(unit.path, top.path || ' / '))`;
  return z.array(z.unknown()).parse(rows).length > 0;
}

const ratedSchema = z.object({
  origin: z.number(),
  id: z.number(),
  name: z.string(),
  path: z.string(),
  code: z.string(),
});
