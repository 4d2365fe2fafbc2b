import { writeTextFlow, writtenText } from '../../dialogue/flows/write-text.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { countCorrectionsSince, insertCorrection } from '../../storage/correction-request.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { tellHr } from '../people/tell-hr.ts';
import { correctionData } from './correction-data.ts';
import { ownDataView } from './own-data-view.ts';

const mostADay = 5;

/** Minta perbaikan data: the request goes on HR's list, and everybody of HR is told that it is there. */
export const askCorrectionKind: ConversationKind = { flow: 'correction', open, finish };

async function open(scene: Scene): Promise<OpenedConversation> {
  const why = await check(scene);
  if (why) return { ok: false, why };
  const flow = writeTextFlow({
    id: 'correction',
    question: [say('own.ask-correction')],
    plain: true,
    least: 10,
    most: 500,
    leave: { label: say('own.leave'), data: commandData('dataku') },
  });
  return { ok: true, flow, heading: [] };
}

async function finish(scene: Scene, _subject: string, answers: Answers): Promise<Finished> {
  const why = await check(scene);
  const { employee } = scene.actor;
  if (why || !employee) return { kind: 'refused', why: why ?? refuse('join-first') };
  const text = writtenText(answers);
  const id = await insertCorrection(scene.tx, { employeeId: employee.id, text, at: scene.now });
  await audit(scene, 'correction-asked', { employeeId: employee.id, detail: { requestId: id } });
  const notice = {
    lines: [say('correction.notice-hr', { name: employee.name })],
    buttons: [[{ label: say('correction.read'), data: correctionData.show(id) }]],
  };
  await tellHr(scene, notice, { key: `correction:${id}:hr` });
  return { kind: 'done', outcome: show(ownDataView.of({}), say('own.correction-thanks')) };
}

async function check({ tx, actor, now }: Scene): Promise<Words | null> {
  const forbidden = refusalFor(actor, 'ask-correction');
  if (forbidden || !actor.employee) return forbidden;
  const asked = await countCorrectionsSince(tx, actor.employee.id, new Date(now.getTime() - 86_400_000));
  return asked < mostADay ? null : refuse('corrections-enough', { most: mostADay });
}
