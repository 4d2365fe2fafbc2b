import { z } from 'zod';
import { refuse, say } from '../../i18n/words.ts';
import { findCurrentAppraisal } from '../../storage/appraisal.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, noArgs, numberArg, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { allowed } from '../core/permit.ts';
import { agreeToTime, cancelMeeting, signMeeting } from './answer-meeting.ts';
import { sidesOf } from './meeting-sides.ts';
import { meetingStaffView } from './meeting-staff-view.ts';
import { meetingView } from './meeting-view.ts';
import { meetingsView } from './meetings-view.ts';
import { againSubject, newSubject, proposeTimes } from './propose-times.ts';
import { writeRecord } from './write-record.ts';

const open = defineAction('meeting.open', z.tuple([numberArg]), async (scene, [id]) => {
  const sides = await sidesOf(scene, id, false);
  if ('why' in sides) return tell(sides.why);
  await audit(scene, 'dialogue-seen', { employeeId: sides.dialogue.employee.id, detail: { dialogueId: id } });
  return show(meetingView.of({ id }));
});

const openStaff = defineAction('meeting.staff', z.tuple([numberArg]), async (_scene, [page]) =>
  show(meetingStaffView.of({ page })),
);

const begin = defineAction('meeting.new', z.tuple([numberArg]), (scene, [appraisalId]) =>
  startConversation(scene, proposeTimes, newSubject(appraisalId), { afresh: true }),
);

const beginOwn = defineAction('meeting.own', noArgs, async (scene) => {
  const { employee } = scene.actor;
  if (!employee) return tell(refuse('join-first'));
  const appraisal = await findCurrentAppraisal(scene.tx, employee.id);
  if (!appraisal) return tell(refuse('no-period'));
  if (!appraisal.supervisor) return tell(say('meeting.no-partner'));
  return startConversation(scene, proposeTimes, newSubject(appraisal.id), { afresh: true });
});

const otherTimes = defineAction('meeting.times', z.tuple([numberArg]), (scene, [id]) =>
  startConversation(scene, proposeTimes, againSubject(id), { afresh: true }),
);

const agree = defineAction('meeting.agree', z.tuple([numberArg, numberArg]), (scene, [id, minutes]) =>
  agreeToTime(scene, id, minutes),
);

const cancel = defineAction('meeting.cancel', z.tuple([numberArg]), (scene, [id]) => cancelMeeting(scene, id));

const record = defineAction('meeting.record', z.tuple([numberArg]), async (scene, [id]) => {
  const sides = await sidesOf(scene, id, false);
  if ('why' in sides) return tell(sides.why);
  const text = sides.dialogue.record;
  return startConversation(scene, writeRecord, String(id), { answers: text === null ? {} : { text }, afresh: true });
});

const sign = defineAction('meeting.sign', z.tuple([numberArg, numberArg]), (scene, [id, print]) =>
  signMeeting(scene, id, print),
);

/** Dialog kinerja: the talk between supervisor and employee, with a time both agreed on and a record both signed. */
export const dialogueMeeting: Feature = {
  commands: [
    {
      name: 'dialog',
      description: 'command.dialog',
      menu: 'menu.dialog',
      allows: (actor) => actor.employee !== null || allowed('view-dialogue-counts')(actor),
      run: async () => show(meetingsView.of({})),
    },
  ],
  actions: [open, openStaff, begin, beginOwn, otherTimes, agree, cancel, record, sign],
  views: [meetingsView, meetingView, meetingStaffView],
  conversations: [proposeTimes, writeRecord],
};
