import { z } from 'zod';
import { refuse } from '../../i18n/words.ts';
import { findEmployee } from '../../storage/employee.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, numberArg, type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { allowed, refusalAbout } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { addItem, ownSubject, suggestedSubject } from './add-item.ts';
import { developmentCountsView } from './counts-view.ts';
import { developmentItemView } from './item-view.ts';
import { developmentPlanView } from './plan-view.ts';
import { cancelItem, howSchema, settleItem } from './settle-item.ts';
import { suggestionsView } from './suggestions-view.ts';
import { teamPlansView } from './team-plans-view.ts';

const openPlan = defineAction('develop.plan', z.tuple([numberArg]), (scene, [employeeId]) => look(scene, employeeId));

const openItem = defineAction('develop.item', z.tuple([numberArg]), async (_scene, [itemId]) =>
  show(developmentItemView.of({ itemId })),
);

const add = defineAction('develop.add', z.tuple([numberArg]), (scene, [employeeId]) =>
  startConversation(scene, addItem, ownSubject(employeeId), { afresh: true }),
);

const openSuggestions = defineAction('develop.from', z.tuple([numberArg]), async (_scene, [appraisalId]) =>
  show(suggestionsView.of({ appraisalId })),
);

const take = defineAction('develop.take', z.tuple([numberArg, numberArg]), (scene, [appraisalId, index]) =>
  startConversation(scene, addItem, suggestedSubject(appraisalId, index), { afresh: true }),
);

const settle = defineAction('develop.settle', z.tuple([numberArg, howSchema]), (scene, [itemId, how]) =>
  startConversation(scene, settleItem, `${itemId}:${how}`, { afresh: true }),
);

const cancel = defineAction('develop.cancel', z.tuple([numberArg]), (scene, [itemId]) => cancelItem(scene, itemId));

const openTeam = defineAction('develop.team', z.tuple([numberArg]), async (_scene, [page]) =>
  show(teamPlansView.of({ page })),
);

const openCounts = defineAction('develop.counts', z.tuple([numberArg]), async (_scene, [page]) =>
  show(developmentCountsView.of({ page })),
);

/** Rencana pengembangan: own plan, the plans of one's staff, and numbers by unit for HR. */
export const development: Feature = {
  commands: [
    {
      name: 'pengembangan',
      description: 'command.pengembangan',
      menu: 'menu.pengembangan',
      allows: (actor) => actor.employee !== null || allowed('view-development-counts')(actor),
      run: async (scene) =>
        scene.actor.employee ? look(scene, scene.actor.employee.id) : show(developmentCountsView.of({ page: 0 })),
    },
  ],
  actions: [openPlan, openItem, add, openSuggestions, take, settle, cancel, openTeam, openCounts],
  views: [developmentPlanView, developmentItemView, suggestionsView, teamPlansView, developmentCountsView],
  conversations: [addItem, settleItem],
};

/** Opens a plan; a supervisor's look is put on the audit trail. */
async function look(scene: Scene, employeeId: number): Promise<Outcome> {
  const person = await findEmployee(scene.tx, employeeId);
  const forbidden = person ? refusalAbout(scene.actor, 'view-development', person) : refuse('not-your-plan');
  if (forbidden) return tell(forbidden);
  if (scene.actor.employee?.id !== employeeId) await audit(scene, 'development-seen', { employeeId });
  return show(developmentPlanView.of({ employeeId }));
}
