import { translatePlain } from '../../i18n/translate.ts';
import { say } from '../../i18n/words.ts';
import { updateAccount } from '../../storage/account.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from './app.ts';
import type { Actor } from './scene.ts';

/** Sets Telegram's command menu of one chat to what this person may do, in their language, when that changed. */
export async function offerCommands(app: App, chatId: number, actor: Actor): Promise<void> {
  const allowed = [...app.registry.commands.values()].filter((command) => command.allows(actor));
  const menu = `${actor.locale}:${allowed.map((command) => command.name).join(',')}`;
  if (menu === actor.account.menu) return;
  const entries = allowed.map((command) => ({
    command: command.name,
    description: translatePlain(actor.locale, say(command.description)),
  }));
  await app.gateway.setCommands(entries, { chatId, locale: null });
  await withTransaction(app.database, (tx) => updateAccount(tx, actor.telegramId, { menu }));
}
