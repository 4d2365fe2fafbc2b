import { z } from 'zod';
import { recognitionStateSchema } from '../../domain/recognition.ts';
import { plainText } from '../../i18n/plain-text.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import {
  countProposed,
  countRecognitions,
  listOwnRecognitions,
  listRecognitions,
  type RecognitionRow,
} from '../../storage/recognition.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { awardOffers } from './award-offers.ts';
import { recognitionData } from './recognition-data.ts';

const perPage = 6;

/** /penghargaan: own recognitions and nominations, whom a supervisor may want to nominate, and the way to all of them for HR. */
export const recognitionsView = defineView(
  'recognitions',
  z.object({ page: z.number().int().nonnegative() }),
  renderOwn,
);

/** Every nomination in one state, for HR. */
export const recognitionListView = defineView(
  'recognition-list',
  z.object({ state: recognitionStateSchema, page: z.number().int().nonnegative() }),
  screenFor('view-recognitions', renderAll),
);

async function renderOwn(scene: Scene, { page }: { readonly page: number }): Promise<Screen> {
  const { employee } = scene.actor;
  const isHr = allowed('view-recognitions')(scene.actor);
  if (!employee && !isHr) return { lines: [refuse('join-first')], buttons: [[menuButton]] };
  const own = employee
    ? await listOwnRecognitions(scene.tx, employee.id, { page, size: perPage })
    : { total: 0, recognitions: [] };
  const offers = await awardOffers(scene);
  return {
    lines: [
      say('recognition.heading'),
      '',
      say('recognition.about'),
      ...(own.recognitions.length > 0 ? ['', ...own.recognitions.map((row) => ownLine(row, employee?.id ?? 0))] : []),
      ...offers.lines,
    ],
    buttons: [
      ...own.recognitions.map((row) => [{ label: label(row), data: recognitionData.open(row.id) }]),
      ...pageRow({ page, size: perPage, total: own.total, data: recognitionData.home }),
      ...offers.buttons,
      ...(employee ? [[{ label: say('recognition.new'), data: recognitionData.nominate() }]] : []),
      ...(isHr ? [[await hrButton(scene)]] : []),
      [menuButton],
    ],
  };
}

async function hrButton(scene: Scene): Promise<ScreenButton> {
  return {
    label: say('recognition.all', { count: await countProposed(scene.tx) }),
    data: recognitionData.list('proposed', 0),
  };
}

function ownLine(row: RecognitionRow, employeeId: number): Words {
  const title = { html: row.title };
  const state = say(`recognition.short-${row.state}`);
  return row.employee.id === employeeId
    ? say('recognition.own-line', { title, state })
    : say('recognition.given-line', { title, name: row.employee.name, state });
}

function label({ kind, title }: RecognitionRow): Words {
  return say(`recognition.label-${kind}`, { title: plainText(title) });
}

async function renderAll(
  scene: Scene,
  { state, page }: { readonly state: RecognitionRow['state']; readonly page: number },
): Promise<Screen> {
  const counts = await countRecognitions(scene.tx);
  const found = await listRecognitions(scene.tx, { state, page, size: perPage });
  return {
    lines: [
      say('recognition.all-heading'),
      '',
      say('recognition.counts', { ...counts }),
      say(`recognition.list-${state}`),
      ...(found.length === 0 ? [say('recognition.list-none')] : []),
    ],
    buttons: [
      ...found.map((row) => [{ label: label(row), data: recognitionData.open(row.id) }]),
      ...pageRow({ page, size: perPage, total: counts[state], data: (to) => recognitionData.list(state, to) }),
      (['proposed', 'accepted', 'declined'] as const)
        .filter((other) => other !== state)
        .map((other) => ({ label: say(`recognition.show-${other}`), data: recognitionData.list(other, 0) })),
      [menuButton],
    ],
  };
}
