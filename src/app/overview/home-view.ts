import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { listPeriods } from '../../storage/period.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { stateWords } from '../period/period-state.ts';
import { overviewData } from './overview-data.ts';
import { findOverviewPeriod, overviewGone } from './with-period.ts';

/** The overview of one period: what HR can look at. Null while there is no period that was opened. */
export const overviewView = defineView(
  'overview',
  z.object({ periodId: z.number().int().nullable() }),
  screenFor('view-completion', renderHome),
);

/** Which period to look at. */
export const overviewPeriodsView = defineView(
  'overview-periods',
  z.object({ page: z.number().int().nonnegative() }),
  screenFor('view-completion', renderPeriods),
);

/** The latest period that was opened; null when there is none. */
export async function latestOpened(scene: Scene): Promise<number | null> {
  return (await openedPeriods(scene))[0]?.id ?? null;
}

const perPage = 8;

async function renderHome(scene: Scene, { periodId }: { readonly periodId: number | null }): Promise<Screen> {
  if (periodId === null)
    return {
      lines: [say('overview.no-period')],
      buttons: [[{ label: say('overview.broadcasts'), data: overviewData.broadcasts(0, 0) }], [menuButton]],
    };
  const period = await findOverviewPeriod(scene, periodId);
  if (!period) return overviewGone;
  const { id, name, state } = period;
  return {
    lines: [say('overview.home', { period: name, state: stateWords(state) }), '', say('overview.home-hint')],
    buttons: [
      [
        { label: say('overview.steps'), data: overviewData.steps(id, 0, 0) },
        { label: say('overview.spread'), data: overviewData.spread(id, 0, 0) },
      ],
      [
        { label: say('overview.raters'), data: overviewData.raters(id, 0) },
        { label: say('overview.broadcasts'), data: overviewData.broadcasts(id, 0) },
      ],
      [
        { label: say('overview.export'), data: overviewData.export(id) },
        { label: say('overview.other-period'), data: overviewData.periods(0) },
      ],
      [menuButton],
    ],
  };
}

async function renderPeriods(scene: Scene, { page }: { readonly page: number }): Promise<Screen> {
  const periods = await openedPeriods(scene);
  return {
    lines: [periods.length === 0 ? say('overview.no-period') : say('overview.choose-period')],
    buttons: [
      ...periods.slice(page * perPage, (page + 1) * perPage).map(({ id, name, state }) => [
        {
          label: say('overview.period', { period: name, state: stateWords(state) }),
          data: overviewData.home(id),
        },
      ]),
      ...pageRow({ page, size: perPage, total: periods.length, data: overviewData.periods }),
      [menuButton],
    ],
  };
}

async function openedPeriods({ tx }: Scene) {
  return (await listPeriods(tx)).filter(({ state }) => state !== 'draft');
}
