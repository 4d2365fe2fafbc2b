import { z } from 'zod';
import type { JudgedInvitation } from '../domain/invitation.ts';
import type { Tx } from './database.ts';

/** A join link as stored; the code itself is nowhere. */
export interface InvitationRow extends JudgedInvitation {
  readonly id: number;
}

/** The link with this hash, locked until the transaction ends so that it can be used once; null when there is none. */
export async function lockInvitation(tx: Tx, codeHash: string): Promise<InvitationRow | null> {
  const rows = await tx.$queryRaw`
    select i.id, i.employee_id as "employeeId", e.active, i.expires_at as "expiresAt", i.used_at as "usedAt", i.used_by as "usedBy", i.revoked_at as "revokedAt"
    from invitation i join employee e on e.id = i.employee_id where i.code_hash = ${codeHash} for update of i`;
  return z.array(invitationSchema).parse(rows)[0] ?? null;
}

const invitationSchema = z.object({
  id: z.number(),
  employeeId: z.number(),
  active: z.boolean(),
  expiresAt: z.date(),
  usedAt: z.date().nullable(),
  usedBy: z.union([z.number(), z.bigint()]).transform(Number).nullable(),
  revokedAt: z.date().nullable(),
});

export async function markInvitationUsed(tx: Tx, id: number, telegramId: number, now: Date): Promise<void> {
  await tx.invitation.update({
    where: { id },
    data: { usedAt: now, usedBy: BigInt(telegramId) },
    select: { id: true },
  });
}

/** Makes a link for each employee and takes back the unused ones they had. One statement each. */
export async function createInvitations(
  tx: Tx,
  invitations: readonly { readonly employeeId: number; readonly codeHash: string }[],
  times: { readonly now: Date; readonly expiresAt: Date },
): Promise<void> {
  const employeeIds = invitations.map(({ employeeId }) => employeeId);
  await revokeInvitations(tx, employeeIds, times.now);
  await tx.$executeRaw`
    insert into invitation (employee_id, code_hash, created_at, expires_at)
    select employee_id, code_hash, ${times.now}, ${times.expiresAt}
    from unnest(${employeeIds}::int[], ${invitations.map(({ codeHash }) => codeHash)}::text[]) as one (employee_id, code_hash)`;
}

/** Takes back the unused links of these employees. */
export async function revokeInvitations(tx: Tx, employeeIds: readonly number[], now: Date): Promise<void> {
  await tx.$executeRaw`
    update invitation set revoked_at = ${now}
    where employee_id = any(${[...employeeIds]}::int[]) and used_at is null and revoked_at is null`;
}

/** Who has not joined: active, and no chat is theirs. */
export interface Unjoined {
  readonly id: number;
  readonly nip: string;
  readonly name: string;
  /** Has a link that still works. */
  readonly invited: boolean;
}

/** Everybody active who has not joined, in a unit with its sub-units or everywhere (null), by unit and name. */
export async function listUnjoined(tx: Tx, unitId: number | null, now: Date): Promise<readonly Unjoined[]> {
  const rows = await tx.$queryRaw`
    select e.id, e.nip, e.name, exists (
      select from invitation i where i.employee_id = e.id and i.used_at is null and i.revoked_at is null and i.expires_at > ${now}) as invited
    from employee e join unit u on u.id = e.unit_id left join unit top on top.id = ${unitId}::int
    where e.active and not exists (select from account a where a.employee_id = e.id)
      and (${unitId}::int is null or u.path = top.path or starts_with(u.path, top.path || ' / '))
    order by u.path, e.name, e.id`;
  return z.array(z.object({ id: z.number(), nip: z.string(), name: z.string(), invited: z.boolean() })).parse(rows);
}
