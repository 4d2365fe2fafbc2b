import type { RosterProblem } from './roster-problem.ts';
import type { RosterRow } from './roster-row.ts';
import { parentPath, unitName } from './unit-path.ts';
import { type Zone, zoneName } from './zone.ts';

/** A unit to be made or changed. */
export interface RosterUnit {
  readonly path: string;
  readonly name: string;
  readonly parent: string | null;
  /** Null for a new unit about which no row says anything: it takes its parent's. */
  readonly zone: Zone | null;
  readonly change: 'create' | 'zone';
}

/** Units that are new, with those above them, and units whose zone changes; parents before children. */
export function unitsOf(rows: readonly RosterRow[], known: ReadonlyMap<string, Zone | null>): RosterUnit[] {
  const stated = new Map<string, Zone | null>();
  for (const { unit, zone } of rows) {
    if (unit === null) continue;
    for (const path of lineage(unit, stated)) stated.set(path, null);
    if (zone !== null) stated.set(unit, zone);
  }
  return [...stated].flatMap(([path, zone]): RosterUnit[] => {
    const unit = { path, name: unitName(path), parent: parentPath(path), zone };
    const before = known.get(path);
    if (before === undefined) return [{ ...unit, change: 'create' }];
    return zone === null || zone === before ? [] : [{ ...unit, change: 'zone' }];
  });
}

/** One unit has one clock: rows that say different zones for it contradict each other. */
export function zoneConflicts(rows: readonly RosterRow[]): RosterProblem[] {
  const first = new Map<string, { readonly row: number; readonly zone: Zone }>();
  return rows.flatMap(({ row, unit, zone }): RosterProblem[] => {
    if (unit === null || zone === null) return [];
    const said = first.get(unit);
    if (said === undefined) first.set(unit, { row, zone });
    if (said === undefined || said.zone === zone) return [];
    const firstValue = zoneName(said.zone);
    return [
      { code: 'zone-conflict', row, column: 'zona', value: zoneName(zone), unit, firstRow: said.row, firstValue },
    ];
  });
}

/** A path and those above it that were not met yet, from the top. */
function lineage(path: string, met: ReadonlyMap<string, unknown>): string[] {
  const fresh: string[] = [];
  for (let at: string | null = path; at !== null && !met.has(at); at = parentPath(at)) fresh.unshift(at);
  return fresh;
}
