import { countedRatings, hasCitizens, type RatingSum } from '../../domain/citizen-figure.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { sumRatings } from '../../storage/citizen-rating.ts';
import { findRatedUnits } from '../../storage/citizen-unit.ts';
import type { Scene } from '../core/scene.ts';

/**
 * Citizens' ratings that count in appraisals of one period, by the appraisal's id: those of its unit, or of the nearest above that has a code, given on the period's days. Below
 * the framework's minimum there is no entry. They are looked at whenever a score is made, for the supervisor's proposal as for the release; a figure only ever moves by three ratings
 * together, and where it moves the proposal the supervisor decides again (settle-scores.ts). Two statements, however many appraisals.
 */
export async function citizensFor(
  { tx }: Pick<Scene, 'tx'>,
  appraisals: readonly AppraisalRow[],
): Promise<ReadonlyMap<number, RatingSum>> {
  const [first] = appraisals;
  if (!first || !hasCitizens(first.period.framework)) return new Map();
  const units = await findRatedUnits(
    tx,
    appraisals.map(({ employee }) => employee.unitId),
  );
  const { startsOn, endsOn } = first.period;
  const ids = [...new Set([...units.values()].map(({ id }) => id))];
  const sums = await sumRatings(tx, ids, { from: startsOn, to: endsOn });
  return new Map(
    appraisals.flatMap(({ id, employee, period }) => {
      const ratings = countedRatings(period.framework, sums.get(units.get(employee.unitId)?.id ?? 0));
      return ratings === null ? [] : [[id, ratings]];
    }),
  );
}

/** The same for one appraisal; null where citizens do not count (yet). */
export async function citizensOf(scene: Pick<Scene, 'tx'>, appraisal: AppraisalRow): Promise<RatingSum | null> {
  return (await citizensFor(scene, [appraisal])).get(appraisal.id) ?? null;
}
