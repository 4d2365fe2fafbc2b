import { z } from 'zod';
import {
  keptSince,
  leastRetention,
  type Retention,
  type RetentionClass,
  type RetentionFault,
  retentionClasses,
  retentionClassSchema,
} from '../../domain/retention.ts';
import { say, type Words } from '../../i18n/words.ts';
import { countPast, findRetention } from '../../storage/retention.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { officeToday } from '../core/office-today.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { retentionData } from './retention-data.ts';

/** Counting stops here; more is shown as "more than". */
const mostCounted = 10_000;

/** Masa simpan data, for HR: how long each class is kept, and how many rows the next nights would take. */
export const retentionView = defineView('retention', z.object({}), screenFor('set-retention', renderAll));

export const retentionConfirmArgs = z.object({ about: retentionClassSchema, years: z.number().int() });

/** What another number of years would mean, before it counts. */
export const retentionConfirmView = defineView(
  'retention-confirm',
  retentionConfirmArgs,
  screenFor('set-retention', renderConfirm),
);

async function renderAll(scene: Scene): Promise<Screen> {
  const retention = await findRetention(scene.tx);
  const due = await countDue(scene, retention);
  return {
    lines: [
      say('retention.title'),
      '',
      say('retention.about'),
      ...retentionClasses.flatMap((about) => [
        '',
        say('retention.line', {
          class: classWords(about),
          years: retention[about],
          least: leastRetention[about],
          due: dueWords(due(about)),
        }),
      ]),
      '',
      say('retention.hold'),
    ],
    buttons: [
      ...retentionClasses.map((about) => [
        { label: say('retention.change', { class: classWords(about) }), data: retentionData.ask(about) },
      ]),
      [{ label: say('menu.audit'), data: commandData('audit') }, menuButton],
    ],
  };
}

async function renderConfirm(
  scene: Scene,
  { about, years }: { readonly about: RetentionClass; readonly years: number },
): Promise<Screen> {
  const retention = await findRetention(scene.tx);
  const due = await countDue(scene, { ...retention, [about]: years });
  return {
    lines: [
      say('retention.confirm', { class: classWords(about), before: retention[about], years }),
      '',
      say('retention.confirm-due', { due: dueWords(due(about)) }),
      ...(years < retention[about] ? ['', say('retention.confirm-for-good')] : []),
    ],
    buttons: [
      [{ label: say('retention.yes'), data: retentionData.set() }],
      [{ label: say('retention.no'), data: retentionData.open() }],
    ],
  };
}

async function countDue(scene: Scene, retention: Retention): Promise<(about: RetentionClass) => number> {
  const since = keptSince(retention, officeToday(scene));
  const counts = await countPast(scene.tx, since, mostCounted);
  return (about) => counts.get(about) ?? 0;
}

function dueWords(count: number): Words {
  if (count === 0) return say('retention.due-none');
  return count >= mostCounted ? say('retention.due-many', { count: mostCounted }) : say('retention.due', { count });
}

export function classWords(about: RetentionClass): Words {
  return say(`retention.class-${about}`);
}

/** Why a number of years will not do. */
export function faultWords(fault: RetentionFault): Words {
  switch (fault.code) {
    case 'too-short':
      return say('retention.too-short', { least: fault.least });
    case 'too-long':
      return say('retention.too-long', { most: fault.most });
    case 'shorter-than':
      return say('retention.shorter-than', { other: classWords(fault.other), years: fault.years });
    case 'longer-than':
      return say('retention.longer-than', { other: classWords(fault.other), years: fault.years });
    default:
      return fault satisfies never;
  }
}
