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
  await tx.auditEntry.create({
    data: { ...record, actorTelegramId: record.actorTelegramId === null ? null : BigInt(record.actorTelegramId) },
    select: { id: true },
  });
}
