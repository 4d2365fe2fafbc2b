import { z } from 'zod';
import { refuse, say } from '../../i18n/words.ts';
import { listDialogueStaff } from '../../storage/performance-dialogue.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { meetingData } from './meeting-data.ts';

const perPage = 8;

/** With whom a supervisor can propose a dialogue: those they assess in a period that is not released. */
export const meetingStaffView = defineView(
  'meeting-staff',
  z.object({ page: z.number().int().nonnegative() }),
  async ({ tx, actor }: Scene, { page }): Promise<Screen> => {
    if (!actor.employee) return { lines: [refuse('join-first')], buttons: [[menuButton]] };
    const { staff, total } = await listDialogueStaff(tx, actor.employee.id, { skip: page * perPage, take: perPage });
    return {
      lines: [say(total === 0 ? 'meeting.no-staff' : 'meeting.choose-staff')],
      buttons: [
        ...staff.map(({ appraisalId, name, period }) => [
          { label: say('meeting.open', { other: name, period }), data: meetingData.begin(appraisalId) },
        ]),
        ...pageRow({ page, size: perPage, total, data: meetingData.staff }),
        [{ label: say('meeting.back'), data: commandData('dialog') }, menuButton],
      ],
    };
  },
);
