import { z } from 'zod';
import { type AccountRow, accountRowSchema } from './account.ts';
import type { Tx } from './database.ts';
import { type EmployeeRow, employeeSchema, leads } from './employee.ts';
import { Prisma } from './generated/client.ts';

/** The person behind an update, with everything the policy asks about them. */
export interface WhoActs {
  readonly account: AccountRow;
  /** On the roster or off it; null for an account without an employee. */
  readonly employee: EmployeeRow | null;
  /** Somebody reports to them, on the roster or in a period that is not released. */
  readonly leads: boolean;
  /** Somebody named them as a delegate, on whatever days: whether it counts today is for the calendar of each supervisor's unit to say. */
  readonly delegate: boolean;
}

/**
 * Locks the person's row, making it at the first contact, and reads who they are, in one statement: whoever else works on this person waits here. With `updateId` the
 * update is claimed too; `claimed` is false when its effects are in the database already.
 */
export async function lockWhoActs(
  tx: Tx,
  person: { readonly telegramId: number; readonly firstName: string; readonly now: Date },
  updateId: number | null,
): Promise<WhoActs & { readonly claimed: boolean }> {
  const rows = await tx.$queryRaw`
    with person as (
      insert into account (telegram_id, first_name, created_at) values (${BigInt(person.telegramId)}, ${person.firstName}, ${person.now})
      on conflict (telegram_id) do update set first_name = excluded.first_name
      returning *
    ), claim as (
      insert into processed_update (update_id, at) select ${updateId === null ? null : BigInt(updateId)}::bigint, ${person.now} from person where ${updateId !== null}
      on conflict do nothing returning 1
    )
    select a.telegram_id as "telegramId", a.employee_id as "employeeId", a.first_name as "firstName", a.locale, a.blocked_at as "blockedAt", a.joined_at as "joinedAt",
      a.notice_version as "noticeVersion", a.notice_at as "noticeAt", a.cut_off_at as "cutOffAt", a.guesses, a.guesses_since as "guessesSince", a.view,
      a.screen_message_id as "screenMessageId", a.conversation_id as "conversationId", a.last_update_id as "lastUpdateId", a.menu,
      exists (select from claim) as claimed,
      e.nip, e.name, e.position, e.grade, e.role, e.active, e.supervisor_id as "supervisorId", e.unit_id as "unitId", u.path as "unitPath",
      ${leads(Prisma.sql`= e.id`)} as leads,
      exists (select from delegation d where d.to_id = e.id and d.cancelled_at is null) as delegate
    from person a left join employee e on e.id = a.employee_id left join unit u on u.id = e.unit_id`;
  const [row] = z.array(rowSchema).parse(rows);
  if (!row) throw new Error('An upsert of an account returned no row.');
  return {
    account: accountRowSchema.parse(row),
    employee: row.employeeId === null ? null : employeeSchema.parse({ ...row, id: row.employeeId }),
    leads: row.leads,
    delegate: row.delegate,
    claimed: row.claimed,
  };
}

const rowSchema = z.looseObject({
  employeeId: z.number().nullable(),
  claimed: z.boolean(),
  leads: z.boolean(),
  delegate: z.boolean(),
});
