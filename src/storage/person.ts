import { z } from 'zod';
import type { Tx } from './database.ts';
import { nameOrNipHas } from './find-by-words.ts';
import { idsOf } from './ids-of.ts';

/** One employee as HR sees them: who they are, and whether they use the bot. */
export interface PersonRow {
  readonly id: number;
  readonly nip: string;
  readonly name: string;
  readonly position: string;
  readonly grade: string;
  readonly role: string;
  readonly active: boolean;
  /** Retention took the name and NIP; nobody comes back to this row. */
  readonly anonymised: boolean;
  readonly unitPath: string;
  readonly supervisor: string | null;
  /** Active employees who report to them. */
  readonly staff: number;
  /** When their present chat joined; null while none did. */
  readonly joinedAt: Date | null;
  /** They stopped the bot, so nothing reaches them. */
  readonly blocked: boolean;
  /** Until when their unused link works; null without one. */
  readonly linkUntil: Date | null;
}

/** The employee with this id, active or not; null when there is none. */
export async function findPerson(tx: Tx, id: number, now: Date): Promise<PersonRow | null> {
  const rows = await tx.$queryRaw`
    select e.id, e.nip, e.name, e.position, e.grade, e.role, e.active, e.anonymised_at is not null as anonymised,
      u.path as "unitPath", s.name as supervisor,
      (select count(*)::int from employee r where r.supervisor_id = e.id and r.active) as staff,
      a.joined_at as "joinedAt", a.blocked_at is not null as blocked,
      (select max(i.expires_at) from invitation i
        where i.employee_id = e.id and i.used_at is null and i.revoked_at is null and i.expires_at > ${now}) as "linkUntil"
    from employee e join unit u on u.id = e.unit_id left join employee s on s.id = e.supervisor_id left join account a on a.employee_id = e.id
    where e.id = ${id}`;
  return z.array(personSchema).parse(rows)[0] ?? null;
}

const personSchema = z.object({
  id: z.number(),
  nip: z.string(),
  name: z.string(),
  position: z.string(),
  grade: z.string(),
  role: z.string(),
  active: z.boolean(),
  anonymised: z.boolean(),
  unitPath: z.string(),
  supervisor: z.string().nullable(),
  staff: z.number(),
  joinedAt: z.date().nullable(),
  blocked: z.boolean(),
  linkUntil: z.date().nullable(),
});

export interface FoundPerson {
  readonly id: number;
  readonly name: string;
  readonly nip: string;
  readonly active: boolean;
  readonly joined: boolean;
}

/** People whose name holds every word of the query, or whose NIP begins with it; active ones first, then by name. `total` counts all of them. */
export async function searchPeople(
  tx: Tx,
  query: string,
  most: number,
): Promise<{ readonly total: number; readonly people: readonly FoundPerson[] }> {
  const rows = await tx.$queryRaw`
    select e.id, e.name, e.nip, e.active, exists (select from account a where a.employee_id = e.id) as joined, (count(*) over ())::int as total
    from employee e where ${nameOrNipHas('e', query)}
    order by e.active desc, e.name, e.id limit ${most}`;
  const found = z.array(foundSchema).parse(rows);
  return { total: found[0]?.total ?? 0, people: found };
}

const foundSchema = z.object({
  id: z.number(),
  name: z.string(),
  nip: z.string(),
  active: z.boolean(),
  joined: z.boolean(),
  total: z.number(),
});

/** How far the roster is: active employees, how many of them joined, and units with somebody active. */
export async function countPeople(
  tx: Tx,
): Promise<{ readonly active: number; readonly joined: number; readonly inactive: number; readonly units: number }> {
  const rows = await tx.$queryRaw`
    select (count(*) filter (where e.active))::int as active, (count(a.telegram_id) filter (where e.active))::int as joined,
      (count(*) filter (where not e.active))::int as inactive, (count(distinct e.unit_id) filter (where e.active))::int as units
    from employee e left join account a on a.employee_id = e.id`;
  const [row] = z
    .array(z.object({ active: z.number(), joined: z.number(), inactive: z.number(), units: z.number() }))
    .parse(rows);
  return row ?? { active: 0, joined: 0, inactive: 0, units: 0 };
}

/** Takes people off the roster or puts them back, but for those whom retention made anonymous. Answers the ids of those for whom that was a change. */
export async function setActive(
  tx: Tx,
  nips: readonly string[],
  active: boolean,
  now: Date,
): Promise<readonly number[]> {
  const rows = await tx.$queryRaw`
    update employee set active = ${active}, updated_at = ${now} where nip = any(${[...nips]}::text[]) and active <> ${active} and anonymised_at is null
    returning id`;
  return idsOf(rows);
}
