import { z } from 'zod';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { pollData } from '../poll/poll-data.ts';
import { frameworkCard } from './framework-card.ts';
import { frameworkData } from './framework-data.ts';
import { frameworkInUse } from './framework-in-use.ts';
import {
  type FoundFramework,
  findFramework,
  frameworkSourceSchema,
  librarySource,
  withVariant,
} from './framework-source.ts';
import { indicatorCard } from './indicator-card.ts';
import { ownStandard } from './own-standard.ts';
import { sectorData } from './sector-data.ts';

/** The frameworks HR can choose from, each with what it is for. */
export const frameworkListView = defineView('frameworks', z.object({}), renderList);

/** One framework whole; HR can take it into use. */
export const frameworkView = defineView('framework', z.object({ source: frameworkSourceSchema }), renderFramework);

/** One indicator with every level in words. `index` counts from 0 in the framework's order. */
export const indicatorView = defineView(
  'indicator',
  z.object({ source: frameworkSourceSchema, index: z.number().int() }),
  renderIndicator,
);

async function renderList(scene: Scene): Promise<Screen> {
  const frameworks = [...scene.settings.frameworks.values()];
  const inUse = await frameworkInUse(scene);
  const own = await ownStandard(scene);
  return {
    lines: [
      say('framework.list-heading'),
      inUse ? say('framework.list-in-use', { title: inUse.title }) : say('framework.list-none-in-use'),
      ...frameworks.flatMap(({ title, about }) => [
        '',
        say('framework.list-line', { title, purpose: { id: firstSentence(about.id), en: firstSentence(about.en) } }),
      ]),
    ],
    buttons: [
      ...frameworks.map(({ key, title }) => [
        {
          label: say(key === inUse?.key ? 'framework.list-button-in-use' : 'framework.list-button', { title }),
          data: frameworkData.show(librarySource(key)),
        },
      ]),
      ...(own?.startsWith('p.') ? [[{ label: say('framework.own'), data: frameworkData.show(own) }]] : []),
      [menuButton],
    ],
  };
}

async function renderFramework(scene: Scene, { source }: { readonly source: string }): Promise<Screen> {
  const found = await findFramework(scene, source);
  if (!found) return gone(scene);
  const { framework } = found;
  const isHr = scene.actor.isHr;
  const inLibrary = found.period === null;
  const inUse = inLibrary && (await frameworkInUse(scene))?.key === framework.key;
  return {
    lines: [...standing(found, inUse), ...frameworkCard(framework)],
    buttons: [
      ...rowsOf(
        framework.indicators.map(({ name }, index) => ({
          label: say('framework.indicator-button', { number: index + 1, name }),
          data: frameworkData.indicator(source, index),
        })),
      ),
      ...variantButtons(found, source),
      ...(isHr && framework.variants ? [[{ label: say('sector.open'), data: sectorData.show(0, 0) }]] : []),
      ...(isHr && inLibrary && !inUse && !found.variant
        ? [[{ label: say('framework.use'), data: frameworkData.use(framework.key) }]]
        : []),
      ...(isHr && inLibrary ? [[{ label: say('poll.button'), data: pollData.home(framework.key) }]] : []),
      [...(isHr ? [{ label: say('framework.all'), data: commandData('kerangka') }] : []), menuButton],
    ],
  };
}

async function renderIndicator(
  scene: Scene,
  { source, index }: { readonly source: string; readonly index: number },
): Promise<Screen> {
  const found = await findFramework(scene, source);
  const indicator = found?.framework.indicators[index];
  if (!found || !indicator) return gone(scene);
  const last = found.framework.indicators.length - 1;
  return {
    lines: indicatorCard(found.framework, indicator),
    buttons: [
      [
        ...(index > 0 ? [{ label: say('page.previous'), data: frameworkData.indicator(source, index - 1) }] : []),
        ...(index < last ? [{ label: say('page.next'), data: frameworkData.indicator(source, index + 1) }] : []),
      ],
      [{ label: say('framework.back'), data: frameworkData.show(source) }, menuButton],
    ].filter((row) => row.length > 0),
  };
}

function standing({ period, variant, framework: { variants } }: FoundFramework, inUse: boolean): readonly Words[] {
  return [
    ...(period !== null ? [say('framework.frozen', { period })] : inUse ? [say('framework.in-use')] : []),
    ...(variant ? [say('framework.variant', { sector: variant.title })] : []),
    ...(variants && !variant
      ? [say('framework.variants', { sectors: { list: variants.map(({ title }) => title), by: ', ' } })]
      : []),
  ];
}

/** The same framework in the words of each other sector, and in general. */
function variantButtons({ framework, variant }: FoundFramework, source: string): readonly (readonly ScreenButton[])[] {
  const { variants } = framework;
  if (!variants) return [];
  const others: readonly { readonly key: string | null; readonly title: Words }[] = [
    ...variants.filter(({ key }) => key !== variant?.key),
    ...(variant ? [{ key: null, title: say('sector.general') }] : []),
  ];
  return [
    others.map(({ key, title }) => ({
      label: say('framework.variant-button', { sector: title }),
      data: frameworkData.show(withVariant(source, key)),
    })),
  ];
}

function gone(scene: Scene): Screen {
  return {
    lines: [refuse('framework-gone')],
    buttons: [
      [...(scene.actor.isHr ? [{ label: say('framework.all'), data: commandData('kerangka') }] : []), menuButton],
    ],
  };
}

/** What a framework is for begins with the sentence that says it shortest. */
function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}

/** Two buttons a row, or more where Telegram's 12 rows would not do. */
function rowsOf(buttons: readonly ScreenButton[]): readonly (readonly ScreenButton[])[] {
  const perRow = Math.max(2, Math.ceil(buttons.length / 9));
  return buttons.flatMap((_, index) => (index % perRow === 0 ? [buttons.slice(index, index + perRow)] : []));
}
