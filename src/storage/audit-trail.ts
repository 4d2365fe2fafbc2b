import { z } from 'zod';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';

/** One line of the audit trail with names. Whoever acted without a name (a peer, an unsigned note, an anonymous concern) is not in it, whatever the table keeps. */
export interface TrailEntry {
  readonly at: Date;
  /** False for what was done without a name: only its day is told, and `at` is where that day begins. A minute beside others' minutes would say who it was. */
  readonly timed: boolean;
  readonly action: string;
  readonly actor: TrailActor;
  /** Whom it was about; null for acts about nobody in particular. */
  readonly subject: { readonly id: number; readonly name: string; readonly nip: string } | null;
  /** Why, where a reason was asked for. */
  readonly reason: string | null;
}

/** `hr` acts without a row on the roster; `nobody` is the product itself, or somebody who acted without a name. */
export type TrailActor =
  | { readonly kind: 'employee'; readonly id: number; readonly name: string; readonly hr: boolean }
  | { readonly kind: 'hr' }
  | { readonly kind: 'nobody' };

export interface TrailSpan {
  readonly from: Date;
  /** Up to but not including this instant. */
  readonly until: Date;
}

/** Acts whose doer is nobody's to know: peers are unnamed, and so are notes that were not signed and anonymous concerns. */
const unnamed = Prisma.sql`(
  a.action like 'peer-%' or (a.action like 'feedback-%' and a.subject_employee_id is null)
  or (a.action = 'concern-sent' and a.actor_telegram_id is null)
)`;

const columns = Prisma.sql`
  not ${unnamed} as timed, a.action, a.detail ->> 'reason' as reason,
  case when ${unnamed} then null else actor.id end as "actorId", case when ${unnamed} then null else actor.name end as "actorName",
  coalesce(actor.role = 'hr', false) as "actorHr", a.actor_telegram_id is not null and not ${unnamed} as "byChat",
  s.id as "subjectId", s.name as "subjectName", s.nip as "subjectNip", (count(*) over ())::int as total`;

const joined = Prisma.sql`
  audit a left join employee actor on actor.id = a.actor_employee_id left join employee s on s.id = a.subject_employee_id`;

/** What happened in a span, the latest first, what was done without a name at the end of its day in this zone; one page of `size` from page 0. */
export async function listTrail(
  tx: Tx,
  { from, until, zone }: TrailSpan & { readonly zone: string },
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly entries: readonly TrailEntry[] }> {
  const rows = await tx.$queryRaw`
    select case when ${unnamed} then greatest(date_trunc('day', a.at at time zone ${zone}) at time zone ${zone}, ${from}) else a.at end as at, ${columns}
    from ${joined} where a.at >= ${from} and a.at < ${until}
    order by 1 desc, case when ${unnamed} then 0 else a.id end desc, a.action limit ${size} offset ${page * size}`;
  return asTrail(rows);
}

/** What was done by one person or about them, the latest first. What anybody did without a name is left out. */
export async function listTrailOfPerson(
  tx: Tx,
  employeeId: number,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly entries: readonly TrailEntry[] }> {
  const rows = await tx.$queryRaw`
    select a.at, ${columns} from ${joined}
    where (a.subject_employee_id = ${employeeId} or a.actor_employee_id = ${employeeId}) and not ${unnamed}
    order by a.at desc, a.id desc limit ${size} offset ${page * size}`;
  return asTrail(rows);
}

/** Everything that was done about one person, for that person: the latest first, at most `most`. */
export async function listTrailAbout(tx: Tx, employeeId: number, most: number): Promise<readonly TrailEntry[]> {
  const rows = await tx.$queryRaw`
    select a.at, ${columns} from ${joined} where a.subject_employee_id = ${employeeId} and not ${unnamed}
    order by a.at desc, a.id desc limit ${most}`;
  return asTrail(rows).entries;
}

/** How often this chat did something since an instant: the brake on exports and requests. */
export async function countActsSince(tx: Tx, telegramId: number, action: string, since: Date): Promise<number> {
  return tx.auditEntry.count({ where: { actorTelegramId: BigInt(telegramId), action, at: { gte: since } } });
}

const rowSchema = z.object({
  at: z.date(),
  timed: z.boolean(),
  action: z.string(),
  reason: z.string().nullable(),
  actorId: z.number().nullable(),
  actorName: z.string().nullable(),
  actorHr: z.boolean(),
  byChat: z.boolean(),
  subjectId: z.number().nullable(),
  subjectName: z.string().nullable(),
  subjectNip: z.string().nullable(),
  total: z.number(),
});

function asTrail(rows: unknown): { readonly total: number; readonly entries: readonly TrailEntry[] } {
  const found = z.array(rowSchema).parse(rows);
  return {
    total: found[0]?.total ?? 0,
    entries: found.map((row) => ({
      at: row.at,
      timed: row.timed,
      action: row.action,
      reason: row.reason,
      actor: actorOf(row),
      subject:
        row.subjectId === null || row.subjectName === null || row.subjectNip === null
          ? null
          : { id: row.subjectId, name: row.subjectName, nip: row.subjectNip },
    })),
  };
}

function actorOf({ actorId, actorName, actorHr, byChat }: z.infer<typeof rowSchema>): TrailActor {
  if (actorId !== null && actorName !== null) return { kind: 'employee', id: actorId, name: actorName, hr: actorHr };
  return byChat ? { kind: 'hr' } : { kind: 'nobody' };
}
