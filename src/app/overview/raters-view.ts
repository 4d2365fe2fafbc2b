import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import { recordAuditOfEach } from '../../storage/audit.ts';
import { findFrozenFramework } from '../../storage/frozen-frameworks.ts';
import {
  findRaterStatistics,
  listRatersOnPage,
  type RaterStatistics,
  type RatingHabit,
} from '../../storage/rater-statistics.ts';
import { defineAction, defineView, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor, screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { overviewData } from './overview-data.ts';
import { findOverviewPeriod, overviewGone } from './with-period.ts';

/** From so many released assessments on a supervisor's statistics are shown, and all peers' together. */
export const fewestAssessments = 5;
const perPage = 6;

/** How supervisors rated, by unit and name, and all peers together. A sign to talk about; no order by any number. */
export const ratersView = defineView(
  'overview-raters',
  z.object({ periodId: z.number().int(), page: z.number().int().nonnegative() }),
  screenFor('view-rater-statistics', render),
);

/** Opens a page; whoever is named on it can see in their own data that HR looked. */
export const openRaters = defineAction(
  'overview.raters',
  z.tuple([numberArg, numberArg]),
  pressFor(
    'view-rater-statistics',
    async (scene: Scene, [periodId, page]: readonly [number, number]): Promise<Outcome> => {
      if (!(await findOverviewPeriod(scene, periodId))) return { kind: 'stale' };
      const asked = { fewest: fewestAssessments, page, size: perPage };
      await auditRaters(scene, periodId, await listRatersOnPage(scene.tx, periodId, asked));
      return show(ratersView.of({ periodId, page }));
    },
  ),
);

/** The statistics of a period, one page. */
export async function findRaters(
  scene: Scene,
  periodId: number,
  paged: { readonly page: number; readonly size: number },
): Promise<RaterStatistics> {
  const { groups, scale } = await findFrozenFramework(scene.tx, periodId);
  const fewestPeers = groups.find(({ kind }) => kind === 'peer')?.minimum ?? 3;
  const levels = scale.map(({ level }) => level);
  return findRaterStatistics(scene.tx, periodId, { levels, fewest: fewestAssessments, fewestPeers, ...paged });
}

/** Puts the look on the trail of each supervisor who was named. */
export async function auditRaters(
  { tx, now, actor }: Scene,
  periodId: number,
  raterIds: readonly number[],
): Promise<void> {
  const by = { at: now, actorTelegramId: actor.telegramId, actorEmployeeId: actor.employee?.id ?? null };
  await recordAuditOfEach(tx, { ...by, action: 'rater-statistics-seen', detail: { periodId } }, raterIds);
}

async function render(
  scene: Scene,
  { periodId, page }: { readonly periodId: number; readonly page: number },
): Promise<Screen> {
  const period = await findOverviewPeriod(scene, periodId);
  if (!period) return overviewGone;
  const { supervisors, total, peers } = await findRaters(scene, periodId, { page, size: perPage });
  return {
    lines: [
      say('overview.raters-heading', { period: period.name }),
      say('overview.raters-note', { fewest: fewestAssessments }),
      '',
      ...(total === 0 ? [say('overview.raters-none')] : []),
      ...supervisors.flatMap(({ name, unitPath, ...habit }) => [
        say('overview.rater', { name, unit: unitPath }),
        habitWords(habit),
        '',
      ]),
      ...(peers ? [say('overview.raters-peers'), habitWords(peers)] : [say('overview.raters-peers-few')]),
    ],
    buttons: [
      ...pageRow({ page, size: perPage, total, data: (to) => overviewData.raters(periodId, to) }),
      [{ label: say('overview.back'), data: overviewData.home(periodId) }, menuButton],
    ],
    protect: true,
  };
}

function habitWords({ assessments, leniency, spread, alike, whollyAlike }: RatingHabit): Words {
  return say('overview.habit', {
    count: assessments,
    leniency: signed(leniency),
    spread: { decimal: spread },
    alike: alike === null ? '–' : [say('overview.percent', { share: { decimal: alike } })],
    wholly: whollyAlike,
  });
}

/** With its sign, and none at zero. */
function signed(value: string): Words {
  const sign = value.startsWith('-') ? '−' : Number(value) === 0 ? '' : '+';
  return { list: [sign, { decimal: value.replace('-', '') }], by: '' };
}
