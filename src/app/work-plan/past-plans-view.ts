import { z } from 'zod';
import { refuse, say } from '../../i18n/words.ts';
import { listPastPlans } from '../../storage/work-plan.ts';
import { defineAction, defineView, numberArg, show } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { planData } from './plan-data.ts';

const perPage = 6;
const argsSchema = z.object({ page: z.number().int().nonnegative() });

/** The own plans of periods that are over, each to be read with its reports. */
export const pastPlansView = defineView('past-plans', argsSchema, renderPast);

export const openPastPlans = defineAction('plan.past', z.tuple([numberArg]), async (_scene, [page]) =>
  show(pastPlansView.of({ page })),
);

/** The way there; no row for who has none. `but`: the plan that is on the screen already. */
export async function pastPlansButtons(scene: Scene, but: number): Promise<readonly (readonly ScreenButton[])[]> {
  const { employee } = scene.actor;
  if (!employee) return [];
  const { plans } = await listPastPlans(scene.tx, employee.id, { page: 0, size: 2 });
  return plans.some(({ appraisalId }) => appraisalId !== but)
    ? [[{ label: say('plan.past'), data: planData.past(0) }]]
    : [];
}

async function renderPast({ tx, actor }: Scene, { page }: z.output<typeof argsSchema>): Promise<Screen> {
  if (!actor.employee) return { lines: [refuse('join-first')], buttons: [[menuButton]] };
  const { total, plans } = await listPastPlans(tx, actor.employee.id, { page, size: perPage });
  return {
    lines: [say('plan.past-heading'), '', say(total === 0 ? 'plan.past-none' : 'plan.past-choose')],
    buttons: [
      ...plans.map(({ appraisalId, period }) => [{ label: period, data: planData.own(appraisalId) }]),
      ...pageRow({ page, size: perPage, total, data: planData.past }),
      [{ label: say('menu.rencana'), data: commandData('rencana') }, menuButton],
    ],
  };
}
