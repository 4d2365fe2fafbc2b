import { z } from 'zod';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { cancelDelegation, findDelegation } from '../../storage/delegation.ts';
import { todayFor } from '../appraisal/today-for.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { tell } from '../core/notice-view.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { allDelegationsView, listAll } from './all-delegations.ts';
import { delegationRefusal } from './delegation-refusal.ts';
import { delegationsView, stateOf } from './delegations-view.ts';
import { setDelegation } from './set-delegation.ts';
import { keysAhead, tellCancelled } from './tell-delegation.ts';

const begin = defineAction('delegate.new', z.tuple([numberArg]), async (scene, [fromId]) =>
  startConversation(scene, setDelegation, String(fromId), { afresh: true }),
);

/** HR looks at one supervisor's delegations. */
const look = defineAction(
  'delegate.show',
  z.tuple([numberArg]),
  pressFor('manage-delegations', async (scene, [employeeId]) => {
    await audit(scene, 'delegations-seen', { employeeId });
    return show(delegationsView.of({ employeeId }));
  }),
);

const cancel = defineAction('delegate.cancel', z.tuple([numberArg]), async (scene, [id]): Promise<Outcome> => {
  const delegation = await findDelegation(scene.tx, id);
  const forbidden = delegationRefusal(scene, delegation?.from.id);
  if (forbidden || !delegation) return tell(forbidden ?? refuse('supervisors-only'));
  const view = delegationsView.of({ employeeId: delegation.from.id });
  if (stateOf(delegation, await todayFor(scene, delegation.from.unitId)) === 'past')
    return show(view, say('delegation.over-already'));
  if (!(await cancelDelegation(scene.tx, id, scene.now, keysAhead(id)))) return show(view);
  await audit(scene, 'delegation-cancelled', { employeeId: delegation.from.id, detail: { delegationId: id } });
  await tellCancelled(scene, delegation);
  return show(view, say('delegation.cancelled', { delegate: delegation.to.name }));
});

/** Delegasi (/delegasi): who assesses in a supervisor's stead, from a day to a day. */
export const delegation: Feature = {
  commands: [
    {
      name: 'delegasi',
      description: 'command.delegasi',
      menu: 'menu.delegasi',
      allows: allowed('delegate'),
      run: async ({ actor }) =>
        actor.employee === null
          ? tell(refuse('supervisors-only'))
          : show(delegationsView.of({ employeeId: actor.employee.id })),
    },
  ],
  actions: [begin, look, listAll, cancel],
  views: [delegationsView, allDelegationsView],
  conversations: [setDelegation],
  status,
};

/** For whom the person assesses today. */
async function status({ actor }: Scene): Promise<readonly Words[]> {
  const names = actor.standIn.supervisors.map(({ name }) => name);
  return names.length === 0 ? [] : [say('delegation.status', { names: { list: names, by: ', ' } })];
}
