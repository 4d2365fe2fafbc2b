import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import type { DialogueParty } from '../../storage/performance-dialogue.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { meetingData } from './meeting-data.ts';
import { type Sides, sidesOf } from './meeting-sides.ts';

/** One performance dialogue as it stands, with what the person at hand can do next; times in the zone of their own unit. */
export const meetingView = defineView(
  'meeting',
  z.object({ id: z.number().int() }),
  async (scene: Scene, { id }): Promise<Screen> => {
    const sides = await sidesOf(scene, id, false);
    if ('why' in sides) return { lines: [sides.why], buttons: [[menuButton]] };
    const { dialogue, me, other } = sides;
    const zone = await zoneOf(scene, me.unitId);
    const { lines, buttons } = standing(scene, sides, zone);
    return {
      lines: [
        say('meeting.heading'),
        say('meeting.with', { other: other.name, period: dialogue.period }),
        '',
        ...lines,
      ],
      buttons: [...buttons, [{ label: say('meeting.back'), data: commandData('dialog') }, menuButton]],
      protect: dialogue.record !== null,
    };
  },
);

interface Standing {
  readonly lines: readonly Words[];
  readonly buttons: readonly (readonly ScreenButton[])[];
}

function standing(scene: Scene, sides: Sides, zone: string): Standing {
  const { dialogue, me, other } = sides;
  const show = (time: Date) => ({ at: time.toISOString(), zone });
  const otherTimes = [{ label: say('meeting.other-times'), data: meetingData.times(dialogue.id) }];
  const cancel = [{ label: say('meeting.cancel'), data: meetingData.cancel(dialogue.id) }];
  switch (dialogue.state) {
    case 'proposed': {
      const mine = dialogue.proposedBy === me.id;
      const coming = dialogue.proposed.filter((time) => time > scene.now);
      return {
        lines: [
          say(mine ? 'meeting.proposed-by-you' : 'meeting.proposed-by-other', { other: other.name }),
          ...dialogue.proposed.map((time) => say('meeting.time', { at: show(time) })),
        ],
        buttons: [
          ...(mine
            ? []
            : coming.map((time) => [
                { label: say('meeting.agree', { at: show(time) }), data: meetingData.agree(dialogue.id, time) },
              ])),
          otherTimes,
          cancel,
        ],
      };
    }
    case 'agreed': {
      if (!dialogue.meetsAt) return { lines: [], buttons: [otherTimes, cancel] };
      const met = dialogue.meetsAt <= scene.now;
      return {
        lines: [say('meeting.agreed', { at: show(dialogue.meetsAt) }), say('meeting.record-later')],
        buttons: [
          ...(met ? [[{ label: say('meeting.write-record'), data: meetingData.record(dialogue.id) }]] : []),
          otherTimes,
          cancel,
        ],
      };
    }
    case 'recorded':
    case 'signed':
      return recorded(sides, show);
    case 'cancelled':
      return { lines: [say('meeting.was-cancelled')], buttons: [] };
    default:
      return dialogue.state satisfies never;
  }
}

function recorded({ dialogue, me }: Sides, show: (time: Date) => Words): Standing {
  const record = dialogue.record ?? '';
  const signature = (party: DialogueParty, at: Date | null) =>
    at === null
      ? say('meeting.unsigned-by', { name: party.name })
      : say('meeting.signed-by', { name: party.name, at: show(at) });
  const mine = me.id === dialogue.supervisor.id ? dialogue.supervisorSignedAt : dialogue.employeeSignedAt;
  const open = dialogue.state === 'recorded';
  return {
    lines: [
      ...(dialogue.meetsAt ? [say('meeting.agreed', { at: show(dialogue.meetsAt) }), ''] : []),
      say('meeting.record', { text: { html: record } }),
      '',
      signature(dialogue.supervisor, dialogue.supervisorSignedAt),
      signature(dialogue.employee, dialogue.employeeSignedAt),
      ...(open ? ['', say('meeting.change-resets')] : []),
    ],
    buttons: open
      ? [
          ...(mine === null ? [[{ label: say('meeting.sign'), data: meetingData.sign(dialogue.id, record) }]] : []),
          [{ label: say('meeting.change-record'), data: meetingData.record(dialogue.id) }],
        ]
      : [],
  };
}
