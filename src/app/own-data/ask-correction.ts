import { correctionFlow, correctionText } from '../../dialogue/flows/correction.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findHrChats } from '../../storage/account.ts';
import { countCorrectionsSince, insertCorrection } from '../../storage/correction-request.ts';
import { enqueue } from '../../storage/outbox.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Scene } from '../core/scene.ts';
import { correctionData } from './correction-data.ts';
import { ownDataView } from './own-data-view.ts';

const mostADay = 5;

/** Minta perbaikan data: the request goes on HR's list, and everybody of HR is told that it is there. */
export const askCorrectionKind: ConversationKind = { flow: 'correction', open, finish };

async function open(scene: Scene): Promise<OpenedConversation> {
  const why = await check(scene);
  if (why) return { ok: false, why };
  const leave = { label: say('own.leave'), data: commandData('dataku') };
  return { ok: true, flow: correctionFlow(leave), heading: [] };
}

async function finish(scene: Scene, _subject: string, answers: Answers): Promise<Finished> {
  const why = await check(scene);
  const { employee } = scene.actor;
  if (why || !employee) return { kind: 'refused', why: why ?? refuse('join-first') };
  const text = correctionText(answers);
  const id = await insertCorrection(scene.tx, { employeeId: employee.id, text, at: scene.now });
  await audit(scene, 'correction-asked', { employeeId: employee.id, detail: { requestId: id } });
  await tellHr(scene, id, employee.name);
  return { kind: 'done', outcome: show(ownDataView.of({}), say('own.correction-thanks')) };
}

async function tellHr({ tx, settings, now }: Scene, id: number, name: string): Promise<void> {
  const screen = {
    lines: [say('correction.notice-hr', { name })],
    buttons: [[{ label: say('correction.read'), data: correctionData.show(id) }]],
  };
  const chats = await findHrChats(tx, settings.hrTelegramIds);
  await enqueue(
    tx,
    chats.map(({ telegramId, locale }) => ({
      chatId: telegramId,
      kind: 'notice',
      message: renderNotice(screen, locale ?? settings.locale),
      mustArrive: true,
      dedupeKey: `correction:${id}:hr:${telegramId}`,
      dueAt: now,
    })),
  );
}

async function check({ tx, actor, now }: Scene): Promise<Words | null> {
  const forbidden = refusalFor(actor, 'ask-correction');
  if (forbidden || !actor.employee) return forbidden;
  const asked = await countCorrectionsSince(tx, actor.employee.id, new Date(now.getTime() - 86_400_000));
  return asked < mostADay ? null : refuse('corrections-enough', { most: mostADay });
}
