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
