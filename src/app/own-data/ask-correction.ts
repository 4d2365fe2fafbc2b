import { correctionFlow, correctionText } from '../../dialogue/flows/correction.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findHrChats } from '../../storage/account.ts';
import { countActsSince } from '../../storage/audit-trail.ts';
import { enqueue } from '../../storage/outbox.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Scene } from '../core/scene.ts';
import { personAction } from '../people/person-view.ts';
import { ownDataView } from './own-data-view.ts';

const mostADay = 5;

/** Minta perbaikan data: the request goes to everybody of HR with the way to the person's card, and stays on the audit trail. */
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
  await audit(scene, 'correction-asked', { employeeId: employee.id, detail: { reason: text } });
  const screen = {
    lines: [say('own.notice-correction', { name: employee.name, nip: employee.nip, text })],
    buttons: [[{ label: say('own.open-card'), data: personAction.data(employee.id) }]],
  };
  const chats = await findHrChats(scene.tx, scene.settings.hrTelegramIds);
  await enqueue(
    scene.tx,
    chats.map(({ telegramId, locale }) => ({
      chatId: telegramId,
      kind: 'notice',
      message: renderNotice(screen, locale ?? scene.settings.locale),
      mustArrive: true,
      dedupeKey: `correction:${employee.id}:${scene.now.toISOString()}:${telegramId}`,
      dueAt: scene.now,
    })),
  );
  return { kind: 'done', outcome: show(ownDataView.of({}), say('own.correction-thanks')) };
}

async function check({ tx, actor, now }: Scene): Promise<Words | null> {
  const forbidden = refusalFor(actor, 'ask-correction');
  if (forbidden) return forbidden;
  const since = new Date(now.getTime() - 86_400_000);
  const asked = await countActsSince(tx, actor.telegramId, 'correction-asked', since);
  return asked < mostADay ? null : refuse('corrections-enough', { most: mostADay });
}
