import {
  type NomineeRelation,
  nominateFlow,
  nominationOf,
  nomineeOf,
  nomineeRelationOf,
  nomineeStepId,
} from '../../dialogue/flows/nominate.ts';
import type { Answers } from '../../dialogue/step.ts';
import { show as showExact } from '../../domain/exact.ts';
import { translate } from '../../i18n/translate.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal, findCurrentAppraisal } from '../../storage/appraisal.ts';
import { findConversationAbout } from '../../storage/conversation.ts';
import { findReceiver, searchReceivers } from '../../storage/feedback-note.ts';
import { countNominatedSince, createRecognition } from '../../storage/recognition.ts';
import { midnightFor } from '../appraisal/midnight-for.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, type Outcome, show } from '../core/feature.ts';
import { foundPeople } from '../core/found-people.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { recognitionData } from './recognition-data.ts';
import { recognitionView } from './recognition-view.ts';
import { tellHrOfRecognition } from './tell-of-recognition.ts';

/** Nominations one person may send in a day of their own zone. */
const mostADay = 10;

/** Nominating somebody, or registering an own innovation. The subject is empty, or the appraisal whose targets were beaten. */
export const nominateKind: ConversationKind = { flow: 'nominate', open, finish };

/** Begins a nomination for somebody whose work plan was beaten, with words that are there already. */
export async function nominateFor(scene: Scene, appraisalId: number): Promise<Outcome> {
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  const write = (words: Words) => translate(scene.actor.locale, words);
  const percent = appraisal && planPercentOf(appraisal);
  const answers = percent && {
    title: write(say('recognition.ready-title', { period: appraisal.period.name })),
    reason: write(say('recognition.ready-reason', { percent: { decimal: percent }, period: appraisal.period.name })),
  };
  return startConversation(scene, nominateKind, String(appraisalId), { afresh: true, ...(answers && { answers }) });
}

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const checked = await check(scene, subject);
  if ('why' in checked) return { ok: false, why: checked.why };
  const { employee, given } = checked;
  const draft = await findConversationAbout(scene.tx, scene.actor.telegramId, nominateKind.flow, subject);
  const { stepId = 'relation', answers = {} } = draft?.progress ?? {};
  const relation = nomineeRelationOf(answers);
  return {
    ok: true,
    heading: [say('recognition.nominate-heading')],
    flow: nominateFlow({
      relations: given === null ? await relationsOf(scene, employee.id) : [],
      people:
        stepId === nomineeStepId && relation !== null && relation !== 'self'
          ? await foundPeople(nomineeStepId, answers, (at) =>
              searchReceivers(scene.tx, employee.id, relation, { ...at, joined: false }),
            )
          : { items: [], total: 0 },
      given,
      leave: { label: say('recognition.leave'), data: recognitionData.home(0) },
    }),
  };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const checked = await check(scene, subject);
  if ('why' in checked) return { kind: 'refused', why: checked.why };
  const { employee, given, appraisal } = checked;
  const nomination = nominationOf(answers, given);
  const nomineeId = given?.id ?? (await chosenNominee(scene, employee.id, answers));
  if (nomineeId === null) return { kind: 'refused', why: say('recognition.not-them') };
  if (nomination === null) return { kind: 'refused', why: say('recognition.incomplete') };
  const period = (appraisal ?? (await findCurrentAppraisal(scene.tx, nomineeId)))?.period ?? null;
  const id = await createRecognition(scene.tx, {
    employeeId: nomineeId,
    nominatedBy: employee.id,
    periodId: period?.id ?? null,
    ...nomination,
    createdAt: scene.now,
  });
  await audit(scene, 'recognition-proposed', {
    employeeId: nomineeId,
    detail: { recognitionId: id, kind: nomination.kind },
  });
  await tellHrOfRecognition(scene, { id, words: say(`recognition.notice-${nomination.kind}`), key: 'proposed' });
  return { kind: 'done', outcome: show(recognitionView.of({ id }), say('recognition.sent')) };
}

type Checked =
  | {
      readonly employee: NonNullable<Scene['actor']['employee']>;
      readonly given: { readonly id: number; readonly name: string } | null;
      readonly appraisal: AppraisalRow | null;
    }
  | { readonly why: Words };

async function check(scene: Scene, subject: string): Promise<Checked> {
  const { employee } = scene.actor;
  const refusal = refusalFor(scene.actor, 'nominate');
  if (refusal || !employee) return { why: refusal ?? refuse('join-first') };
  const today = await midnightFor(scene, employee.unitId);
  if ((await countNominatedSince(scene.tx, employee.id, today)) >= mostADay)
    return { why: say('recognition.limit', { most: mostADay }) };
  if (subject === '') return { employee, given: null, appraisal: null };
  const appraisal = await findAppraisal(scene.tx, Number(subject));
  if (!appraisal) return { why: refuse('not-your-staff') };
  const forbidden = refusalFor(scene.actor, 'view-appraisal-as-supervisor', appraisal);
  return forbidden ? { why: forbidden } : { employee, given: appraisal.employee, appraisal };
}

/** The person chosen, as long as they stand to the nominator as was said; null otherwise. */
async function chosenNominee(scene: Scene, employeeId: number, answers: Answers): Promise<number | null> {
  const relation = nomineeRelationOf(answers);
  if (relation === 'self') return employeeId;
  const chosen = nomineeOf(answers);
  const found = chosen && (await findReceiver(scene.tx, employeeId, chosen.id, false));
  return found?.relation === relation ? found.id : null;
}

async function relationsOf(scene: Scene, employeeId: number): Promise<readonly NomineeRelation[]> {
  const found: NomineeRelation[] = [];
  for (const relation of ['staff', 'peer'] as const) {
    const { total } = await searchReceivers(scene.tx, employeeId, relation, {
      text: '',
      skip: 0,
      take: 1,
      joined: false,
    });
    if (total > 0) found.push(relation);
  }
  return [...found, 'self'];
}

/** The plan's achievement in percent with two decimals; null where the score has none. */
function planPercentOf({ score }: AppraisalRow): string | null {
  const percent = score?.indicators.find((indicator) => indicator.planPercent !== null)?.planPercent ?? null;
  return percent === null ? null : showExact(percent);
}
