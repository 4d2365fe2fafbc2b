import { z } from 'zod';
import { translatePlain } from '../../i18n/translate.ts';
import { type AccountRow, lockAccount, updateAccount } from '../../storage/account.ts';
import type { Tx } from '../../storage/database.ts';
import { findEmployee, hasStaff } from '../../storage/employee.ts';
import { claimUpdate } from '../../storage/processed-update.ts';
import type { Incoming } from '../../telegram/incoming.ts';
import type { Outgoing } from '../../telegram/outgoing.ts';
import { conversationView } from '../conversation/conversation-view.ts';
import type { App } from './app.ts';
import { dispatch } from './dispatch.ts';
import type { Outcome, View } from './feature.ts';
import { renderScreen } from './render-screen.ts';
import { type Actor, NeedsFile, type Scene } from './scene.ts';

/** What to do at Telegram once the transaction is committed. */
export type Reply =
  | {
      readonly kind: 'show';
      readonly messages: readonly Outgoing[];
      /** The pressed message was old: it changed nothing and loses its buttons. */
      readonly stale: boolean;
      readonly screenMessageId: number | null;
      readonly actor: Actor;
    }
  | { readonly kind: 'toast'; readonly text: string; readonly clear: boolean };

/** The transaction of one update: claim it, lock the person, do what they asked, keep what their screen shows. Null when there is nothing to answer. */
export async function workOnUpdate(
  app: App,
  tx: Tx,
  incoming: Incoming,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Reply | null> {
  const now = app.now();
  const account = await lockAccount(tx, { telegramId: incoming.from.id, firstName: incoming.from.firstName, now });
  const actor = await findActor(app, tx, account);
  const scene: Scene = {
    tx,
    now,
    actor,
    settings: app.settings,
    registry: app.registry,
    botUsername: app.gateway.identity.username,
    fileBytes: (file) => {
      const bytes = files.get(file.fileId);
      if (!bytes) throw new NeedsFile(file);
      return bytes;
    },
  };
  if (!(await claimUpdate(tx, incoming.updateId, now))) {
    return account.lastUpdateId === incoming.updateId ? showAgain(scene, account, false) : null;
  }
  const outcome = await dispatch(scene, incoming);
  if (!outcome) {
    await updateAccount(tx, account.telegramId, { lastUpdateId: BigInt(incoming.updateId) });
    return null;
  }
  return conclude(scene, incoming, outcome);
}

async function conclude(scene: Scene, incoming: Incoming, outcome: Outcome): Promise<Reply | null> {
  const { tx, actor } = scene;
  const lastUpdateId = BigInt(incoming.updateId);
  switch (outcome.kind) {
    case 'toast':
      await updateAccount(tx, actor.telegramId, { lastUpdateId });
      return { kind: 'toast', text: translatePlain(actor.locale, outcome.words), clear: outcome.clear };
    case 'stale':
      await updateAccount(tx, actor.telegramId, { lastUpdateId });
      return showAgain(scene, actor.account, true);
    case 'show': {
      // A command may have changed who the person is or which language they read.
      const account = await lockAccount(tx, {
        telegramId: actor.telegramId,
        firstName: actor.account.firstName,
        now: scene.now,
      });
      const fresh = { ...scene, actor: await findActor(scene, tx, account) };
      const view = viewKindOf(fresh, outcome.view);
      const screen = await view.render(fresh, outcome.view.args);
      const ahead = (outcome.first ?? []).flatMap((each) => renderScreen(each, fresh.actor.locale));
      const messages = [...ahead, ...renderScreen(screen, fresh.actor.locale, outcome.note)];
      const conversationId =
        outcome.view.name === conversationView.name ? z.object({ id: z.number() }).parse(outcome.view.args).id : null;
      await updateAccount(tx, actor.telegramId, {
        lastUpdateId,
        view: { name: outcome.view.name, args: outcome.view.args },
        conversationId,
      });
      return { kind: 'show', messages, stale: false, screenMessageId: account.screenMessageId, actor: fresh.actor };
    }
    default:
      return outcome satisfies never;
  }
}

const storedViewSchema = z.object({ name: z.string(), args: z.json() });

/** What the person's screen shows, made again from the database: for a repeated delivery and for an old button. */
async function showAgain(scene: Scene, account: AccountRow, stale: boolean): Promise<Reply> {
  const stored = storedViewSchema.safeParse(account.view);
  const view: View = stored.success ? stored.data : { name: 'menu', args: {} };
  const screen = await viewKindOf(scene, view).render(scene, view.args);
  return {
    kind: 'show',
    messages: renderScreen(screen, scene.actor.locale),
    stale,
    screenMessageId: account.screenMessageId,
    actor: scene.actor,
  };
}

function viewKindOf(scene: Scene, view: View) {
  const kind = scene.registry.views.get(view.name) ?? scene.registry.views.get('menu');
  if (!kind) throw new Error(`No feature provides the view ${view.name}, nor a menu.`);
  return kind;
}

async function findActor(app: Pick<App, 'settings'>, tx: Tx, account: AccountRow): Promise<Actor> {
  const found = account.employeeId === null ? null : await findEmployee(tx, account.employeeId);
  const employee = found?.active ? found : null;
  return {
    telegramId: account.telegramId,
    account,
    employee,
    // A chat that was cut off (a lost phone) is nobody's, whatever the setting says.
    isHr: employee?.role === 'hr' || (account.cutOffAt === null && app.settings.hrTelegramIds.has(account.telegramId)),
    isSupervisor: employee !== null && (await hasStaff(tx, employee.id)),
    locale: account.locale ?? app.settings.locale,
  };
}
