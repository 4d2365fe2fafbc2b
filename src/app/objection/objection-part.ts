import { say, type Words } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { findObjectionAgainst } from '../../storage/objection.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import type { Scene } from '../core/scene.ts';
import type { ScreenButton } from '../core/screen.ts';
import { objectionData } from './objection-data.ts';
import { objectionTime } from './objection-time.ts';
import { decisionWords, historyWords } from './objection-words.ts';

/** What a result says about the employee's objection to it: until when one may be raised, or what became of it. */
export interface ObjectionPart {
  readonly lines: readonly Words[];
  readonly buttons: readonly (readonly ScreenButton[])[];
  /** The predicate was changed, so the supervisor's reason for the former one is no longer its reason. */
  readonly changed: boolean;
}

export async function objectionPart(scene: Scene, appraisal: AppraisalRow): Promise<ObjectionPart> {
  const objection = await findObjectionAgainst(scene.tx, appraisal.id);
  if (objection) {
    const zone = await zoneOf(scene, appraisal.employee.unitId);
    return {
      lines: ['', say('objection.on-result'), ...historyWords(objection, zone), ...decisionWords(objection)],
      buttons: [[{ label: say('objection.see-own'), data: objectionData.open(objection.id) }]],
      changed: objection.state === 'changed',
    };
  }
  if (appraisal.releasedAt === null) return nothing;
  const { until, running } = await objectionTime(scene, appraisal, appraisal.releasedAt);
  if (!running) return nothing;
  return {
    lines: ['', say('objection.possible', { date: { date: until } })],
    buttons: [[{ label: say('objection.raise'), data: objectionData.raise(appraisal.id) }]],
    changed: false,
  };
}

const nothing: ObjectionPart = { lines: [], buttons: [], changed: false };
