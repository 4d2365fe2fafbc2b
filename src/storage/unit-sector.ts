import { z } from 'zod';
import type { Sector } from '../domain/variant.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

/** For `with recursive`: `sector_tree (id, sector)`, every unit with its own sector or that of the nearest unit above that has one. */
export const sectorTree = Prisma.sql`
  sector_tree as (
    select id, sector from unit where parent_id is null
    union all
    select unit.id, coalesce(unit.sector, sector_tree.sector) from unit join sector_tree on sector_tree.id = unit.parent_id
  )`;

export interface UnitSector {
  /** As HR set it for this unit; null when it follows the unit above. */
  readonly own: string | null;
  /** What it would have by the units above alone. */
  readonly inherited: string | null;
}

/** The sector of a unit, by itself and from above. */
export async function findUnitSector(tx: Tx, unitId: number): Promise<UnitSector> {
  const rows = await tx.$queryRaw`
    with recursive up as (
      select id, parent_id, sector, 0 as height from unit where id = ${unitId}
      union all
      select unit.id, unit.parent_id, unit.sector, up.height + 1 from unit join up on unit.id = up.parent_id
    )
    select sector, height from up where sector is not null order by height`;
  const found = z.array(z.object({ sector: z.string(), height: z.number() })).parse(rows);
  return {
    own: found.find(({ height }) => height === 0)?.sector ?? null,
    inherited: found.find(({ height }) => height > 0)?.sector ?? null,
  };
}

export interface SubUnit {
  readonly id: number;
  readonly name: string;
  readonly ownSector: string | null;
}

/** The units directly below another, or the topmost ones (null), by name; one page of `size` from page 0. */
export async function listSubUnits(
  tx: Tx,
  parentId: number | null,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly units: readonly SubUnit[]; readonly total: number }> {
  const [units, total] = [
    await tx.unit.findMany({
      where: { parentId },
      select: { id: true, name: true, sector: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      skip: page * size,
      take: size,
    }),
    await tx.unit.count({ where: { parentId } }),
  ];
  return { units: units.map(({ id, name, sector }) => ({ id, name, ownSector: sector })), total };
}

/** Sets a unit's sector; null makes it follow the unit above. */
export async function saveUnitSector(tx: Tx, unitId: number, sector: string | null): Promise<void> {
  await tx.unit.update({ where: { id: unitId }, data: { sector }, select: { id: true } });
}

export interface SectorProposal {
  readonly unitId: number;
  readonly path: string;
  readonly sector: string;
}

/**
 * Units whose name speaks of one sector, and of one only, by its words: those that HR gave none yet and that would not have it from above. A unit below
 * one that is proposed already follows it and is not proposed again. By path. One statement.
 */
export async function proposeSectors(tx: Tx, sectors: readonly Sector[]): Promise<readonly SectorProposal[]> {
  const rows = await tx.$queryRaw`
    with recursive words as (
      select * from unnest(${sectors.map(({ key }) => key)}::text[], ${sectors.map(patternOf)}::text[]) as word (key, pattern)
    ), matched as (
      select unit.id, min(words.key) as key from unit join words on unit.name ~* words.pattern group by unit.id having count(*) = 1
    ), tree as (
      select unit.id, unit.path, unit.sector is null and matched.key is not null as proposed, coalesce(unit.sector, matched.key) as sector
      from unit left join matched on matched.id = unit.id where unit.parent_id is null
      union all
      select unit.id, unit.path, unit.sector is null and matched.key is distinct from coalesce(tree.sector, '') and matched.key is not null,
        coalesce(unit.sector, matched.key, tree.sector)
      from tree join unit on unit.parent_id = tree.id left join matched on matched.id = unit.id
    )
    select id as "unitId", path, sector from tree where proposed order by path, id`;
  return z.array(z.object({ unitId: z.number(), path: z.string(), sector: z.string() })).parse(rows);
}

/** Gives these units these sectors, except where HR set one meanwhile. One statement. */
export async function saveProposedSectors(tx: Tx, proposals: readonly SectorProposal[]): Promise<void> {
  await tx.$executeRaw`
    update unit set sector = given.sector
    from unnest(${proposals.map(({ unitId }) => unitId)}::int[], ${proposals.map(({ sector }) => sector)}::text[]) as given (id, sector)
    where unit.id = given.id and unit.sector is null`;
}

/** How many active employees are in units of each of these sectors, and in all others (null). */
export async function countBySector(tx: Tx, sectors: readonly string[]): Promise<ReadonlyMap<string | null, number>> {
  const rows = await tx.$queryRaw`
    with recursive ${sectorTree}
    select case when sector_tree.sector = any(${[...sectors]}::text[]) then sector_tree.sector end as sector, count(*)::int as people
    from employee join sector_tree on sector_tree.id = employee.unit_id where employee.active group by 1`;
  const counted = z.array(z.object({ sector: z.string().nullable(), people: z.number() })).parse(rows);
  return new Map(counted.map(({ sector, people }) => [sector, people]));
}

/** One regular expression for all words of a sector: each as a whole word, a number may follow directly ("SMPN1"). */
function patternOf({ match }: Sector): string {
  const words = match.map((word) =>
    word
      .split(/\s+/)
      .map((part) => part.replace(/[^\p{L}\p{N}]/gu, '\\$&'))
      .join('\\s+'),
  );
  return `(^|[^[:alnum:]])(${words.join('|')})($|[^[:alpha:]])`;
}
