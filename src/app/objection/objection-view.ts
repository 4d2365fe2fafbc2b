import { z } from 'zod';
import { predicateWords } from '../../dialogue/flows/review.ts';
import { say, type Words } from '../../i18n/words.ts';
import { findChats } from '../../storage/account.ts';
import { findEmployee } from '../../storage/employee.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { openResultData } from '../result/result-data.ts';
import { type ObjectionCase, openCase } from './objection-case.ts';
import { objectionData } from './objection-data.ts';
import { decisionWords, historyWords, sidesWords } from './objection-words.ts';

/** One objection with both sides, for the employee, the supervisor, the hearer, and HR who gave a `reason`. */
export const objectionView = defineView(
  'objection',
  z.object({ id: z.number().int(), reason: z.string().nullable() }),
  async (scene, { id, reason }) => {
    const opened = await openCase(scene, id, reason);
    return 'why' in opened ? { lines: [opened.why], buttons: [[menuButton]] } : renderCase(scene, opened);
  },
);

/** Whether HR may name who hears an objection: nobody does, or whoever does left or cannot be reached. */
export async function needsHearer(scene: Scene, { objection }: Pick<ObjectionCase, 'objection'>): Promise<boolean> {
  const { hearerId, state } = objection;
  if (state !== 'open') return false;
  if (hearerId === null) return true;
  const hearer = await findEmployee(scene.tx, hearerId);
  return !hearer?.active || (await findChats(scene.tx, [hearerId])).length === 0;
}

async function renderCase(scene: Scene, opened: ObjectionCase): Promise<Screen> {
  const { objection, appraisal } = opened;
  const hearer = objection.hearerId === null ? null : await findEmployee(scene.tx, objection.hearerId);
  const zone = await zoneOf(scene, appraisal.employee.unitId);
  return {
    lines: [
      say('objection.case-heading', { employee: appraisal.employee.name, period: appraisal.period.name }),
      ...(opened.as === 'hr' || !appraisal.predicate
        ? []
        : [say('result.predicate', { predicate: predicateWords(appraisal.predicate) })]),
      say('result.who', { employee: appraisal.employee.name, supervisor: appraisal.supervisor?.name ?? '–' }),
      hearer ? say('objection.hearer', { hearer: hearer.name }) : say('objection.hearer-awaited'),
      ...historyWords(objection, zone),
      '',
      ...sidesWords(objection),
      ...decisionWords(objection),
      ...toDo(opened),
    ],
    buttons: [...fileButtons(opened), ...(await buttonsFor(scene, opened)), [menuButton]],
    protect: true,
  };
}

function toDo({ as, objection }: ObjectionCase): readonly Words[] {
  if (objection.state !== 'open') return [];
  if (as === 'hearer') return ['', say('objection.to-decide')];
  return as === 'rater' && objection.statedAt === null ? ['', say('objection.to-state')] : [];
}

function fileButtons({ objection }: ObjectionCase): readonly (readonly ScreenButton[])[] {
  return objection.evidence.items.map((item, index) => [
    item.kind === 'link'
      ? { label: say('objection.file', { name: item.name }), url: item.url }
      : { label: say('objection.file', { name: item.name }), data: objectionData.file(objection.id, index) },
  ]);
}

async function buttonsFor(scene: Scene, opened: ObjectionCase): Promise<readonly (readonly ScreenButton[])[]> {
  const { as, objection, appraisal } = opened;
  switch (as) {
    case 'subject':
      return [[{ label: say('objection.see-result'), data: openResultData(appraisal.id) }]];
    case 'rater':
      return objection.state === 'open' && objection.statedAt === null
        ? [[{ label: say('objection.write-statement'), data: objectionData.state(objection.id) }]]
        : [[{ label: say('objection.list-button'), data: commandData('keberatan') }]];
    case 'hearer':
      return [
        [{ label: say('objection.see-case-result'), data: objectionData.result(objection.id) }],
        ...(objection.state === 'open'
          ? [[{ label: say('objection.decide'), data: objectionData.decide(objection.id) }]]
          : []),
      ];
    case 'hr':
      return [
        ...((await needsHearer(scene, opened))
          ? [[{ label: say('objection.find-hearer'), data: objectionData.findHearer(objection.id) }]]
          : []),
        [{ label: say('objection.list-button'), data: objectionData.list(0) }],
      ];
    default:
      return as satisfies never;
  }
}
