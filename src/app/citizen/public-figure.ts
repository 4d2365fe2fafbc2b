import { publicDays, publicMinimum, ratingMean, ratingsNeeded } from '../../domain/citizen-figure.ts';
import { topOf } from '../../domain/framework.ts';
import { say, type Words } from '../../i18n/words.ts';
import { countRatings, sumRatings } from '../../storage/citizen-rating.ts';
import { todayFor } from '../appraisal/today-for.ts';
import type { Scene } from '../core/scene.ts';
import { frameworkInUse } from '../framework/framework-in-use.ts';
import { scoreWords } from '../result/explanation-words.ts';

/** What everybody may know of the ratings of a unit. */
export interface PublicFigure {
  /** The average, or how many ratings it still takes. */
  readonly lines: readonly Words[];
  readonly isThere: boolean;
  /** The days it looks at. */
  readonly days: ReturnType<typeof publicDays>;
  /** Ratings the unit ever got. */
  readonly ever: number;
}

/**
 * A unit's public average of this half-year and the one before, from ten ratings on. It moves when three more are in (`citizenGroups`), and how many it still takes says nothing
 * about what anybody answered.
 */
export async function publicFigure(scene: Scene, unitId: number): Promise<PublicFigure> {
  const days = publicDays(await todayFor(scene, unitId));
  const sum = (await sumRatings(scene.tx, [unitId], days)).get(unitId);
  const counts = await countRatings(scene.tx, unitId, days);
  if (sum === undefined || sum.answers < publicMinimum)
    return {
      lines: [say('citizen.too-few', { minimum: publicMinimum, needed: ratingsNeeded(counts) })],
      isThere: false,
      days,
      ever: counts.ever,
    };
  const framework = await frameworkInUse(scene);
  const top = Math.max(framework === null ? 0 : topOf(framework), sum.highest);
  return {
    lines: [
      say('citizen.average', { mean: scoreWords(ratingMean(sum)), top, count: sum.answers }),
      say('citizen.in-steps'),
    ],
    isThere: true,
    days,
    ever: counts.ever,
  };
}
