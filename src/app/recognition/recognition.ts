import { z } from 'zod';
import { recognitionStateSchema } from '../../domain/recognition.ts';
import { say, type Words } from '../../i18n/words.ts';
import { countAwaitingConsent, countProposed } from '../../storage/recognition.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, noArgs, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { tell } from '../core/notice-view.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { announceRecognition } from './announce-recognition.ts';
import { answerConsent, withdraw } from './answer-consent.ts';
import { decideRecognitionKind } from './decide-recognition.ts';
import { nominateFor, nominateKind } from './nominate.ts';
import { openCase } from './recognition-case.ts';
import { recognitionListView, recognitionsView } from './recognition-list-view.ts';
import { recognitionView } from './recognition-view.ts';
import { showRecognitionFile } from './show-recognition-file.ts';

const one = z.tuple([numberArg]);
const two = z.tuple([numberArg, numberArg]);

/** Penghargaan dan inovasi: /penghargaan, from the nomination over HR's decision to the announcement, which stands on consent. Nothing here ranks anybody. */
export const recognition: Feature = {
  commands: [
    {
      name: 'penghargaan',
      description: 'command.penghargaan',
      menu: 'menu.penghargaan',
      allows: (actor) => allowed('nominate')(actor) || allowed('view-recognitions')(actor),
      run: async () => show(recognitionsView.of({ page: 0 })),
    },
  ],
  actions: [
    defineAction('recog.home', one, async (_scene, [page]) => show(recognitionsView.of({ page }))),
    defineAction(
      'recog.list',
      z.tuple([recognitionStateSchema, numberArg]),
      pressFor('view-recognitions', async (_scene, [state, page]) => show(recognitionListView.of({ state, page }))),
    ),
    defineAction('recog.open', one, (scene, [id]) => openRecognition(scene, id)),
    defineAction('recog.new', noArgs, (scene) => startConversation(scene, nominateKind, '', { afresh: true })),
    defineAction('recog.for', one, (scene, [appraisalId]) => nominateFor(scene, appraisalId)),
    defineAction('recog.withdraw', one, (scene, [id]) => withdraw(scene, id)),
    defineAction('recog.decide', one, (scene, [id]) =>
      startConversation(scene, decideRecognitionKind, String(id), { afresh: true }),
    ),
    defineAction('recog.consent', z.tuple([numberArg, z.enum(['given', 'refused'])]), (scene, [id, answer]) =>
      answerConsent(scene, id, answer),
    ),
    defineAction('recog.file', two, (scene, [id, index]) => showRecognitionFile(scene, id, index)),
    defineAction('recog.announce', one, (scene, [id]) => announceRecognition(scene, id)),
  ],
  views: [recognitionsView, recognitionListView, recognitionView],
  conversations: [nominateKind, decideRecognitionKind],
  status,
};

/** Opens one for those it concerns; HR's look goes on the audit trail. */
async function openRecognition(scene: Scene, id: number): Promise<Outcome> {
  const opened = await openCase(scene, id);
  if ('why' in opened) return tell(opened.why);
  if (opened.as === 'hr')
    await audit(scene, 'recognition-seen', {
      employeeId: opened.recognition.employee.id,
      detail: { recognitionId: id },
    });
  return show(recognitionView.of({ id }));
}

/** What waits for the person, as a line in the menu. */
async function status(scene: Scene): Promise<readonly Words[]> {
  const { employee } = scene.actor;
  const asked = employee ? await countAwaitingConsent(scene.tx, employee.id) : 0;
  const proposed = allowed('view-recognitions')(scene.actor) ? await countProposed(scene.tx) : 0;
  return [
    ...(asked > 0 ? [say('recognition.to-answer', { count: asked })] : []),
    ...(proposed > 0 ? [say('recognition.to-decide', { count: proposed })] : []),
  ];
}
