import { refuse, type Words } from '../../i18n/words.ts';
import {
  type DialogueParty,
  type DialogueRow,
  findDialogue,
  lockDialogue,
} from '../../storage/performance-dialogue.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import { refusalAbout } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { tellEmployee } from '../period/tell-employee.ts';

/** A dialogue as the person at hand stands in it. */
export interface Sides {
  readonly dialogue: DialogueRow;
  readonly me: DialogueParty;
  readonly other: DialogueParty;
}

/** The dialogue for one of its two sides; everybody else is refused. `locked` for whoever is about to change it. */
export async function sidesOf(scene: Scene, id: number, locked: boolean): Promise<Sides | { readonly why: Words }> {
  const dialogue = await (locked ? lockDialogue : findDialogue)(scene.tx, id);
  if (!dialogue) return { why: refuse('not-your-dialogue') };
  const { employee, supervisor } = dialogue;
  const forbidden = refusalAbout(scene.actor, 'hold-dialogue', { id: employee.id, raterId: supervisor.id });
  if (forbidden) return { why: forbidden };
  return scene.actor.employee?.id === employee.id
    ? { dialogue, me: employee, other: supervisor }
    : { dialogue, me: supervisor, other: employee };
}

/** Tells the other side, with times in the zone of their own unit. */
export async function tellOther(
  scene: Scene,
  { dialogue, other }: Sides,
  what: string,
  screenFor: (zone: string) => Screen,
): Promise<void> {
  await tellEmployee(scene, other.id, {
    screen: screenFor(await zoneOf(scene, other.unitId)),
    dedupeKey: `dialogue:${dialogue.id}:${what}:${other.id}:${scene.now.getTime()}`,
  });
}
