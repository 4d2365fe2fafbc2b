import { concernFlow, isAnonymous } from '../../dialogue/flows/concern.ts';
import { writtenText } from '../../dialogue/flows/write-text.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { recordAudit } from '../../storage/audit.ts';
import { countConcernsSince, insertConcern } from '../../storage/concern.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { tellHr } from '../people/tell-hr.ts';
import { concernData } from './concern-data.ts';
import { concernsView } from './concern-views.ts';

const mostADay = 10;

/** A worry or question for HR. */
export const sendConcernKind: ConversationKind = { flow: 'concern', open, finish };

async function open(scene: Scene): Promise<OpenedConversation> {
  const why = await check(scene);
  if (why) return { ok: false, why };
  const leave = { label: say('concern.leave'), data: commandData('aspirasi') };
  return { ok: true, flow: concernFlow(leave), heading: [] };
}

async function finish(scene: Scene, _subject: string, answers: Answers): Promise<Finished> {
  const why = await check(scene);
  if (why) return { kind: 'refused', why };
  const { actor, now, tx } = scene;
  const anonymous = isAnonymous(answers);
  const id = await insertConcern(tx, { telegramId: actor.telegramId, anonymous, text: writtenText(answers), at: now });
  await noteSending(scene, id, anonymous);
  const notice = {
    lines: [say('concern.notice-hr')],
    buttons: [[{ label: say('concern.read'), data: concernData.show(id) }]],
  };
  // Everybody of HR is told, also when the sender is one of them: a notice that is missing would say who it was.
  await tellHr(scene, notice, { key: `concern:${id}:hr` });
  return { kind: 'done', outcome: show(concernsView.of({}), say('concern.thanks')) };
}

async function check({ tx, actor, now }: Scene): Promise<Words | null> {
  const forbidden = refusalFor(actor, 'send-concern');
  if (forbidden) return forbidden;
  const sent = await countConcernsSince(tx, actor.telegramId, new Date(now.getTime() - 86_400_000));
  return sent < mostADay ? null : refuse('concerns-enough', { most: mostADay });
}

/** An anonymous one is on the trail without its sender, and without its number: nothing there leads to a person. */
async function noteSending(scene: Scene, id: number, anonymous: boolean): Promise<void> {
  if (!anonymous) return audit(scene, 'concern-sent', { detail: { concernId: id } });
  await recordAudit(scene.tx, {
    at: scene.now,
    actorTelegramId: null,
    actorEmployeeId: null,
    action: 'concern-sent',
    subjectEmployeeId: null,
    detail: {},
  });
}
