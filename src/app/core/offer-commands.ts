import { translatePlain } from '../../i18n/translate.ts';
import { say } from '../../i18n/words.ts';
import { saveMenu } from '../../storage/account.ts';
import { pause } from '../../telegram/pause.ts';
import type { App } from './app.ts';
import { errorForLog } from './error-for-log.ts';
import type { Actor } from './scene.ts';

/** How long the person's next update waits for the command menu, in milliseconds. A menu that takes longer (429 while hundreds join) is set beside it. */
const patienceMs = 2_000;

/** Sets Telegram's command menu of one chat to what this person may do, in their language, when that changed. Never throws: the screen is shown, and that is what matters. */
export async function offerCommands(app: App, chatId: number, actor: Actor): Promise<void> {
  const allowed = [...app.registry.commands.values()].filter(
    (command) => command.allows(actor) && command.offered === undefined,
  );
  const menu = `${actor.locale}:${allowed.map((command) => command.name).join(',')}`;
  if (menu === actor.account.menu) return;
  const entries = allowed.map((command) => ({
    command: command.name,
    description: translatePlain(actor.locale, say(command.description)),
  }));
  const done = new AbortController();
  const setting = setMenu(app, chatId, entries, actor.telegramId, menu).finally(() => done.abort());
  await Promise.race([setting, pause(patienceMs, done.signal)]);
}

async function setMenu(
  app: App,
  chatId: number,
  entries: Parameters<App['gateway']['setCommands']>[0],
  telegramId: number,
  menu: string,
): Promise<void> {
  try {
    await app.gateway.setCommands(entries, { chatId, locale: null });
    await saveMenu(app.database, telegramId, menu);
  } catch (error) {
    app.log.warn({ err: errorForLog(error) }, 'A command menu could not be kept; the next reply sets it again.');
  }
}
