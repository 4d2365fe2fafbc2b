import { z } from 'zod';
import { type Zone, zoneSchema } from '../domain/zone.ts';
import type { Tx } from './database.ts';

/** The zone each unit lives in, by the unit's id: its own, else the nearest above it, else the fallback. */
export async function listUnitZones(tx: Tx, fallback: Zone): Promise<ReadonlyMap<number, Zone>> {
  const rows = await tx.$queryRaw`
    with recursive zone_of (id, zone) as (
      select id, coalesce(time_zone, ${fallback}) from unit where parent_id is null
      union all select unit.id, coalesce(unit.time_zone, zone_of.zone) from unit join zone_of on unit.parent_id = zone_of.id
    )
    select id, zone from zone_of`;
  return new Map(
    z
      .array(z.object({ id: z.number(), zone: zoneSchema }))
      .parse(rows)
      .map(({ id, zone }) => [id, zone]),
  );
}

/** The zone a unit lives in: its own, or that of the nearest unit above that has one; null when none has. */
export async function findUnitZone(tx: Tx, unitId: number): Promise<Zone | null> {
  const rows = await tx.$queryRaw`
    with recursive up as (
      select id, parent_id, time_zone, 0 as height from unit where id = ${unitId}
      union all
      select unit.id, unit.parent_id, unit.time_zone, up.height + 1 from unit join up on unit.id = up.parent_id
    )
    select time_zone as zone from up where time_zone is not null order by height limit 1`;
  return z.array(z.object({ zone: zoneSchema })).parse(rows)[0]?.zone ?? null;
}
