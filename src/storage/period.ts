import { type CalendarDate, fromUtcMidnight } from '../domain/calendar.ts';
import { type Framework, parseFramework } from '../domain/framework.ts';
import type { Windows } from '../domain/windows.ts';
import type { Tx } from './database.ts';
import type { Prisma } from './generated/client.ts';

/** draft → open → closed → released, never back except closed → open by HR (with its framework as frozen). */
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

/** The frozen framework of a period; throws for one that was never opened. */
export async function findFrozenFramework(tx: Tx, periodId: number): Promise<Framework> {
  const row = await tx.period.findUniqueOrThrow({ where: { id: periodId }, select: { framework: true } });
  return parseFramework(row.framework);
}

type StoredPeriod = Omit<Prisma.PeriodGetPayload<object>, 'framework'>;

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
  };
}

function readPeriodState(text: string): PeriodState {
  const state = periodStates.find((each) => each === text);
  if (!state) throw new Error(`A period is stored with the unknown state ${text}.`);
  return state;
}
