import type { RosterPlan } from '../../domain/roster.ts';
import { recordAudit, recordAuditForMany } from '../../storage/audit.ts';
import type { Tx } from '../../storage/database.ts';
import { revokeInvitations } from '../../storage/invitation.ts';
import { setActive } from '../../storage/person.ts';
import { applyRosterPlan, lockRoster } from '../../storage/roster.ts';
import { type RosterReading, readRoster } from './read-roster.ts';

/** What an import did. */
export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly units: number;
  readonly deactivated: number;
}

export type RosterImport =
  | { readonly kind: 'imported'; readonly counts: ImportCounts; readonly deactivatedIds: readonly number[] }
  | Exclude<RosterReading, { kind: 'plan' }>
  /** What it would do is not what was agreed to. */
  | { readonly kind: 'otherwise' };

export interface ImportOptions {
  readonly now: Date;
  /** Null when the product itself imports (the demo's sample district). */
  readonly importer: {
    readonly telegramId: number;
    readonly employeeId: number | null;
    readonly nip: string | null;
  } | null;
  /** Takes those off the roster who are not in the file; they stay as they are otherwise. */
  readonly deactivateAbsent?: boolean;
  /** Whether to go on with what was found, compared with what the person saw before. */
  agreed?(reading: Extract<RosterReading, { kind: 'plan' }>): boolean;
}

/**
 * Imports a roster file whole, or changes nothing: everything is checked first, in the same transaction, while no other import runs. One statement for
 * many rows: 50,000 take seconds. Every change is on the audit trail.
 */
export async function importRoster(tx: Tx, bytes: Uint8Array, options: ImportOptions): Promise<RosterImport> {
  const { now, importer, deactivateAbsent = false, agreed } = options;
  await lockRoster(tx);
  const reading = await readRoster(tx, bytes, importer?.nip ?? null);
  if (reading.kind !== 'plan') return reading;
  if (agreed && !agreed(reading)) return { kind: 'otherwise' };
  const { plan, absent } = reading;
  await applyRosterPlan(tx, plan, now);
  const leaving = deactivateAbsent ? absent.dispensable.map(({ nip }) => nip) : [];
  const deactivatedIds = await setActive(tx, leaving, false, now);
  await revokeInvitations(tx, deactivatedIds, now);
  const counts: ImportCounts = {
    created: plan.create.length,
    updated: plan.update.length,
    unchanged: plan.unchanged,
    units: plan.units.length,
    deactivated: deactivatedIds.length,
  };
  await recordImport(tx, options, plan, leaving, counts);
  return { kind: 'imported', counts, deactivatedIds };
}

async function recordImport(
  tx: Tx,
  { now, importer }: ImportOptions,
  plan: RosterPlan,
  leaving: readonly string[],
  counts: ImportCounts,
): Promise<void> {
  const by = { at: now, actorTelegramId: importer?.telegramId ?? null, actorEmployeeId: importer?.employeeId ?? null };
  await recordAudit(tx, { ...by, action: 'roster-imported', subjectEmployeeId: null, detail: { ...counts } });
  const nothing = (nip: string) => ({ nip, detail: {} });
  await recordAuditForMany(
    tx,
    { ...by, action: 'employee-added' },
    plan.create.map(({ nip }) => nothing(nip)),
  );
  await recordAuditForMany(
    tx,
    { ...by, action: 'employee-changed' },
    plan.update.map(({ employee, changed }) => ({ nip: employee.nip, detail: { fields: changed.join(', ') } })),
  );
  await recordAuditForMany(tx, { ...by, action: 'employee-deactivated' }, leaving.map(nothing));
}
