import { z } from 'zod';
import type { Tx } from './database.ts';

export const correctionStates = ['open', 'done', 'declined'] as const;
export type CorrectionState = (typeof correctionStates)[number];

/** A request to correct own data (UU 27/2022 Art. 6). */
export interface CorrectionRow {
  readonly id: number;
  readonly employee: { readonly id: number; readonly name: string; readonly nip: string };
  /** Plain text, as it was written. */
  readonly text: string;
  readonly at: Date;
  readonly state: CorrectionState;
  /** HR's words, Telegram HTML; null while open. */
  readonly answer: string | null;
  readonly settledAt: Date | null;
}

export async function insertCorrection(
  tx: Tx,
  given: { readonly employeeId: number; readonly text: string; readonly at: Date },
): Promise<number> {
  const { id } = await tx.correctionRequest.create({
    data: { ...given, state: 'open' satisfies CorrectionState },
    select: { id: true },
  });
  return id;
}

/** How many this person asked since an instant: the brake on floods. */
export async function countCorrectionsSince(tx: Tx, employeeId: number, since: Date): Promise<number> {
  return tx.correctionRequest.count({ where: { employeeId, at: { gte: since } } });
}

export async function findCorrection(tx: Tx, id: number): Promise<CorrectionRow | null> {
  const row = await tx.correctionRequest.findUnique({ where: { id }, include: withEmployee });
  return row && correctionRow(row);
}

/** The same with its row locked, for whoever is about to answer it. */
export async function lockCorrection(tx: Tx, id: number): Promise<CorrectionRow | null> {
  await tx.$executeRaw`select 1 from correction_request where id = ${id} for update`;
  return findCorrection(tx, id);
}

/** How many requests wait for an answer. */
export async function countOpenCorrections(tx: Tx): Promise<number> {
  return tx.correctionRequest.count({ where: { state: 'open' satisfies CorrectionState } });
}

/** Requests without an answer, the oldest first; one page of `size` from page 0. */
export async function listOpenCorrections(
  tx: Tx,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly requests: readonly CorrectionRow[] }> {
  const rows = await tx.correctionRequest.findMany({
    where: { state: 'open' satisfies CorrectionState },
    include: withEmployee,
    orderBy: { id: 'asc' },
    skip: page * size,
    take: size,
  });
  return { total: await countOpenCorrections(tx), requests: rows.map(correctionRow) };
}

/** What this person asked, the latest first, at most `most`. */
export async function listOwnCorrections(
  tx: Tx,
  employeeId: number,
  most: number,
): Promise<readonly Omit<CorrectionRow, 'employee'>[]> {
  const rows = await tx.correctionRequest.findMany({
    where: { employeeId },
    include: withEmployee,
    orderBy: { id: 'desc' },
    take: most,
  });
  return rows.map(correctionRow);
}

/** Ends a request with HR's words. Callers hold its lock and have seen that it is open. */
export async function settleCorrection(
  tx: Tx,
  id: number,
  settled: { readonly state: Exclude<CorrectionState, 'open'>; readonly answer: string; readonly settledAt: Date },
): Promise<void> {
  await tx.correctionRequest.update({ where: { id }, data: settled, select: { id: true } });
}

const withEmployee = { employee: { select: { id: true, name: true, nip: true } } } as const;

function correctionRow(row: Omit<CorrectionRow, 'state'> & { readonly state: string }): CorrectionRow {
  const { id, employee, text, at, answer, settledAt } = row;
  return { id, employee, text, at, answer, settledAt, state: z.enum(correctionStates).parse(row.state) };
}
