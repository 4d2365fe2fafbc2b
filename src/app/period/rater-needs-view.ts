import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import { findPeriod } from '../../storage/period.ts';
import { listLate, listRaterNeeds, type NeedyAppraisal, raterNeeds } from '../../storage/rater-needs.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { pageRow } from './page-row.ts';
import { periodData } from './period-data.ts';
import { periodGone } from './period-views.ts';

const perPage = 8;

/** Whose rater may have to change in a period, with whom the roster suggests: one by one, or all at once. */
export const raterNeedsView = defineView(
  'period-alone',
  z.object({ id: z.number().int(), page: z.number().int().nonnegative(), need: z.enum(raterNeeds) }),
  screenFor('view-completion', renderNeeds),
);

/** Who came onto the roster after a period opened: added one by one, all at once, or left out. */
export const lateView = defineView(
  'period-late',
  z.object({ id: z.number().int(), page: z.number().int().nonnegative() }),
  screenFor('view-completion', renderLate),
);

async function renderNeeds(
  scene: Scene,
  { id, page, need }: { readonly id: number; readonly page: number; readonly need: (typeof raterNeeds)[number] },
): Promise<Screen> {
  const period = await findPeriod(scene.tx, id);
  if (!period) return periodGone();
  const { total, suggested, appraisals } = await listRaterNeeds(scene.tx, id, need, { page, size: perPage });
  return {
    lines: [
      say(total === 0 ? `period.${need}-none` : `period.${need}-heading`, { period: period.name }),
      ...(total === 0 ? [] : ['', ...appraisals.map(needWords)]),
    ],
    buttons: [
      ...(suggested > 0
        ? [[{ label: say('period.accept-all', { count: suggested }), data: periodData.accept(id, need, 0) }]]
        : []),
      ...appraisals.map((appraisal) => [needButton(id, need, appraisal)]),
      ...pageRow({
        page,
        size: perPage,
        total,
        data: (to) => (need === 'alone' ? periodData.alone(id, to) : periodData.moved(id, to)),
      }),
      [{ label: say('period.back'), data: periodData.show(id) }, menuButton],
    ],
  };
}

function needWords({ name, before, suggested }: NeedyAppraisal): Words {
  return say('period.need', {
    employee: name,
    before: before?.name ?? say('period.need-nobody'),
    suggested: suggested?.name ?? say('period.need-unknown'),
  });
}

function needButton(id: number, need: string, { appraisalId, name, suggested }: NeedyAppraisal): ScreenButton {
  return suggested === null
    ? { label: name, data: periodData.findRater(appraisalId) }
    : {
        label: say('period.accept-one', { employee: name, rater: suggested.name }),
        data: periodData.accept(id, need, appraisalId),
      };
}

async function renderLate(scene: Scene, { id, page }: { readonly id: number; readonly page: number }): Promise<Screen> {
  const period = await findPeriod(scene.tx, id);
  if (!period) return periodGone();
  const { total, people } = await listLate(scene.tx, id, { page, size: perPage });
  return {
    lines: [say(total === 0 ? 'period.late-none' : 'period.late-heading', { period: period.name, count: total })],
    buttons: [
      ...(total > 0 ? [[{ label: say('period.add-all', { count: total }), data: periodData.add(id, 0) }]] : []),
      ...people.map(({ id: employeeId, name }) => [
        { label: say('period.add-one', { employee: name }), data: periodData.add(id, employeeId) },
      ]),
      ...pageRow({ page, size: perPage, total, data: (to) => periodData.late(id, to) }),
      [{ label: say('period.back'), data: periodData.show(id) }, menuButton],
    ],
  };
}
