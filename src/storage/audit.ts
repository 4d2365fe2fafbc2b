import type { Tx } from './database.ts';

/** One line of the audit trail: who looked at or changed what. `detail` never holds a rating, a comment or a code. */
export interface AuditRecord {
  readonly at: Date;
  readonly actorTelegramId: number | null;
  readonly actorEmployeeId: number | null;
  readonly action: string;
  readonly subjectEmployeeId: number | null;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

/** Writes to the audit trail, in the transaction of the act itself. */
export async function recordAudit(tx: Tx, record: AuditRecord): Promise<void> {
  await tx.$executeRaw`
    insert into audit (at, actor_telegram_id, actor_employee_id, action, subject_employee_id, detail)
    values (${record.at}, ${record.actorTelegramId === null ? null : BigInt(record.actorTelegramId)}, ${record.actorEmployeeId}, ${record.action},
      ${record.subjectEmployeeId}, ${JSON.stringify(record.detail)}::jsonb)`;
}

/** Writes the same act about many employees, known by NIP, in one statement. `details` holds what differs, one for each NIP. */
export async function recordAuditForMany(
  tx: Tx,
  act: Pick<AuditRecord, 'at' | 'actorTelegramId' | 'actorEmployeeId' | 'action'>,
  about: readonly { readonly nip: string; readonly detail: AuditRecord['detail'] }[],
): Promise<void> {
  if (about.length === 0) return;
  const actor = act.actorTelegramId === null ? null : BigInt(act.actorTelegramId);
  await tx.$executeRaw`
    insert into audit (at, actor_telegram_id, actor_employee_id, action, subject_employee_id, detail)
    select ${act.at}, ${actor}, ${act.actorEmployeeId}, ${act.action}, e.id, one.detail::jsonb
    from unnest(${about.map(({ nip }) => nip)}::text[], ${about.map(({ detail }) => JSON.stringify(detail))}::text[]) as one (nip, detail)
    join employee e on e.nip = one.nip`;
}

/** Writes the same act about each of these employees, in one statement. */
export async function recordAuditOfEach(
  tx: Tx,
  act: Omit<AuditRecord, 'subjectEmployeeId'>,
  employeeIds: readonly number[],
): Promise<void> {
  if (employeeIds.length === 0) return;
  const actor = act.actorTelegramId === null ? null : BigInt(act.actorTelegramId);
  await tx.$executeRaw`
    insert into audit (at, actor_telegram_id, actor_employee_id, action, subject_employee_id, detail)
    select ${act.at}, ${actor}, ${act.actorEmployeeId}, ${act.action}, subject, ${JSON.stringify(act.detail)}::jsonb
    from unnest(${[...employeeIds]}::int[]) as subject`;
}
