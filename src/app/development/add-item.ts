import { type DevelopmentItemBasis, developmentItemFlow, itemOf } from '../../dialogue/flows/development-item.ts';
import type { Answers } from '../../dialogue/step.ts';
import { mostPlanned } from '../../domain/development.ts';
import { translate } from '../../i18n/translate.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { countPlanned, createDevelopmentItem, listPlannedIndicators } from '../../storage/development.ts';
import { type EmployeeRow, findEmployee } from '../../storage/employee.ts';
import { todayFor } from '../appraisal/today-for.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { refusalAbout } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { tellEmployee } from '../period/tell-employee.ts';
import { developmentData } from './development-data.ts';
import { developmentPlanView } from './plan-view.ts';
import { findSuggestionsFrom } from './suggestions.ts';

/** Putting an item into a plan. The subject is `e:<employee>` for an item of one's own words, `s:<appraisal>:<index>` for a suggested step. */
export const addItem: ConversationKind = { flow: 'development-item', open, finish };

export function ownSubject(employeeId: number): string {
  return `e:${employeeId}`;
}

export function suggestedSubject(appraisalId: number, index: number): string {
  return `s:${appraisalId}:${index}`;
}

interface About {
  readonly person: EmployeeRow;
  readonly given: DevelopmentItemBasis['given'];
  readonly appraisalId: number | null;
  readonly indicatorId: string | null;
}

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const about = await aboutOf(scene, subject);
  if ('why' in about) return { ok: false, why: about.why };
  return {
    ok: true,
    heading: headingOf(scene, about),
    flow: developmentItemFlow({
      given: about.given,
      today: await todayFor(scene, about.person.unitId),
      leave: { label: say('develop.leave'), data: developmentData.plan(about.person.id) },
    }),
  };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const about = await aboutOf(scene, subject);
  if ('why' in about) return { kind: 'refused', why: about.why };
  const { person, given, appraisalId, indicatorId } = about;
  const item = itemOf(answers, given);
  if (!item) return { kind: 'refused', why: say('develop.incomplete') };
  const id = await createDevelopmentItem(scene.tx, {
    employeeId: person.id,
    appraisalId,
    indicatorId,
    ...item,
    now: scene.now,
  });
  await audit(scene, 'development-planned', { employeeId: person.id, detail: { itemId: id, kind: item.kind } });
  const { employee } = scene.actor;
  if (employee && employee.id !== person.id) {
    await tellEmployee(scene, person.id, {
      screen: {
        lines: [
          say('develop.told-added', {
            supervisor: employee.name,
            text: { html: item.text },
            kind: say(`growth.${item.kind}`),
            date: { date: item.dueOn },
          }),
        ],
        buttons: [[{ label: say('develop.see-plan'), data: developmentData.plan(person.id) }]],
      },
      dedupeKey: `development-added:${id}`,
    });
  }
  return { kind: 'done', outcome: show(developmentPlanView.of({ employeeId: person.id }), say('develop.added')) };
}

/** Whose plan, and which step; or why not. Asked before every turn, so rights and room are checked each time. */
async function aboutOf(scene: Scene, subject: string): Promise<About | { readonly why: Words }> {
  const [kind, first, second] = subject.split(':');
  const personId = kind === 'e' ? Number(first) : (scene.actor.employee?.id ?? 0);
  const person = await findEmployee(scene.tx, personId);
  if (!person) return { why: refuse('not-your-plan') };
  const forbidden = refusalAbout(scene.actor, 'plan-development', person);
  if (forbidden) return { why: forbidden };
  if ((await countPlanned(scene.tx, person.id)) >= mostPlanned)
    return { why: say('develop.full', { most: mostPlanned }) };
  if (kind === 'e') return { person, given: null, appraisalId: null, indicatorId: null };
  const appraisalId = Number(first);
  const step = (await findSuggestionsFrom(scene, appraisalId))?.steps[Number(second)];
  if (!step) return { why: say('develop.suggestions-none') };
  const taken = await listPlannedIndicators(scene.tx, person.id, appraisalId);
  if (taken.has(step.indicator)) return { why: say('develop.already') };
  const html = translate(scene.actor.locale, step.step.text);
  return { person, given: { kind: step.step.kind, html }, appraisalId, indicatorId: step.indicator };
}

function headingOf({ actor }: Scene, { person }: About): readonly Words[] {
  return actor.employee?.id === person.id
    ? [say('develop.heading-own')]
    : [say('develop.heading-staff', { employee: person.name })];
}
