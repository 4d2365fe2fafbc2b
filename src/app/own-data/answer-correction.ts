import { z } from 'zod';
import { writeTextFlow, writtenText } from '../../dialogue/flows/write-text.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import {
  type CorrectionRow,
  findCorrection,
  lockCorrection,
  settleCorrection,
} from '../../storage/correction-request.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, show } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { tellEmployee } from '../period/tell-employee.ts';
import { correctionData } from './correction-data.ts';
import { correctionListView } from './correction-views.ts';

export const verdictSchema = z.enum(['done', 'declined']);
const subjectSchema = z.tuple([z.coerce.number().int(), verdictSchema]);

/** HR's answer to a correction request, once, told to whoever asked. The subject is the request's id and the verdict, as in `7:done`. */
export const answerCorrectionKind: ConversationKind = {
  flow: 'correction-answer',
  open: async (scene, subject) => {
    const [id, verdict] = subjectSchema.parse(subject.split(':'));
    const request = await findCorrection(scene.tx, id);
    const why = whyNot(scene, request);
    if (why || !request) return { ok: false, why: why ?? refuse('correction-gone') };
    const flow = writeTextFlow({
      id: 'correction-answer',
      question: [
        say('correction.quote', { name: request.employee.name, text: request.text }),
        '',
        say(`correction.ask-${verdict}`),
      ],
      least: 5,
      most: 1000,
      leave: { label: say('own.leave'), data: correctionData.show(id) },
    });
    return { ok: true, flow, heading: [] };
  },
  finish: async (scene, subject, answers) => {
    const [id, verdict] = subjectSchema.parse(subject.split(':'));
    const request = await lockCorrection(scene.tx, id);
    const why = whyNot(scene, request);
    if (why || !request) return { kind: 'refused', why: why ?? refuse('correction-gone') };
    const answer = writtenText(answers);
    await settleCorrection(scene.tx, id, { state: verdict, answer, settledAt: scene.now });
    await audit(scene, 'correction-settled', {
      employeeId: request.employee.id,
      detail: { requestId: id, state: verdict },
    });
    await tellEmployee(scene, request.employee.id, {
      screen: {
        lines: [
          say(`correction.notice-${verdict}`),
          '',
          say('correction.yours', { text: request.text }),
          '',
          say('correction.answer', { answer: { html: answer } }),
        ],
        buttons: [[{ label: say('menu.dataku'), data: commandData('dataku') }]],
      },
      dedupeKey: `correction:${id}:answer`,
    });
    return { kind: 'done', outcome: show(correctionListView.of({ page: 0 }), say('correction.settled')) };
  },
};

function whyNot({ actor }: Scene, request: CorrectionRow | null): Words | null {
  const forbidden = refusalFor(actor, 'settle-corrections');
  if (forbidden) return forbidden;
  if (!request) return refuse('correction-gone');
  return request.state === 'open' ? null : refuse('correction-settled');
}
