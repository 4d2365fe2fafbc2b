import { z } from 'zod';
import type { CalendarDate } from '../../domain/calendar.ts';
import { say, type Words } from '../../i18n/words.ts';
import { type DelegationRow, listDelegations } from '../../storage/delegation.ts';
import { findEmployee } from '../../storage/employee.ts';
import { todayFor } from '../appraisal/today-for.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { delegationData } from './delegation-data.ts';
import { delegationRefusal } from './delegation-refusal.ts';

/** What a supervisor handed over and was handed: present, coming and past. For themselves, and for HR. */
export const delegationsView = defineView('delegations', z.object({ employeeId: z.number().int() }), render);

async function render(scene: Scene, { employeeId }: { readonly employeeId: number }): Promise<Screen> {
  const own = scene.actor.employee?.id === employeeId;
  const forbidden = delegationRefusal(scene, employeeId);
  const employee = await findEmployee(scene.tx, employeeId);
  if (forbidden || !employee) return { lines: [forbidden ?? say('person.unknown')], buttons: [[menuButton]] };
  const delegations = await listDelegations(scene.tx, employeeId);
  const lines: Words[] = [];
  const cancels: ScreenButton[] = [];
  for (const each of delegations) {
    const state = stateOf(each, await todayFor(scene, each.from.unitId));
    const given = each.from.id === employeeId;
    const other = given ? each.to.name : each.from.name;
    lines.push(
      say(given ? 'delegation.line-given' : 'delegation.line-taken', {
        other,
        from: { date: each.startsOn },
        to: { date: each.endsOn },
        state: say(`delegation.state-${state}`),
      }),
    );
    if (given && (state === 'now' || state === 'coming'))
      cancels.push({ label: say('delegation.cancel', { delegate: other }), data: delegationData.cancel(each.id) });
  }
  return {
    lines: [
      say('delegation.heading'),
      own ? say('delegation.hint') : say('delegation.of', { supervisor: employee.name }),
      ...(lines.length === 0 ? ['', say('delegation.none')] : ['', ...lines]),
    ],
    buttons: [
      [{ label: say('delegation.new'), data: delegationData.begin(employeeId) }],
      ...cancels.map((button) => [button]),
      ...(own ? [] : [[{ label: say('delegation.to-person'), data: `person:${employeeId}` }]]),
      [menuButton],
    ],
  };
}

/** How a delegation stands to a day of its supervisor's calendar. */
export function stateOf({ startsOn, endsOn, cancelledAt }: DelegationRow, today: CalendarDate) {
  if (cancelledAt) return 'cancelled' as const;
  if (endsOn < today) return 'past' as const;
  return startsOn <= today ? ('now' as const) : ('coming' as const);
}
