import type { Lesson } from '../../domain/lesson.ts';
import { findCurrentAppraisal } from '../../storage/appraisal.ts';
import type { Scene } from '../core/scene.ts';
import { frameworkInUse } from '../framework/framework-in-use.ts';

/** The lesson in the method by which the person at hand is appraised: of their period, or of the framework in use between periods. Null when that method has none. */
export async function ownLesson(scene: Scene): Promise<Lesson | null> {
  const { employee } = scene.actor;
  const appraisal = employee && (await findCurrentAppraisal(scene.tx, employee.id));
  const key = appraisal ? appraisal.period.framework.key : (await frameworkInUse(scene))?.key;
  return (key !== undefined && scene.settings.lessons.get(key)) || null;
}
