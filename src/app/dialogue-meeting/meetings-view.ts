import { z } from 'zod';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { countDialogues, type DialogueRow, listDialogues } from '../../storage/performance-dialogue.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { meetingData } from './meeting-data.ts';

/** The dialogues of the person at hand, on either side, and the way to propose another; for HR the numbers, never a person. */
export const meetingsView = defineView('meetings', z.object({}), async (scene: Scene): Promise<Screen> => {
  const { actor } = scene;
  const counts = allowed('view-dialogue-counts')(actor)
    ? ['', say('meeting.counts', await countDialogues(scene.tx))]
    : [];
  if (!actor.employee)
    return {
      lines: counts.length > 0 ? [say('meeting.heading'), ...counts] : [refuse('join-first')],
      buttons: [[menuButton]],
    };
  const me = actor.employee.id;
  const dialogues = await listDialogues(scene.tx, me);
  const zone = await zoneOf(scene, actor.employee.unitId);
  return {
    lines: [
      say('meeting.heading'),
      '',
      say('meeting.intro'),
      '',
      ...(dialogues.length === 0
        ? [say('meeting.none')]
        : dialogues.map((dialogue) =>
            say('meeting.line', {
              other: otherOf(dialogue, me),
              period: dialogue.period,
              state: stateWords(dialogue, zone),
            }),
          )),
      ...counts,
    ],
    buttons: [
      ...dialogues.slice(0, 6).map((dialogue) => [
        {
          label: say('meeting.open', { other: otherOf(dialogue, me), period: dialogue.period }),
          data: meetingData.open(dialogue.id),
        },
      ]),
      [{ label: say('meeting.new-own'), data: meetingData.beginOwn() }],
      ...(actor.isSupervisor ? [[{ label: say('meeting.new-staff'), data: meetingData.staff(0) }]] : []),
      [menuButton],
    ],
  };
});

function otherOf({ employee, supervisor }: DialogueRow, me: number): string {
  return employee.id === me ? supervisor.name : employee.name;
}

function stateWords({ state, meetsAt }: DialogueRow, zone: string): Words {
  if (state !== 'agreed') return say(`meeting.state.${state}`);
  return say('meeting.state.agreed', { at: meetsAt ? { at: meetsAt.toISOString(), zone } : '–' });
}
