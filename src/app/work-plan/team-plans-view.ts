import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { planStatesOf } from '../../storage/work-plan.ts';
import { defineAction, defineView, numberArg, show } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { listTeamStandings } from '../review/team-standing.ts';
import { planData } from './plan-data.ts';

const perPage = 8;

/** The supervisor's people with where each one's work plan stands; who waits for an answer comes first. */
export const teamPlansView = defineView('team-plans', z.object({ page: z.number().int().nonnegative() }), renderTeam);

export const openTeamPlans = defineAction('plan.team', z.tuple([numberArg]), async (_scene, [page]) =>
  show(teamPlansView.of({ page })),
);

async function renderTeam(scene: Scene, { page }: { readonly page: number }): Promise<Screen> {
  const back = [{ label: say('menu.tim'), data: commandData('tim') }, menuButton];
  const members = (await listTeamStandings(scene)).flatMap((team) => team.members);
  if (members.length === 0) return { lines: [say('team.none')], buttons: [[menuButton]] };
  const states = await planStatesOf(
    scene.tx,
    members.map(({ appraisalId }) => appraisalId),
  );
  const people = members.map((member) => ({ ...member, state: states.get(member.appraisalId) ?? ('none' as const) }));
  const sorted = people.toSorted((a, b) => Number(b.state === 'proposed') - Number(a.state === 'proposed'));
  const last = Math.ceil(sorted.length / perPage) - 1;
  const at = Math.min(page, last);
  const shown = sorted.slice(at * perPage, (at + 1) * perPage);
  return {
    lines: [
      say('plan.team-heading', { waiting: people.filter(({ state }) => state === 'proposed').length }),
      '',
      ...shown.map(({ name, state }) => say(`plan.team-${state}`, { employee: name })),
    ],
    buttons: [
      ...shown.map(({ appraisalId, name }) => [
        { label: say('plan.look-one', { employee: name }), data: planData.person(appraisalId) },
      ]),
      ...(last > 0
        ? [
            [
              ...(at > 0 ? [{ label: say('page.previous'), data: planData.team(at - 1) }] : []),
              ...(at < last ? [{ label: say('page.next'), data: planData.team(at + 1) }] : []),
            ],
          ]
        : []),
      back,
    ],
  };
}
