import { z } from 'zod';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findCompletion, listUnitCompletion } from '../../storage/completion.ts';
import { listOpenConflicts } from '../../storage/conflict.ts';
import { findFrozenFramework } from '../../storage/frozen-frameworks.ts';
import { previewOpening } from '../../storage/open-appraisals.ts';
import { countWaitingForPeers } from '../../storage/peer-reminder.ts';
import { countUnsettled, findPeriod, listPeriods, type PeriodRow } from '../../storage/period.ts';
import { countLoose, type Loose, listRaterNeeds } from '../../storage/rater-needs.ts';
import { countReleasable } from '../../storage/release.ts';
import { countBySector } from '../../storage/unit-sector.ts';
import { conflictData } from '../conflict/conflict-data.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { frameworkData } from '../framework/framework-data.ts';
import { librarySource, periodSource } from '../framework/framework-source.ts';
import { sectorData } from '../framework/sector-data.ts';
import { pollData } from '../poll/poll-data.ts';
import { aloneButtons, changedButtons, looseWords } from './loose-ends.ts';
import { pageRow } from './page-row.ts';
import { type PeriodAct, periodData } from './period-data.ts';
import { stateWords } from './period-state.ts';

/** Periods on the list: five years of semesters. */
const mostPeriods = 9;
const unitsPerPage = 10;

export const periodListView = defineView('periods', z.object({}), screenFor('manage-period', renderList));
export const periodView = defineView(
  'period',
  z.object({ id: z.number().int() }),
  screenFor('manage-period', renderPeriod),
);
export const periodUnitsView = defineView(
  'period-units',
  z.object({ id: z.number().int(), page: z.number().int().nonnegative() }),
  screenFor('view-completion', renderUnits),
);

/** On every screen about a period that is not there any more. */
export function periodGone(): Screen {
  return { lines: [refuse('period-gone')], buttons: [[allPeriods, menuButton]] };
}

const allPeriods: ScreenButton = { label: say('period.all'), data: commandData('periode') };

async function renderList(scene: Scene): Promise<Screen> {
  const periods = (await listPeriods(scene.tx)).slice(0, mostPeriods);
  return {
    lines: [
      say('period.list-heading'),
      ...(periods.length === 0 ? [say('period.list-none')] : []),
      ...periods.map(({ name, state }) => say('period.list-line', { period: name, state: stateWords(state) })),
    ],
    buttons: [
      ...periods.map(({ id, name }) => [{ label: name, data: periodData.show(id) }]),
      [{ label: say('period.new'), data: periodData.create() }],
      [menuButton],
    ],
  };
}

async function renderPeriod(scene: Scene, { id }: { readonly id: number }): Promise<Screen> {
  const period = await findPeriod(scene.tx, id);
  if (!period) return periodGone();
  const { windows } = period;
  const loose = period.state === 'open' ? await countLoose(scene.tx, id) : null;
  return {
    lines: [
      say('period.card', { period: period.name, state: stateWords(period.state) }),
      say('period.span', { from: { date: period.startsOn }, to: { date: period.endsOn } }),
      say('period.framework', { title: await frameworkTitle(scene, period) }),
      '',
      say('schedule.self-opens', { date: { date: windows.selfOpensOn } }),
      say('schedule.self-closes', { date: { date: windows.selfClosesOn } }),
      say('schedule.review-closes', { date: { date: windows.reviewClosesOn } }),
      '',
      ...(await progressWords(scene, period, loose)),
    ],
    buttons: [...(await stepButtons(scene, period, loose)), ...lookButtons(scene, period), [allPeriods, menuButton]],
  };
}

async function frameworkTitle(scene: Scene, period: PeriodRow): Promise<Words> {
  if (period.state !== 'draft') return (await findFrozenFramework(scene.tx, period.id)).title;
  return scene.settings.frameworks.get(period.frameworkKey)?.title ?? refuse('framework-gone');
}

async function progressWords(scene: Scene, period: PeriodRow, loose: Loose | null): Promise<readonly Words[]> {
  if (period.state === 'draft')
    return [
      say('period.draft-hint', { count: (await previewOpening(scene.tx, 0)).employees }),
      ...(await sectorWords(scene, period)),
    ];
  const { people, selfSubmitted, reviewed, released, acknowledged, withoutSupervisor } = await findCompletion(
    scene.tx,
    period.id,
  );
  const waiting = period.state === 'open' ? await countWaitingForPeers(scene.tx, period.id) : 0;
  return [
    ...(period.settleAfter === null
      ? []
      : [say('period.settling', { count: await countUnsettled(scene.tx, period) }), '']),
    say('period.progress-self', { done: selfSubmitted, people }),
    say('period.progress-review', { done: reviewed, people }),
    ...(waiting > 0 ? [say('period.progress-peers', { count: waiting })] : []),
    ...(released > 0 ? [say('period.progress-released', { done: released, people, acknowledged })] : []),
    ...looseWords(loose ?? { alone: withoutSupervisor, moved: 0, late: 0, aside: 0 }),
  ];
}

