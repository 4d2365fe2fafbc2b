import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight, toUtcMidnight } from '../domain/calendar.ts';
import type { Framework } from '../domain/framework.ts';
import type { Windows } from '../domain/windows.ts';
import type { Tx } from './database.ts';
import type { Prisma } from './generated/client.ts';

/** draft → open → closed → released, never back except that HR opens a closed one again, or a released one that has unfinished people (with its framework as frozen). */
export const periodStates = ['draft', 'open', 'closed', 'released'] as const;
export type PeriodState = (typeof periodStates)[number];

export interface PeriodRow {
  readonly id: number;
  readonly name: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly state: PeriodState;
  readonly frameworkKey: string;
  readonly windows: Windows;
  readonly releasedAt: Date | null;
  /** While scores are settled after closing: the last appraisal that was looked at, 0 at the start; null when nothing is left. Nothing is released or opened again before. */
  readonly settleAfter: number | null;
}

/** A period that was opened once: its framework is frozen in it. */
export interface OpenedPeriodRow extends PeriodRow {
  readonly framework: Framework;
}

export async function findPeriod(tx: Tx, id: number): Promise<PeriodRow | null> {
  const row = await tx.period.findUnique({ where: { id }, omit: { framework: true } });
  return row && periodRow(row);
}

/** Every period, the latest first. */
export async function listPeriods(tx: Tx): Promise<readonly PeriodRow[]> {
  const rows = await tx.period.findMany({ orderBy: [{ endsOn: 'desc' }, { id: 'desc' }], omit: { framework: true } });
  return rows.map(periodRow);
}

export interface NewPeriod {
  readonly name: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly frameworkKey: string;
  readonly windows: Windows;
}

/** Creates a draft; null when a period of this name is there already. */
export async function insertPeriod(tx: Tx, period: NewPeriod, now: Date): Promise<number | null> {
  const rows = await tx.$queryRaw`
    insert into period (name, starts_on, ends_on, framework_key, self_opens_on, self_closes_on, review_closes_on, created_at)
    values (${period.name}, ${period.startsOn}::date, ${period.endsOn}::date, ${period.frameworkKey}, ${period.windows.selfOpensOn}::date,
      ${period.windows.selfClosesOn}::date, ${period.windows.reviewClosesOn}::date, ${now})
    on conflict (name) do nothing returning id`;
  return z.array(z.object({ id: z.number() })).parse(rows)[0]?.id ?? null;
}

/**
 * Locks every period and answers them, the latest first: whoever opens, closes, releases or changes one waits here for whoever does so at the same time. There are two a year.
 */
export async function lockPeriods(tx: Tx): Promise<readonly PeriodRow[]> {
  await tx.$executeRaw`select 1 from period order by id for update`;
  return listPeriods(tx);
}

export async function saveWindows(tx: Tx, id: number, windows: Windows): Promise<void> {
  await tx.period.update({
    where: { id },
    data: {
      selfOpensOn: toUtcMidnight(windows.selfOpensOn),
      selfClosesOn: toUtcMidnight(windows.selfClosesOn),
      reviewClosesOn: toUtcMidnight(windows.reviewClosesOn),
    },
    select: { id: true },
  });
}

/** Opens a draft for the first time and freezes its framework. */
export async function freezePeriod(tx: Tx, id: number, framework: Framework, now: Date): Promise<void> {
  await tx.$executeRaw`
    update period set state = 'open', framework = ${JSON.stringify(framework)}::jsonb, opened_at = ${now} where id = ${id}`;
}

/** Moves a period that was opened before; `releasedAt` keeps the first release. */
export async function savePeriodState(
  tx: Tx,
  id: number,
  state: Exclude<PeriodState, 'draft'>,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    update period set state = ${state},
      closed_at = case ${state} when 'open' then null when 'closed' then ${now} else closed_at end,
      released_at = case ${state} when 'released' then coalesce(released_at, ${now}) else released_at end
    where id = ${id}`;
}

/** Notes how far the scores of a closed period are settled; null when nothing is left. */
export async function saveSettleAfter(tx: Tx, id: number, settleAfter: number | null): Promise<void> {
  await tx.period.update({ where: { id }, data: { settleAfter }, select: { id: true } });
}

/** A closed period whose scores are being settled, held by this transaction alone; null when there is none, or another process is at it. */
export async function lockSettling(tx: Tx): Promise<PeriodRow | null> {
  const rows = await tx.$queryRaw`
    select id from period where settle_after is not null order by id limit 1 for no key update skip locked`;
  const [row] = z.array(z.object({ id: z.number() })).parse(rows);
  return row ? findPeriod(tx, row.id) : null;
}

/** How many reviewed appraisals of a period are still to be looked at. */
export async function countUnsettled(tx: Tx, { id, settleAfter }: PeriodRow): Promise<number> {
  if (settleAfter === null) return 0;
  return tx.appraisal.count({
    where: { periodId: id, id: { gt: settleAfter }, reviewedAt: { not: null }, releasedAt: null },
  });
}

/** Deletes a draft; answers whether there was one. A period that was opened stays for ever. */
export async function deleteDraftPeriod(tx: Tx, id: number): Promise<boolean> {
  const { count } = await tx.period.deleteMany({ where: { id, state: 'draft' } });
  return count > 0;
}

type StoredPeriod = Omit<Prisma.PeriodGetPayload<object>, 'framework' | 'openedAt' | 'closedAt' | 'createdAt'>;

export function periodRow(row: StoredPeriod): PeriodRow {
  return {
    id: row.id,
    name: row.name,
    startsOn: fromUtcMidnight(row.startsOn),
    endsOn: fromUtcMidnight(row.endsOn),
    state: readPeriodState(row.state),
    frameworkKey: row.frameworkKey,
    windows: {
      selfOpensOn: fromUtcMidnight(row.selfOpensOn),
      selfClosesOn: fromUtcMidnight(row.selfClosesOn),
      reviewClosesOn: fromUtcMidnight(row.reviewClosesOn),
    },
    releasedAt: row.releasedAt,
    settleAfter: row.settleAfter,
  };
}

function readPeriodState(text: string): PeriodState {
  const state = periodStates.find((each) => each === text);
  if (!state) throw new Error(`A period is stored with the unknown state ${text}.`);
  return state;
}
