import { translatePlain } from '../../i18n/translate.ts';
import { locales, say } from '../../i18n/words.ts';
import type { App } from './app.ts';

/** What somebody who has not joined can do; everybody else has a menu of their own chat. */
const forStrangers = ['start', 'bahasa', 'privasi', 'bantuan'];

/** Sets the command menu that strangers see, in each language of their app, and in LOCALE for every other language. Never throws: failures are logged by the gateway. */
export async function offerDefaultCommands({ gateway, registry, settings }: App): Promise<void> {
  const commands = forStrangers.flatMap((name) => registry.commands.get(name) ?? []);
  const entriesIn = (locale: (typeof locales)[number]) =>
    commands.map(({ name, description }) => ({ command: name, description: translatePlain(locale, say(description)) }));
  await gateway.setCommands(entriesIn(settings.locale), { locale: null });
  for (const locale of locales) await gateway.setCommands(entriesIn(locale), { locale });
}
