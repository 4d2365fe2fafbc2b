import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import type { ToConfirm } from '../../storage/proposal.ts';
import { defineAction, defineView, numberArg, show } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { awardOffers } from '../recognition/award-offers.ts';
import { planData } from '../work-plan/plan-data.ts';
import { ownToConfirm } from './own-to-confirm.ts';
import { confirmAgainData, openReviewData } from './review-data.ts';
import { listTeamStandings, type Standing, type TeamStanding } from './team-standing.ts';

/** Employees on one page of the list. */
const perPage = 8;

/** Everybody the supervisor assesses: who is due, in progress, waiting and done. The ones to act on come first. */
export const teamView = defineView('team', z.object({ page: z.number().int().nonnegative() }), renderTeam);

export const openTeam = defineAction('team.page', z.tuple([numberArg]), async (_scene, [page]) =>
  show(teamView.of({ page })),
);

const order: readonly Standing[] = ['under-way', 'due', 'waiting', 'done'];

async function renderTeam(scene: Scene, { page }: { readonly page: number }): Promise<Screen> {
  const teams = await listTeamStandings(scene);
  const again = await ownToConfirm(scene);
  const offers = await awardOffers(scene);
  const people = teams.flatMap(({ period, members }) => members.map((member) => ({ ...member, period })));
  if (people.length === 0) {
    const lines = again.length === 0 ? [say('team.none')] : againWords(again);
    return {
      lines: [...lines, ...offers.lines],
      buttons: [...again.map(againButton), ...offers.buttons, [menuButton]],
    };
  }
  const sorted = [...people].sort((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing));
  const pages = Math.ceil(sorted.length / perPage);
  const shown = sorted.slice(Math.min(page, pages - 1) * perPage, (Math.min(page, pages - 1) + 1) * perPage);
  const count = (standing: Standing) => people.filter((person) => person.standing === standing).length;
  return {
    lines: [
      say('team.heading', { periods: { list: teams.map(({ period }) => period), by: ', ' } }),
      say('team.counts', {
        due: count('due'),
        underWay: count('under-way'),
        waiting: count('waiting'),
        done: count('done'),
      }),
      '',
      ...shown.map(standingWords),
      ...(count('due') + count('under-way') > 0 ? ['', say('team.press')] : []),
      ...(again.length > 0 ? ['', ...againWords(again)] : []),
      ...offers.lines,
    ],
    buttons: [
      ...again.map(againButton),
      ...shown.flatMap(reviewButton),
      ...pageButtons(page, pages),
      ...offers.buttons,
      [plansButton],
      [menuButton],
    ],
  };
}

function standingWords({ name, onBehalfOf, standing, deadline }: TeamStanding): Words {
  const employee = onBehalfOf === null ? name : say('team.for', { employee: name, supervisor: onBehalfOf });
  return say(`team.${standing}`, { employee, date: { date: deadline } });
}

const plansButton: ScreenButton = { label: say('plan.team-button'), data: planData.team(0) };

function againWords(again: readonly ToConfirm[]): readonly Words[] {
  return [say('team.confirm', { names: { list: again.map(({ name }) => name), by: ', ' } })];
}

function againButton({ appraisalId, name }: ToConfirm): readonly ScreenButton[] {
  return [{ label: say('confirm.open', { employee: name }), data: confirmAgainData(appraisalId) }];
}

function reviewButton(person: TeamStanding): readonly (readonly ScreenButton[])[] {
  if (person.standing !== 'due' && person.standing !== 'under-way') return [];
  const label = say(person.standing === 'due' ? 'team.review-one' : 'team.go-on-with', { employee: person.name });
  return [[{ label, data: openReviewData(person.appraisalId) }]];
}

function pageButtons(page: number, pages: number): readonly (readonly ScreenButton[])[] {
  if (pages < 2) return [];
  return [
    [
      ...(page > 0 ? [{ label: say('page.previous'), data: openTeam.data(page - 1) }] : []),
      ...(page < pages - 1 ? [{ label: say('page.next'), data: openTeam.data(page + 1) }] : []),
    ],
  ];
}
