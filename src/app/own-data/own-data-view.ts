import { z } from 'zod';
import { today } from '../../domain/calendar.ts';
import { say } from '../../i18n/words.ts';
import { countOpenCorrections, listOwnCorrections } from '../../storage/correction-request.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { correctionData } from './correction-data.ts';
import { mostExports } from './own-data-limit.ts';

/** Own requests on this screen; the workbook has them all. */
const mostShown = 3;

/** /dataku: what the workbook holds, the two rights over own data, and what became of own requests. */
export const ownDataView = defineView('own-data', z.object({}), render);

async function render(scene: Scene): Promise<Screen> {
  const forHr = allowed('settle-corrections')(scene.actor);
  const total = forHr ? await countOpenCorrections(scene.tx) : 0;
  return {
    lines: [say('own.title'), '', say('own.about', { most: mostExports }), ...(await requestLines(scene))],
    buttons: [
      [{ label: say('own.export'), data: 'own.export' }],
      [{ label: say('own.correct'), data: 'own.correct' }],
      ...(forHr ? [[{ label: say('correction.button', { total }), data: correctionData.list(0) }]] : []),
      [{ label: say('own.privacy'), data: commandData('privasi') }, menuButton],
    ],
  };
}

async function requestLines(scene: Scene) {
  const { employee } = scene.actor;
  if (!employee) return [];
  const requests = await listOwnCorrections(scene.tx, employee.id, mostShown);
  if (requests.length === 0) return [];
  const zone = await zoneOf(scene, employee.unitId);
  return [
    '',
    say('correction.own'),
    ...requests.flatMap(({ at, text, state, answer }) => [
      say('correction.own-line', { date: { date: today(zone, at) }, text, state: say(`correction.state-${state}`) }),
      ...(answer === null ? [] : [say('correction.answer', { answer: { html: answer } })]),
    ]),
  ];
}
