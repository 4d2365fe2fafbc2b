import { decideRecognitionFlow, recognitionVerdict } from '../../dialogue/flows/decide-recognition.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import {
  findRecognition,
  lockRecognition,
  type RecognitionRow,
  saveRecognitionDecision,
} from '../../storage/recognition.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { refusalAbout } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { countInnovation } from './count-innovation.ts';
import { partiesOf } from './recognition-case.ts';
import { recognitionData } from './recognition-data.ts';
import { recognitionView, recognitionWords } from './recognition-view.ts';
import { tellNominator, tellNominee } from './tell-of-recognition.ts';

/** HR accepts or declines a nomination; the subject is its id. Nobody decides about themselves or on their own proposal. */
export const decideRecognitionKind: ConversationKind = { flow: 'recognition-decide', open, finish };

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const recognition = await findRecognition(scene.tx, Number(subject));
  const why = whyNot(scene, recognition);
  if (why !== null || !recognition) return { ok: false, why: why ?? refuse('recognition-gone') };
  const leave = { label: say('recognition.back'), data: recognitionData.open(recognition.id) };
  return { ok: true, heading: [], flow: decideRecognitionFlow({ heading: recognitionWords(recognition), leave }) };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const recognition = await lockRecognition(scene.tx, Number(subject));
  const why = whyNot(scene, recognition);
  if (why !== null || !recognition) return { kind: 'refused', why: why ?? refuse('recognition-gone') };
  const verdict = recognitionVerdict(answers);
  if (verdict === null) return { kind: 'refused', why: say('recognition.incomplete') };
  const { id, kind, title, employee, nominator } = recognition;
  await saveRecognitionDecision(scene.tx, id, { ...verdict, decidedAt: scene.now });
  await audit(scene, 'recognition-decided', {
    employeeId: employee.id,
    detail: { recognitionId: id, accepted: verdict.state === 'accepted' },
  });
  if (verdict.state === 'accepted' && kind === 'innovation') await countInnovation(scene, id, title);
  // One message is enough for whoever registered something of their own.
  if (verdict.state === 'declined' || nominator.id !== employee.id) await tellNominator(scene, recognition, verdict);
  const told = verdict.state === 'accepted' && (await tellNominee(scene, recognition, verdict.decisionReason));
  const note = verdict.state === 'declined' ? 'recognition.was-declined' : 'recognition.was-accepted';
  return {
    kind: 'done',
    outcome: show(
      recognitionView.of({ id }),
      verdict.state === 'accepted' && !told ? say('recognition.was-accepted-untold') : say(note),
    ),
  };
}

function whyNot(scene: Scene, recognition: RecognitionRow | null): Words | null {
  if (!recognition) return refuse('recognition-gone');
  const forbidden = refusalAbout(scene.actor, 'decide-recognition', partiesOf(recognition));
  return forbidden ?? (recognition.state === 'proposed' ? null : say('recognition.decided-before'));
}
