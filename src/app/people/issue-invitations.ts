import { invitationDays } from '../../domain/invitation.ts';
import type { Tx } from '../../storage/database.ts';
import { createInvitations } from '../../storage/invitation.ts';
import { hashCode, makeCode } from './join-code.ts';

/** A code that exists only here and in the message that carries it. */
export interface IssuedCode {
  readonly employeeId: number;
  readonly code: string;
}

/** Makes a join code for each employee, good once and for 30 days; unused codes they had before stop working. Audit and delivery are the caller's. */
export async function issueInvitations(
  tx: Tx,
  employeeIds: readonly number[],
  now: Date,
): Promise<readonly IssuedCode[]> {
  const issued = employeeIds.map((employeeId) => ({ employeeId, code: makeCode() }));
  const expiresAt = new Date(now.getTime() + invitationDays * 24 * 3600 * 1000);
  await createInvitations(
    tx,
    issued.map(({ employeeId, code }) => ({ employeeId, codeHash: hashCode(code) })),
    { now, expiresAt },
  );
  return issued;
}
