import { z } from 'zod';
import {
  citizenComment,
  citizenCommentFlow,
  citizenLevel,
  citizenRatingFlow,
  mostCitizenComment,
} from '../../dialogue/flows/citizen-rating.ts';
import type { Answers } from '../../dialogue/step.ts';
import { needsReading } from '../../domain/citizen-comment.ts';
import { plainText } from '../../i18n/plain-text.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { addComment, hasSameComment, insertRating, mayComment } from '../../storage/citizen-rating.ts';
import { findUnitByCode } from '../../storage/citizen-unit.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import {
  type ConversationKind,
  defineAction,
  type Finished,
  type OpenedConversation,
  type Outcome,
  show,
} from '../core/feature.ts';
import type { Scene } from '../core/scene.ts';
import { checkCitizen, citizenScale, findRater } from './check-citizen.ts';
import { citizenData } from './citizen-data.ts';
import { codeOfPayload, serviceCodeArg } from './service-code.ts';
import { serviceNoticeView, serviceView } from './service-view.ts';

/** The number, one tap. The subject is the code: posters that were replaced end the conversation too. It counts at once, so a citizen whose link drops now has rated. */
export const rateServiceKind: ConversationKind = { flow: 'citizen-rating', open: openRating, finish: finishRating };

/** Words for the unit, afterwards; may be left out. */
export const commentServiceKind: ConversationKind = {
  flow: 'citizen-comment',
  open: openComment,
  finish: finishComment,
};

/** The button under a unit's figure. */
export const rateAction = defineAction('service.rate', z.tuple([serviceCodeArg]), (scene, [code]) => rate(scene, code));

/** `/start u_<code>`, from anybody: a citizen, an employee, HR. */
export function openService(scene: Scene, payload: string): Promise<Outcome> {
  const code = codeOfPayload(payload);
  return code === null ? Promise.resolve(show(serviceNoticeView.of({}))) : rate(scene, code);
}

async function rate(scene: Scene, code: string): Promise<Outcome> {
  if ((await findUnitByCode(scene.tx, code)) === null) return show(serviceNoticeView.of({}));
  const checked = await checkCitizen(scene, code);
  return 'why' in checked
    ? show(serviceView.of({ code }), checked.why)
    : startConversation(scene, rateServiceKind, code, { afresh: true });
}

async function openRating(scene: Scene, code: string): Promise<OpenedConversation> {
  const checked = await checkCitizen(scene, code);
  if ('why' in checked) return { ok: false, why: checked.why };
  const levels = await citizenScale(scene);
  if (levels === null) return { ok: false, why: refuse('service-closed') };
  const look = { label: say('citizen.look'), data: citizenData.look(code) };
  return { ok: true, flow: citizenRatingFlow({ unit: checked.unit.name, levels, look }), heading: [] };
}

async function finishRating(scene: Scene, code: string, answers: Answers): Promise<Finished> {
  const checked = await checkCitizen(scene, code);
  if ('why' in checked) return { kind: 'done', outcome: show(serviceView.of({ code }), checked.why) };
  const level = citizenLevel((await citizenScale(scene)) ?? [], answers);
  if (level === null) return { kind: 'refused', why: say('dialogue.choose-button') };
  const { unit, day, visitor } = checked;
  const kept = await insertRating(scene.tx, { unitId: unit.id, level, day, visitor, at: scene.now });
  return {
    kind: 'done',
    outcome: kept
      ? await startConversation(scene, commentServiceKind, code, { afresh: true })
      : show(serviceView.of({ code }), say('citizen.already', { unit: unit.name })),
  };
}

async function openComment(scene: Scene, code: string): Promise<OpenedConversation> {
  const checked = await findRater(scene, code);
  if ('why' in checked) return { ok: false, why: checked.why };
  const { unit, day, visitor } = checked;
  if (!(await mayComment(scene.tx, { unitId: unit.id, day, visitor })))
    return { ok: false, why: say('citizen.comment-late') };
  const lines: Words[] = [say('citizen.kept'), '', say('citizen.ask-comment', { most: mostCitizenComment })];
  return { ok: true, flow: citizenCommentFlow(lines), heading: [] };
}

async function finishComment(scene: Scene, code: string, answers: Answers): Promise<Finished> {
  const html = citizenComment(answers);
  if (html === null) return { kind: 'done', outcome: show(serviceView.of({ code }), say('citizen.thanks')) };
  const checked = await findRater(scene, code);
  if ('why' in checked) return { kind: 'refused', why: checked.why };
  const { unit, day, visitor } = checked;
  const { abusiveWords } = scene.settings;
  const held =
    needsReading(plainText(html), abusiveWords) ||
    needsReading(html, abusiveWords) ||
    (await hasSameComment(scene.tx, unit.id, html));
  const state = held ? 'held' : 'shown';
  const added = await addComment(scene.tx, { unitId: unit.id, day, visitor }, { html, state });
  const note = added ? say(held ? 'citizen.thanks-held' : 'citizen.thanks-comment') : say('citizen.comment-late');
  return { kind: 'done', outcome: show(serviceView.of({ code }), note) };
}
