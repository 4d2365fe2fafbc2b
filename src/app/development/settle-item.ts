import { z } from 'zod';
import { developmentSettleFlow, settleNoteOf } from '../../dialogue/flows/development-settle.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type DevelopmentItemRow, lockDevelopmentItem, settleDevelopmentItem } from '../../storage/development.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { refusalAbout } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { tellEmployee } from '../period/tell-employee.ts';
import { developmentData } from './development-data.ts';
import { developmentPlanView } from './plan-view.ts';

/** Follow-up of an item, by the employee or their supervisor; whoever is first settles it. The subject is `<item>:met` or `<item>:not-met`. */
export const settleItem: ConversationKind = { flow: 'development-settle', open, finish };

export const howSchema = z.enum(['met', 'not-met']);

async function open(scene: Scene, subject: string): Promise<OpenedConversation> {
  const about = await aboutOf(scene, subject);
  if ('why' in about) return { ok: false, why: about.why };
  const { item, how } = about;
  return {
    ok: true,
    heading: [say('develop.item-heading', { employee: item.employee.name, text: { html: item.text } })],
    flow: developmentSettleFlow(how, { label: say('develop.leave'), data: developmentData.item(item.id) }),
  };
}

async function finish(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const about = await aboutOf(scene, subject);
  if ('why' in about) return { kind: 'refused', why: about.why };
  await settle(scene, about.item, about.how, settleNoteOf(answers));
  return {
    kind: 'done',
    outcome: show(developmentPlanView.of({ employeeId: about.item.employee.id }), say('develop.was-settled')),
  };
}

/** Takes an open item out of the plan; it stays in the history. */
export async function cancelItem(scene: Scene, itemId: number): Promise<Outcome> {
  const item = await openItem(scene, itemId);
  if ('why' in item) return tell(item.why);
  await settle(scene, item, 'cancelled', null);
  return show(developmentPlanView.of({ employeeId: item.employee.id }), say('develop.cancelled'));
}

async function settle(
  scene: Scene,
  item: DevelopmentItemRow,
  state: 'met' | 'not-met' | 'cancelled',
  followUp: string | null,
): Promise<void> {
  await settleDevelopmentItem(scene.tx, item.id, { state, followUp, now: scene.now });
  await audit(scene, 'development-settled', { employeeId: item.employee.id, detail: { itemId: item.id, state } });
  const actor = scene.actor.employee;
  const other = actor?.id === item.employee.id ? item.employee.supervisorId : item.employee.id;
  if (!actor || other === null) return;
  await tellEmployee(scene, other, {
    screen: {
      lines: [
        say('develop.told-settled', {
          person: actor.name,
          employee: item.employee.name,
          text: { html: item.text },
          state: say(`develop.state.${state}`),
        }),
      ],
      buttons: [[{ label: say('develop.see-plan'), data: developmentData.plan(item.employee.id) }]],
    },
    dedupeKey: `development-settled:${item.id}`,
  });
}

async function aboutOf(
  scene: Scene,
  subject: string,
): Promise<{ readonly item: DevelopmentItemRow; readonly how: 'met' | 'not-met' } | { readonly why: Words }> {
  const [id, how] = subject.split(':');
  const item = await openItem(scene, Number(id));
  return 'why' in item ? item : { item, how: howSchema.parse(how) };
}

async function openItem(scene: Scene, itemId: number): Promise<DevelopmentItemRow | { readonly why: Words }> {
  const item = await lockDevelopmentItem(scene.tx, itemId);
  if (!item) return { why: refuse('not-your-plan') };
  const forbidden = refusalAbout(scene.actor, 'settle-development', item.employee);
  if (forbidden) return { why: forbidden };
  return item.state === 'planned' ? item : { why: say('develop.not-open') };
}
