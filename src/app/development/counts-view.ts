import { z } from 'zod';
import { type DevelopmentKind, leastCounted } from '../../domain/development.ts';
import { refuse, say } from '../../i18n/words.ts';
import { countDevelopment, type UnitDevelopment } from '../../storage/development.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { developmentData } from './development-data.ts';

const perPage = 12;

/** HR's view of development: numbers by unit and kind, never a person. */
export const developmentCountsView = defineView(
  'development-counts',
  z.object({ page: z.number().int().nonnegative() }),
  async (scene: Scene, { page }): Promise<Screen> => {
    if (!allowed('view-development-counts')(scene.actor))
      return { lines: [refuse('hr-only')], buttons: [[menuButton]] };
    const { units, total } = await countDevelopment(scene.tx, leastCounted, { skip: page * perPage, take: perPage });
    return {
      lines: [
        say('develop.counts-heading'),
        say('develop.counts-how', { least: leastCounted }),
        ...(units.length === 0 ? ['', say('develop.counts-none', { least: leastCounted })] : []),
        ...units.flatMap((unit) => ['', say('develop.counts-line', { unit: unit.unit, ...kindsOf(unit) })]),
      ],
      buttons: [...pageRow({ page, size: perPage, total, data: developmentData.counts }), [menuButton]],
    };
  },
);

function kindsOf({ kinds }: UnitDevelopment) {
  const words = (kind: DevelopmentKind) => say('develop.counts-one', kinds[kind]);
  return { course: words('course'), coaching: words('coaching'), assignment: words('assignment') };
}
