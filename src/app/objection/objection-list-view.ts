import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { listReleasedAppraisals } from '../../storage/appraisal.ts';
import { countObjections, findObjectionAgainst, listObjections, listObjectionTasks } from '../../storage/objection.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { objectionData } from './objection-data.ts';
import { objectionTime } from './objection-time.ts';

const perPage = 8;
const mostTasks = 6;

/** /keberatan: what the person may object to and objected to, what they have to decide or to answer, and the way to all of them for HR. */
export const objectionsView = defineView('objections', z.object({}), renderOwn);

/** Every objection for HR, by number and without a name; opening one asks for the reason. */
export const objectionListView = defineView(
  'objection-list',
  z.object({ page: z.number().int().nonnegative() }),
  screenFor('view-objections', renderAll),
);

async function renderOwn(scene: Scene): Promise<Screen> {
  const own = await ownButtons(scene);
  const { employee } = scene.actor;
  const { toHear, toState } = employee ? await listObjectionTasks(scene.tx, employee.id) : { toHear: [], toState: [] };
  const isHr = allowed('view-objections')(scene.actor);
  return {
    lines: [
      say('objection.title'),
      '',
      say('objection.about', { days: scene.settings.rules.objection.days }),
      ...(toHear.length > 0 ? ['', say('objection.to-hear', { count: toHear.length })] : []),
      ...(toState.length > 0 ? ['', say('objection.to-answer', { count: toState.length })] : []),
      ...(own.length === 0 && employee ? ['', say('objection.nothing')] : []),
    ],
    buttons: [
      ...toHear
        .slice(0, mostTasks)
        .map(({ id, employee: name }) => [
          { label: say('objection.hear-one', { employee: name }), data: objectionData.open(id) },
        ]),
      ...toState
        .slice(0, mostTasks)
        .map(({ id, employee: name }) => [
          { label: say('objection.answer-one', { employee: name }), data: objectionData.open(id) },
        ]),
      ...own,
      ...(isHr ? [[{ label: say('objection.all'), data: objectionData.list(0) }]] : []),
      [menuButton],
    ],
  };
}

/** Own results, the latest first: an objection that is there, or the way to one while the time runs. */
async function ownButtons(scene: Scene): Promise<readonly (readonly ScreenButton[])[]> {
  const { employee } = scene.actor;
  if (!employee) return [];
  const rows: ScreenButton[][] = [];
  for (const appraisal of (await listReleasedAppraisals(scene.tx, employee.id)).slice(0, 4)) {
    const period = appraisal.period.name;
    const objection = await findObjectionAgainst(scene.tx, appraisal.id);
    if (objection) rows.push([{ label: say('objection.own', { period }), data: objectionData.open(objection.id) }]);
    else if (appraisal.releasedAt && (await objectionTime(scene, appraisal, appraisal.releasedAt)).running)
      rows.push([{ label: say('objection.raise-for', { period }), data: objectionData.raise(appraisal.id) }]);
  }
  return rows;
}

async function renderAll(scene: Scene, { page }: { readonly page: number }): Promise<Screen> {
  const counts = await countObjections(scene.tx);
  const total = counts.open + counts.upheld + counts.changed;
  const found = await listObjections(scene.tx, { page, size: perPage });
  const unheard = found.some(({ state, hasHearer }) => state === 'open' && !hasHearer);
  return {
    lines: [
      say('objection.all-heading'),
      '',
      total === 0 ? say('objection.all-none') : say('objection.counts', { ...counts }),
      ...(unheard ? [say('objection.unheard')] : []),
    ],
    buttons: [
      ...found.map(({ id, period, state, hasHearer }) => [
        {
          label: say('objection.line', {
            mark: state === 'open' ? (hasHearer ? '⏳' : '❗') : '✅',
            number: id,
            period,
            state: say(`objection.state-${state}`),
          }),
          data: objectionData.look(id),
        },
      ]),
      ...pageRow({ page, size: perPage, total, data: objectionData.list }),
      [{ label: say('objection.list-button'), data: commandData('keberatan') }, menuButton],
    ],
  };
}
