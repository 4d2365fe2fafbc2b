import type { AppraisalRow } from '../../storage/appraisal.ts';
import { findInnovation } from '../../storage/recognition.ts';
import type { Scene } from '../core/scene.ts';

/** The title (Telegram HTML) of the innovation recorded for an appraisal's employee and period, where the framework has a rule that asks for one; null otherwise. */
export async function innovationFor(
  { tx, settings }: Pick<Scene, 'tx' | 'settings'>,
  { employee, period }: AppraisalRow,
): Promise<string | null> {
  if (period.framework.rules.number === undefined) return null;
  return findInnovation(tx, employee.id, period.id, settings.timeZone);
}