/** Who will be asked in the words of which sector, where the framework knows several. */
async function sectorWords(scene: Scene, { frameworkKey }: PeriodRow): Promise<readonly Words[]> {
  const variants = scene.settings.frameworks.get(frameworkKey)?.variants;
  if (!variants) return [];
  const people = await countBySector(
    scene.tx,
    variants.map(({ key }) => key),
  );
  const line = (sector: Words, key: string | null) =>
    say('period.sector-count', { sector, count: people.get(key) ?? 0 });
  return [
    say('period.sectors', {
      counts: {
        list: [...variants.map(({ key, title }) => line(title, key)), line(say('sector.general'), null)],
        by: ', ',
      },
    }),
  ];
}

/** What can be done with a period in its state. */
async function stepButtons(
  scene: Scene,
  period: PeriodRow,
  loose: Loose | null,
): Promise<readonly (readonly ScreenButton[])[]> {
  const { id, state } = period;
  const ask = (act: PeriodAct): ScreenButton => ({ label: say(`period.${act}`), data: periodData.ask(id, act) });
  const dates: ScreenButton = { label: say('period.change-dates'), data: periodData.dates(id) };
  switch (state) {
    case 'draft':
      return [
        [ask('open')],
        [dates, ask('delete')],
        [{ label: say('poll.button'), data: pollData.home(period.frameworkKey) }],
      ];
    case 'open': {
      return [
        ...(loose === null ? [] : aloneButtons(id, loose.alone)),
        ...(await conflictButtons(scene, id)),
        ...(loose === null ? [] : changedButtons(id, loose)),
        [{ label: say('period.one-person'), data: periodData.find(id) }],
        [dates, ask('close')],
      ];
    }
    case 'closed':
      if (period.settleAfter !== null) return [[{ label: say('period.look-again'), data: periodData.show(id) }]];
      return [...(await confirmButtons(scene, id)), [ask('release')], [ask('reopen')]];
    case 'released': {
      const more = await countReleasable(scene.tx, id);
      const { people, reviewed } = await findCompletion(scene.tx, id);
      return [
        ...(more > 0
          ? [[{ label: say('period.release-more', { count: more }), data: periodData.ask(id, 'release') }]]
          : []),
        [{ label: say('nominative.button'), data: periodData.nominative(id) }],
        ...(reviewed < people ? [[ask('reopen')]] : []),
      ];
    }
    default:
      return state satisfies never;
  }
}

/** In a closed period somebody may still have to decide again, and may have left. */
async function confirmButtons(scene: Scene, id: number): Promise<readonly (readonly ScreenButton[])[]> {
  const { total } = await listRaterNeeds(scene.tx, id, 'alone', { page: 0, size: 1 });
  return aloneButtons(id, total);
}

/** Raters who wait for HR because of a conflict of interest. */
async function conflictButtons(scene: Scene, id: number): Promise<readonly (readonly ScreenButton[])[]> {
  const without = scene.actor.employee?.id ?? null;
  const { total } = await listOpenConflicts(scene.tx, id, { page: 0, size: 1, without });
  return total > 0 ? [[{ label: say('conflict.button', { count: total }), data: conflictData.list(id, 0) }]] : [];
}

function lookButtons(scene: Scene, { id, state, frameworkKey }: PeriodRow): readonly (readonly ScreenButton[])[] {
  const source = state === 'draft' ? librarySource(frameworkKey) : periodSource(id);
  if (state === 'draft' && !scene.settings.frameworks.has(frameworkKey)) return [];
  const hasSectors = state === 'draft' && scene.settings.frameworks.get(frameworkKey)?.variants !== undefined;
  return [
    ...(hasSectors ? [[{ label: say('sector.open'), data: sectorData.show(0, 0) }]] : []),
    [
      ...(state === 'draft' ? [] : [{ label: say('period.by-unit'), data: periodData.units(id, 0) }]),
      { label: say('period.show-framework'), data: frameworkData.show(source) },
    ],
  ];
}

async function renderUnits(
  scene: Scene,
  { id, page }: { readonly id: number; readonly page: number },
): Promise<Screen> {
  const period = await findPeriod(scene.tx, id);
  if (!period) return periodGone();
  const { units, total } = await listUnitCompletion(scene.tx, id, { page, size: unitsPerPage });
  return {
    lines: [
      say('period.units-heading', { period: period.name }),
      ...units.flatMap(({ path, people, selfSubmitted, reviewed }) => [
        '',
        say('period.units-line', { unit: path, people, self: selfSubmitted, reviewed }),
      ]),
    ],
    buttons: [
      ...pageRow({ page, size: unitsPerPage, total, data: (to) => periodData.units(id, to) }),
      [{ label: say('period.back'), data: periodData.show(id) }, menuButton],
    ],
  };
}
