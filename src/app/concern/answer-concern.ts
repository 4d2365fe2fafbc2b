import { writeTextFlow, writtenText } from '../../dialogue/flows/write-text.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findAnswerChat, findConcern, lockConcern, saveAnswer, saveFaqQuestion } from '../../storage/concern.ts';
import { enqueue } from '../../storage/outbox.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, show } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Scene } from '../core/scene.ts';
import { concernData } from './concern-data.ts';
import { concernView } from './concern-views.ts';

/** HR's answer, once; it goes to whoever asked. The subject is the concern's id. */
export const answerConcernKind: ConversationKind = {
  flow: 'concern-answer',
  open: async (scene, subject) => {
    const concern = await findConcern(scene.tx, Number(subject));
    const why = refusalFor(scene.actor, 'answer-concerns') ?? unanswerable(concern?.answeredAt);
    if (why || !concern) return { ok: false, why: why ?? refuse('concern-gone') };
    const flow = writeTextFlow({
      id: 'concern-answer',
      question: [say('concern.text', { text: { html: concern.text } }), '', say('concern.ask-answer')],
      least: 5,
      most: 1500,
      leave: { label: say('concern.to-list'), data: concernData.list(0) },
    });
    return { ok: true, flow, heading: [] };
  },
  finish: async (scene, subject, answers) => {
    const id = Number(subject);
    const concern = await lockConcern(scene.tx, id);
    const why = refusalFor(scene.actor, 'answer-concerns') ?? unanswerable(concern?.answeredAt);
    if (why || !concern) return { kind: 'refused', why: why ?? refuse('concern-gone') };
    const answer = writtenText(answers);
    await saveAnswer(scene.tx, id, answer, scene.now);
    await audit(scene, 'concern-answered', { detail: { concernId: id } });
    await deliver(scene, id, concern.text, answer);
    return { kind: 'done', outcome: show(concernView.of({ id }), say('concern.answered')) };
  },
};

/** HR's own wording of the question for the FAQ; the answer is the one given. The subject is the concern's id. */
export const publishConcernKind: ConversationKind = {
  flow: 'concern-publish',
  open: async (scene, subject) => {
    const concern = await findConcern(scene.tx, Number(subject));
    const why = refusalFor(scene.actor, 'answer-concerns');
    if (why || !concern?.answer) return { ok: false, why: why ?? refuse('concern-gone') };
    const flow = writeTextFlow({
      id: 'concern-publish',
      question: [
        say('concern.text', { text: { html: concern.text } }),
        say('concern.answer', { answer: { html: concern.answer } }),
        '',
        say('concern.ask-question'),
      ],
      least: 5,
      most: 300,
      leave: { label: say('concern.to-list'), data: concernData.list(0) },
    });
    return { ok: true, flow, heading: [] };
  },
  finish: async (scene, subject, answers) => {
    const id = Number(subject);
    const concern = await lockConcern(scene.tx, id);
    const why = refusalFor(scene.actor, 'answer-concerns');
    if (why || !concern?.answer) return { kind: 'refused', why: why ?? refuse('concern-gone') };
    await saveFaqQuestion(scene.tx, id, writtenText(answers));
    await audit(scene, 'faq-published', { detail: { concernId: id } });
    return { kind: 'done', outcome: show(concernView.of({ id }), say('concern.published')) };
  },
};

/** Takes an entry out of the FAQ again. */
export async function unpublish(scene: Scene, id: number): Promise<void> {
  await saveFaqQuestion(scene.tx, id, null);
  await audit(scene, 'faq-withdrawn', { detail: { concernId: id } });
}

function unanswerable(answeredAt: Date | null | undefined): Words | null {
  if (answeredAt === undefined) return refuse('concern-gone');
  return answeredAt === null ? null : refuse('concern-answered');
}

/** HR is never told whether it arrived: for an anonymous one that, too, would say something about a person. */
async function deliver({ tx, settings, now }: Scene, id: number, text: string, answer: string): Promise<void> {
  const chat = await findAnswerChat(tx, id);
  if (!chat) return;
  const screen = {
    lines: [
      say('concern.notice-answer'),
      '',
      say('concern.text', { text: { html: text } }),
      '',
      say('concern.answer', { answer: { html: answer } }),
    ],
    buttons: [[{ label: say('concern.again'), data: commandData('aspirasi') }]],
  };
  await enqueue(tx, [
    {
      chatId: chat.telegramId,
      kind: 'notice',
      message: renderNotice(screen, chat.locale ?? settings.locale),
      mustArrive: true,
      dedupeKey: `concern:${id}:answer`,
      dueAt: now,
    },
  ]);
}
