import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import { listObjectionTasks } from '../../storage/objection.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { tell } from '../core/notice-view.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { decideObjectionKind } from './decide-objection.ts';
import { findHearerKind, foundHearersView, lookAtObjectionKind, nameHearer } from './hr-objection.ts';
import { openCase } from './objection-case.ts';
import { objectionListView, objectionsView } from './objection-list-view.ts';
import { objectionResultView } from './objection-result-view.ts';
import { objectionView } from './objection-view.ts';
import { raiseObjectionKind } from './raise-objection.ts';
import { showBacking, showObjectionFile } from './show-objection-file.ts';
import { stateOnObjectionKind } from './state-on-objection.ts';

const one = z.tuple([numberArg]);
const two = z.tuple([numberArg, numberArg]);

/** Keberatan: /keberatan, from the objection to the final decision (PP 30/2019 art. 59). */
export const objection: Feature = {
  commands: [
    {
      name: 'keberatan',
      description: 'command.keberatan',
      menu: 'menu.keberatan',
      allows: (actor) => actor.employee !== null || allowed('view-objections')(actor),
      run: async () => show(objectionsView.of({})),
    },
  ],
  actions: [
    defineAction('objection.raise', one, (scene, [id]) => startConversation(scene, raiseObjectionKind, String(id))),
    defineAction('objection.open', one, (scene, [id]) => openObjection(scene, id)),
    defineAction('objection.state', one, (scene, [id]) => startConversation(scene, stateOnObjectionKind, String(id))),
    defineAction('objection.decide', one, (scene, [id]) => startConversation(scene, decideObjectionKind, String(id))),
    defineAction('objection.result', one, (scene, [id]) => openResult(scene, id, 'answers')),
    defineAction('objection.explain', one, (scene, [id]) => openResult(scene, id, 'explanation')),
    defineAction('objection.file', two, (scene, [id, index]) => showObjectionFile(scene, id, index)),
    defineAction('objection.backing', two, (scene, [id, evidenceId]) => showBacking(scene, id, evidenceId)),
    defineAction(
      'objection.list',
      one,
      pressFor('view-objections', async (_scene, [page]: readonly [number]) => show(objectionListView.of({ page }))),
    ),
    defineAction('objection.look', one, (scene, [id]) =>
      startConversation(scene, lookAtObjectionKind, String(id), { afresh: true }),
    ),
    defineAction('objection.find', one, (scene, [id]) =>
      startConversation(scene, findHearerKind, String(id), { afresh: true }),
    ),
    defineAction(
      'objection.name',
      two,
      pressFor('name-hearer', (scene, [id, employeeId]: readonly [number, number]) =>
        nameHearer(scene, id, employeeId),
      ),
    ),
  ],
  views: [objectionsView, objectionListView, objectionView, objectionResultView, foundHearersView],
  conversations: [raiseObjectionKind, stateOnObjectionKind, decideObjectionKind, lookAtObjectionKind, findHearerKind],
  status,
};

/** Opens a case for one of those it concerns; a look at somebody else's goes on the audit trail. */
async function openObjection(scene: Scene, id: number): Promise<Outcome> {
  const opened = await openCase(scene, id);
  if ('why' in opened) return tell(opened.why);
  if (opened.as !== 'subject')
    await audit(scene, 'objection-seen', {
      employeeId: opened.appraisal.employee.id,
      detail: { objectionId: id, as: opened.as },
    });
  return show(objectionView.of({ id, reason: null }));
}

async function openResult(scene: Scene, id: number, part: 'answers' | 'explanation'): Promise<Outcome> {
  const opened = await openCase(scene, id);
  if ('why' in opened) return tell(opened.why);
  if (opened.as === 'hearer')
    await audit(scene, 'objection-result-seen', {
      employeeId: opened.appraisal.employee.id,
      detail: { objectionId: id, part },
    });
  return show(objectionResultView.of({ id, part }));
}

/** What waits for the person, as a line in the menu. */
async function status(scene: Scene): Promise<readonly Words[]> {
  const { employee } = scene.actor;
  if (!employee) return [];
  const { toHear, toState } = await listObjectionTasks(scene.tx, employee.id);
  return [
    ...(toHear.length > 0 ? [say('objection.to-hear', { count: toHear.length })] : []),
    ...(toState.length > 0 ? [say('objection.to-answer', { count: toState.length })] : []),
  ];
}
