import { z } from 'zod';
import { addDays } from '../../domain/calendar.ts';
import { say, type Words } from '../../i18n/words.ts';
import { listAllDelegations } from '../../storage/delegation.ts';
import { todayFor } from '../appraisal/today-for.ts';
import { audit } from '../core/audit.ts';
import { defineAction, defineView, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor, screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { officeToday } from '../core/office-today.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { delegationData } from './delegation-data.ts';
import { stateOf } from './delegations-view.ts';

const perPage = 6;
const argsSchema = z.object({ page: z.number().int().nonnegative() });

/** Who stands in for whom, now and soon, for HR: what is over or was cancelled is on each supervisor's own list. */
export const allDelegationsView = defineView('delegations-all', argsSchema, screenFor('manage-delegations', renderAll));

export const listAll = defineAction(
  'delegate.list',
  z.tuple([numberArg]),
  pressFor('manage-delegations', (scene, [page]: readonly [number]) => openAllDelegations(scene, page)),
);

/** Shows one page of it; the look is noted. */
export async function openAllDelegations(scene: Scene, page: number): Promise<Outcome> {
  await audit(scene, 'delegations-seen', { detail: { page } });
  return show(allDelegationsView.of({ page }));
}

async function renderAll(scene: Scene, { page }: z.output<typeof argsSchema>): Promise<Screen> {
  // The day of the west: nothing is left out that still counts in one of the zones.
  const day = addDays(officeToday(scene), -1);
  const { total, delegations } = await listAllDelegations(scene.tx, day, { page, size: perPage });
  const lines: Words[] = [];
  for (const each of delegations)
    lines.push(
      say('delegation.line-all', {
        supervisor: each.from.name,
        delegate: each.to.name,
        from: { date: each.startsOn },
        to: { date: each.endsOn },
        state: say(`delegation.state-${stateOf(each, await todayFor(scene, each.from.unitId))}`),
      }),
    );
  return {
    lines: [say('delegation.all-heading'), '', ...(total === 0 ? [say('delegation.all-none')] : lines)],
    buttons: [
      ...delegations.map(({ from }) => [{ label: from.name, data: delegationData.show(from.id) }]),
      ...pageRow({ page, size: perPage, total, data: delegationData.list }),
      [{ label: say('menu.pegawai'), data: commandData('pegawai') }, menuButton],
    ],
  };
}
