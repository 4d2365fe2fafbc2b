import { z } from 'zod';
import { translatePlain } from '../../i18n/translate.ts';
import { type Locale, locales, say } from '../../i18n/words.ts';
import { updateAccount } from '../../storage/account.ts';
import { type Command, defineAction, defineView, type Outcome, show } from '../core/feature.ts';
import type { Scene } from '../core/scene.ts';
import type { ScreenButton } from '../core/screen.ts';
import { menuView } from '../menu/menu-view.ts';
import { startView } from './start-view.ts';
import { welcomeView } from './welcome-view.ts';

/** The languages to choose from, each by its own name. */
export const languageView = defineView('language', z.object({ joining: z.boolean() }), async (_scene, { joining }) => ({
  lines: [say('language.ask')],
  buttons: locales.map((locale): ScreenButton[] => [
    { label: nameOf(locale), data: languageAction.data(locale, joining ? 'joining' : 'menu') },
  ]),
}));

/** Keeps the language; the command menu follows with the reply. */
export const languageAction = defineAction(
  'lang',
  z.tuple([z.enum(locales), z.enum(['joining', 'menu'])]),
  async (scene, [locale, next]) => {
    await updateAccount(scene.tx, scene.actor.telegramId, { locale });
    return afterLanguage(scene, next === 'joining');
  },
);

/** /bahasa */
export const languageCommand: Command = {
  name: 'bahasa',
  description: 'command.bahasa',
  menu: 'menu.bahasa',
  allows: () => true,
  run: async () => show(languageView.of({ joining: false })),
};

function afterLanguage({ actor }: Scene, joining: boolean): Outcome {
  if (actor.employee && joining) return show(welcomeView.of({}));
  if (actor.employee || actor.isHr) return show(menuView.of({}), say('language.chosen'));
  return show(startView.of({}), say('language.chosen'));
}

/** A button names its language in that language, whatever the person reads now. */
function nameOf(locale: Locale): string {
  return translatePlain(locale, say('language.name'));
}
