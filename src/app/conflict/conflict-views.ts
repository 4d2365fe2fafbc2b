import { z } from 'zod';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type ConflictRow, findConflict, listOpenConflicts } from '../../storage/conflict.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import { refusalAbout } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { periodData } from '../period/period-data.ts';
import { conflictData } from './conflict-data.ts';

const perPage = 8;

/** Raters of a period who wait for HR's word, the oldest first. What is about the reader is not there. */
export const conflictListView = defineView(
  'conflict-list',
  z.object({ periodId: z.number().int(), page: z.number().int().nonnegative() }),
  screenFor('manage-period', renderList),
);

/** One declaration with its reason, for HR, and never for whom it is about. */
export const conflictView = defineView('conflict', z.object({ id: z.number().int() }), renderOne);

/** A declaration that waits, for HR who may settle it; or why not. */
export async function openCase(
  scene: Scene,
  id: number,
): Promise<{ readonly conflict: ConflictRow } | { readonly why: Words }> {
  const found = await findCase(scene, id);
  if ('why' in found) return found;
  return found.conflict.state === 'open' ? found : { why: refuse('conflict-settled') };
}

async function findCase(
  scene: Scene,
  id: number,
): Promise<{ readonly conflict: ConflictRow } | { readonly why: Words }> {
  const conflict = await findConflict(scene.tx, id);
  const about = { id: conflict?.employee.id ?? 0, raterId: conflict?.rater.id ?? null };
  const forbidden = refusalAbout(scene.actor, 'settle-conflicts', about);
  if (forbidden || !conflict) return { why: forbidden ?? refuse('conflict-settled') };
  return { conflict };
}

async function renderList(
  scene: Scene,
  { periodId, page }: { readonly periodId: number; readonly page: number },
): Promise<Screen> {
  const without = scene.actor.employee?.id ?? null;
  const { total, conflicts } = await listOpenConflicts(scene.tx, periodId, { page, size: perPage, without });
  return {
    lines: [say(total === 0 ? 'conflict.none' : 'conflict.list')],
    buttons: [
      ...conflicts.map(({ id, rater }) => [{ label: rater.name, data: conflictData.look(id) }]),
      ...pageRow({ page, size: perPage, total, data: (to) => conflictData.list(periodId, to) }),
      [{ label: say('period.back'), data: periodData.show(periodId) }, menuButton],
    ],
  };
}

async function renderOne(scene: Scene, { id }: { readonly id: number }): Promise<Screen> {
  const found = await findCase(scene, id);
  if ('why' in found) return { lines: [found.why], buttons: [[menuButton]] };
  const { rater, employee, period, reason, state, answer, appraisalId, periodId } = found.conflict;
  return {
    lines: [
      say('conflict.heading', { rater: rater.name, employee: employee.name, period }),
      '',
      say('conflict.reason', { reason: { html: reason } }),
      '',
      say(`conflict.state-${state}`),
      ...(answer === null ? [] : [say('conflict.answer', { answer: { html: answer } })]),
    ],
    buttons: [
      ...(state === 'open'
        ? [
            [{ label: say('period.change-rater'), data: periodData.findRater(appraisalId) }],
            [{ label: say('conflict.decline'), data: conflictData.decline(id) }],
          ]
        : []),
      [{ label: say('conflict.to-list'), data: conflictData.list(periodId, 0) }, menuButton],
    ],
    protect: true,
  };
}
