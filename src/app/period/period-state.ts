import { refuse, say, type Words } from '../../i18n/words.ts';
import type { Tx } from '../../storage/database.ts';
import { countUnsettled, type PeriodRow } from '../../storage/period.ts';

/** The step does not fit the state the period is in: said after a double tap, an old button, or a colleague who was faster. */
export function periodIs({ name, state }: PeriodRow): Words {
  return refuse('period-is', { period: name, state: stateWords(state) });
}

/** Closed a moment ago, and scores are still being settled: how many appraisals are left. */
export async function stillSettling(tx: Tx, period: PeriodRow): Promise<Words> {
  return refuse('period-settling', { period: period.name, count: await countUnsettled(tx, period) });
}

export function stateWords(state: PeriodRow['state']): Words {
  return say(`period.state-${state}`);
}

/** Another open period that shares a day with this one; undefined when there is none. An employee has one open appraisal at a time. */
export function overlapping(period: PeriodRow, periods: readonly PeriodRow[]): PeriodRow | undefined {
  return periods.find(
    (other) =>
      other.id !== period.id &&
      other.state === 'open' &&
      other.startsOn <= period.endsOn &&
      period.startsOn <= other.endsOn,
  );
}
