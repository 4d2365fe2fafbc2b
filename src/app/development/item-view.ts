import { z } from 'zod';
import { refuse, say } from '../../i18n/words.ts';
import { findDevelopmentItem } from '../../storage/development.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { refusalAbout } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { developmentData } from './development-data.ts';

/** One item of a plan, with what can be done about it. */
export const developmentItemView = defineView(
  'development-item',
  z.object({ itemId: z.number().int() }),
  async (scene: Scene, { itemId }): Promise<Screen> => {
    const item = await findDevelopmentItem(scene.tx, itemId);
    const forbidden = item ? refusalAbout(scene.actor, 'view-development', item.employee) : refuse('not-your-plan');
    if (!item || forbidden) return { lines: [forbidden ?? refuse('not-your-plan')], buttons: [[menuButton]] };
    return {
      lines: [
        say('develop.item-heading', { employee: item.employee.name, text: { html: item.text } }),
        '',
        say('develop.item-facts', {
          kind: say(`growth.${item.kind}`),
          date: { date: item.dueOn },
          state: say(`develop.state.${item.state}`),
        }),
        ...(item.followUp === null ? [] : [say('develop.item-follow-up', { note: { html: item.followUp } })]),
      ],
      buttons: [
        ...(item.state === 'planned'
          ? [
              [
                { label: say('develop.met'), data: developmentData.settle(itemId, 'met') },
                { label: say('develop.not-met'), data: developmentData.settle(itemId, 'not-met') },
              ],
              [{ label: say('develop.cancel'), data: developmentData.cancel(itemId) }],
            ]
          : []),
        [{ label: say('develop.back'), data: developmentData.plan(item.employee.id) }, menuButton],
      ],
    };
  },
);
