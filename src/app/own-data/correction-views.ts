import { z } from 'zod';
import { today } from '../../domain/calendar.ts';
import { zoneSchema } from '../../domain/zone.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findCorrection, listOpenCorrections } from '../../storage/correction-request.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { personAction } from '../people/person-view.ts';
import { pageRow } from '../period/page-row.ts';
import { correctionData } from './correction-data.ts';

const perPage = 6;

/** Permintaan koreksi: what waits for an answer of HR, the oldest first. */
export const correctionListView = defineView(
  'correction-list',
  z.object({ page: z.number().int().nonnegative() }),
  screenFor('settle-corrections', renderList),
);

/** One request, with the way to the person's card and the two answers. */
export const correctionView = defineView(
  'correction',
  z.object({ id: z.number().int() }),
  screenFor('settle-corrections', renderOne),
);

async function renderList(scene: Scene, { page }: { readonly page: number }): Promise<Screen> {
  const { total, requests } = await listOpenCorrections(scene.tx, { page, size: perPage });
  return {
    lines: [
      say('correction.list'),
      '',
      total === 0 ? say('correction.list-none') : say('correction.open-count', { total }),
    ],
    buttons: [
      ...requests.map(({ id, employee, at }) => [
        {
          label: say('correction.line', { date: dayOf(scene, at), name: employee.name }),
          data: correctionData.show(id),
        },
      ]),
      ...pageRow({ page, size: perPage, total, data: correctionData.list }),
      [{ label: say('menu.audit'), data: commandData('audit') }, menuButton],
    ],
  };
}

async function renderOne(scene: Scene, { id }: { readonly id: number }): Promise<Screen> {
  const request = await findCorrection(scene.tx, id);
  const back = [{ label: say('correction.to-list'), data: correctionData.list(0) }, menuButton];
  if (!request) return { lines: [refuse('correction-gone')], buttons: [back] };
  const { employee, text, at, state, answer } = request;
  return {
    lines: [
      say('correction.heading', { name: employee.name, nip: employee.nip, date: dayOf(scene, at) }),
      '',
      text,
      '',
      say(`correction.state-${state}`),
      ...(answer === null ? [say('correction.how')] : [say('correction.answer', { answer: { html: answer } })]),
    ],
    buttons: [
      [{ label: say('own.open-card'), data: personAction.data(employee.id) }],
      ...(state === 'open'
        ? [
            [{ label: say('correction.done'), data: correctionData.answer(id, 'done') }],
            [{ label: say('correction.decline'), data: correctionData.answer(id, 'declined') }],
          ]
        : []),
      back,
    ],
    protect: true,
  };
}

function dayOf({ settings }: Scene, at: Date): Words {
  return { date: today(zoneSchema.parse(settings.timeZone), at) };
}
