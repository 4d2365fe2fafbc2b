import type { CalendarDate } from '../../domain/calendar.ts';
import type { Framework } from '../../domain/framework.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { listRatedOn } from '../../storage/citizen-rating.ts';
import { findUnitByCode, isUnitWithin, type RatedUnit } from '../../storage/citizen-unit.ts';
import { todayFor } from '../appraisal/today-for.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { frameworkInUse } from '../framework/framework-in-use.ts';
import { visitorOf } from './visitor.ts';

/** Units a chat may rate on one day: enough for an errand that leads from office to office, too few to sway the figures of many. */
const mostUnitsADay = 5;

export interface Rater {
  readonly unit: RatedUnit;
  readonly day: CalendarDate;
  readonly visitor: string;
}

/** The unit behind a code and the visitor of today, or why this chat cannot rate it now. */
export async function checkCitizen(scene: Scene, code: string): Promise<Rater | { readonly why: Words }> {
  const found = await findRater(scene, code);
  if ('why' in found) return found;
  const rated = await listRatedOn(scene.tx, found.day, found.visitor);
  if (rated.includes(found.unit.id)) return { why: say('citizen.already', { unit: found.unit.name }) };
  if (rated.length >= mostUnitsADay) return { why: say('citizen.enough', { most: mostUnitsADay }) };
  return found;
}

/** The same without looking at what was rated today: for the comment that belongs to a rating. */
export async function findRater(scene: Scene, code: string): Promise<Rater | { readonly why: Words }> {
  const forbidden = refusalFor(scene.actor, 'rate-service');
  if (forbidden) return { why: forbidden };
  const unit = await findUnitByCode(scene.tx, code);
  if (!unit) return { why: refuse('service-unknown') };
  const { employee } = scene.actor;
  if (employee && (await isUnitWithin(scene.tx, employee.unitId, unit.id)))
    return { why: say('citizen.own-unit', { unit: unit.name }) };
  const day = await todayFor(scene, unit.id);
  return { unit, day, visitor: await visitorOf(scene, day) };
}

/** The scale citizens see: that of the framework in use, with the words of the indicator citizens are asked about; null while there is no framework. */
export async function citizenScale(scene: Scene): Promise<readonly CitizenScaleLevel[] | null> {
  const framework = await frameworkInUse(scene);
  return framework && levelsOf(framework);
}

interface CitizenScaleLevel {
  readonly level: number;
  readonly label: Framework['scale'][number]['label'];
  readonly text: Framework['scale'][number]['label'] | null;
}

function levelsOf({ scale, indicators }: Framework): readonly CitizenScaleLevel[] {
  const asked = indicators.find(({ raters }) => raters.includes('citizen'));
  return scale.map(({ level, label }) => ({
    level,
    label,
    text: asked?.levels.find((each) => each.level === level)?.text ?? null,
  }));
}
