import type { PlannedPeriod, Span } from '../../dialogue/flows/period.ts';
import { semesterOf } from '../../domain/semester.ts';
import { translatePlain } from '../../i18n/translate.ts';
import { refuse } from '../../i18n/words.ts';
import { insertPeriod } from '../../storage/period.ts';
import type { PeriodDesk, Taken } from './period-desk.ts';

/** Creates a draft with a name made of its dates; refused where that name or the framework is not free to be used. */
export async function createPeriod(
  { tx, now, settings }: PeriodDesk,
  planned: PlannedPeriod,
): Promise<Taken<{ readonly periodId: number; readonly name: string }>> {
  if (!settings.frameworks.has(planned.frameworkKey)) return { ok: false, why: refuse('framework-gone') };
  const name = periodName(planned);
  const periodId = await insertPeriod(tx, { ...planned, name }, now);
  return periodId === null
    ? { ok: false, why: refuse('period-exists', { period: name }) }
    : { ok: true, periodId, name };
}

/** The official name, in Indonesian for everybody: "Semester II 2026", "Tahun 2026", or the dates. */
export function periodName({ startsOn, endsOn }: Span): string {
  const semester = semesterOf(startsOn);
  if (semester.startsOn === startsOn && semester.endsOn === endsOn)
    return `Semester ${semester.half === 1 ? 'I' : 'II'} ${semester.year}`;
  if (startsOn.endsWith('-01-01') && endsOn === `${startsOn.slice(0, 4)}-12-31`) return `Tahun ${startsOn.slice(0, 4)}`;
  return translatePlain('id', { list: [{ date: startsOn }, { date: endsOn }], by: ' – ' });
}
