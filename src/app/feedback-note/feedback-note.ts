import { z } from 'zod';
import { refuse, say } from '../../i18n/words.ts';
import { findWriterToThank } from '../../storage/feedback-note.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, noArgs, numberArg, type Outcome, show } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import { tell } from '../core/notice-view.ts';
import { allowed, refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { tellEmployee } from '../period/tell-employee.ts';
import { notesView } from './notes-view.ts';
import { receivedView } from './received-view.ts';
import { sentView } from './sent-view.ts';
import { writeNote } from './write-note.ts';

const openReceived = defineAction('note.received', z.tuple([numberArg]), async (scene, [page]) => {
  await audit(scene, 'feedback-read');
  return show(receivedView.of({ page }));
});

const openSent = defineAction('note.sent', z.tuple([numberArg]), async (_scene, [page]) => show(sentView.of({ page })));

const startNote = defineAction('note.write', noArgs, (scene) =>
  startConversation(scene, writeNote, '', { afresh: true }),
);

const thank = defineAction('note.thank', z.tuple([z.uuid()]), performThank, { toasts: true });

/** Umpan balik: praise or advice at any time, to staff, colleagues and one's own supervisor. */
export const feedbackNote: Feature = {
  commands: [
    {
      name: 'umpanbalik',
      description: 'command.umpanbalik',
      menu: 'menu.umpanbalik',
      allows: allowed('give-feedback'),
      run: async () => show(notesView.of({})),
    },
  ],
  actions: [openReceived, openSent, startNote, thank],
  views: [notesView, receivedView, sentView],
  conversations: [writeNote],
};

/** Thanks reach the writer, whoever that is; one press for each note, and the receiver learns nothing by it. */
async function performThank(scene: Scene, [token]: [string]): Promise<Outcome> {
  const refusal = refusalFor(scene.actor, 'give-feedback');
  const { employee } = scene.actor;
  if (refusal || !employee) return tell(refusal ?? refuse('join-first'));
  const writerId = await findWriterToThank(scene.tx, token, employee.id);
  if (writerId === null) return { kind: 'toast', words: say('note.gone'), clear: false };
  await tellEmployee(scene, writerId, {
    screen: {
      lines: [say('note.thanks', { name: employee.name })],
      buttons: [[{ label: say('note.back'), data: commandData('umpanbalik') }]],
    },
    dedupeKey: `feedback-thanks:${token}`,
  });
  await audit(scene, 'feedback-thanked');
  return { kind: 'toast', words: say('note.thanked'), clear: false };
}
