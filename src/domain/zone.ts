import { z } from 'zod';

/** The three zones of Indonesia by their IANA names, west to east. */
export const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;

export const zoneSchema = z.enum(zones, { error: `must be one of ${zones.join(', ')}` });

export type Zone = z.output<typeof zoneSchema>;

export type ZoneName = 'WIB' | 'WITA' | 'WIT';

/** A zone as people write it (WIB, WITA, WIT or an IANA name, in any case), or null when it is not one of Indonesia's. */
export function readZone(text: string): Zone | null {
  return written.get(text.trim().toLowerCase()) ?? null;
}

/** The short name people use. */
export function zoneName(zone: Zone): ZoneName {
  return facts[zone].name;
}

/** Whole hours ahead of UTC. Keppres 41/1987 knows three zones and no summer time, so no zone database is needed. */
export function hoursAheadOfUtc(zone: Zone): number {
  return facts[zone].ahead;
}

const facts = {
  'Asia/Jakarta': { name: 'WIB', ahead: 7, alsoWritten: ['wib', 'asia/pontianak'] },
  'Asia/Makassar': { name: 'WITA', ahead: 8, alsoWritten: ['wita', 'asia/ujung_pandang'] },
  'Asia/Jayapura': { name: 'WIT', ahead: 9, alsoWritten: ['wit'] },
} as const satisfies Record<Zone, { name: ZoneName; ahead: number; alsoWritten: readonly string[] }>;

const written: ReadonlyMap<string, Zone> = new Map(
  zones.flatMap((zone) => [zone.toLowerCase(), ...facts[zone].alsoWritten].map((text): [string, Zone] => [text, zone])),
);
