import { z } from 'zod';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type DevelopmentItemRow, listDevelopment } from '../../storage/development.ts';
import { findEmployee } from '../../storage/employee.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { allowed, refusalAbout } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { developmentData } from './development-data.ts';
import { findSuggestions } from './suggestions.ts';

/** Settled items shown under the open ones. */
const historyShown = 6;

/** One person's development plan, for themselves and their supervisor of today. */
export const developmentPlanView = defineView('development', z.object({ employeeId: z.number().int() }), render);

async function render(scene: Scene, { employeeId }: { readonly employeeId: number }): Promise<Screen> {
  const person = await findEmployee(scene.tx, employeeId);
  const forbidden = person ? refusalAbout(scene.actor, 'view-development', person) : refuse('not-your-plan');
  if (!person || forbidden) return { lines: [forbidden ?? refuse('not-your-plan')], buttons: [[menuButton]] };
  const own = scene.actor.employee?.id === person.id;
  const { planned, settled } = await listDevelopment(scene.tx, person.id, historyShown);
  const suggested = own ? await findSuggestions(scene, person.id) : null;
  return {
    lines: [
      own ? say('develop.heading-own') : say('develop.heading-staff', { employee: person.name }),
      ...(planned.length + settled.length === 0 ? ['', say('develop.empty')] : []),
      ...(planned.length > 0 ? ['', say('develop.planned'), ...planned.map(plannedLine)] : []),
      ...(settled.length > 0 ? ['', say('develop.settled'), ...settled.map(settledLine)] : []),
    ],
    buttons: [
      ...planned.map(({ id, text }, index) => [
        { label: say('develop.open', { number: index + 1, text: { html: text } }), data: developmentData.item(id) },
      ]),
      [
        { label: say('develop.add'), data: developmentData.add(person.id) },
        ...(suggested && suggested.steps.length > 0
          ? [{ label: say('develop.from-result'), data: developmentData.suggestions(suggested.appraisalId) }]
          : []),
      ],
      ...(own ? [roleButtons(scene)] : [[{ label: say('develop.team'), data: developmentData.team(0) }]]),
      [menuButton],
    ].filter((row) => row.length > 0),
    protect: !own,
  };
}

function roleButtons({ actor }: Scene): readonly ScreenButton[] {
  return [
    ...(allowed('view-team')(actor) ? [{ label: say('develop.team'), data: developmentData.team(0) }] : []),
    ...(allowed('view-development-counts')(actor)
      ? [{ label: say('develop.counts'), data: developmentData.counts(0) }]
      : []),
  ];
}

function plannedLine({ text, kind, dueOn }: DevelopmentItemRow, index: number): Words {
  return say('develop.line', {
    number: index + 1,
    text: { html: text },
    kind: say(`growth.${kind}`),
    date: { date: dueOn },
  });
}

const marks = { planned: '📌', met: '✅', 'not-met': '🕗', cancelled: '🗑' } as const;

function settledLine({ text, kind, dueOn, state, followUp }: DevelopmentItemRow): Words {
  return say('develop.past-line', {
    mark: marks[state],
    text: { html: text },
    kind: say(`growth.${kind}`),
    date: { date: dueOn },
    note: followUp === null ? '' : say('develop.past-note', { note: { html: followUp } }),
  });
}
