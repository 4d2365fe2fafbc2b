import { z } from 'zod';
import { translatePlain } from '../../i18n/translate.ts';
import { saveScreen, updateAccount } from '../../storage/account.ts';
import type { Tx } from '../../storage/database.ts';
import { findClaim } from '../../storage/processed-update.ts';
import type { Incoming } from '../../telegram/incoming.ts';
import type { Outgoing } from '../../telegram/outgoing.ts';
import { conversationView } from '../conversation/conversation-view.ts';
import { menuView } from '../menu/menu-view.ts';
import type { App } from './app.ts';
import { dispatch } from './dispatch.ts';
import { type Outcome, type View, ViewOutdated } from './feature.ts';
import { renderScreen } from './render-screen.ts';
import type { Actor, OpenQuestion, Scene } from './scene.ts';
import type { Screen } from './screen.ts';
import { refreshActor, setScene } from './set-scene.ts';

/** What to do at Telegram once the transaction is committed. */
export type Reply =
  | {
      readonly kind: 'show';
      readonly messages: readonly Outgoing[];
      /** The pressed message was old: it changed nothing and loses its buttons. */
      readonly stale: boolean;
      readonly screenMessageId: number | null;
      /** When the effects of the update were committed: before now where its reply did not arrive. */
      readonly since: Date;
      readonly actor: Actor;
      /** The question it asks, where the next press may be answered from memory (`quick-steps.ts`). */
      readonly question: OpenQuestion | null;
      /** When it was last looked in full whether it may be shown: now, but for an answer taken from memory. */
      readonly lookedAt: Date;
    }
  | { readonly kind: 'toast'; readonly text: string; readonly clear: boolean };

/** The transaction of one update: claim it, lock the person, do what they asked, keep what their screen shows. Null when there is nothing to answer. */
export async function workOnUpdate(
  app: App,
  tx: Tx,
  incoming: Incoming,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Reply | null> {
  const { scene, claimed } = await setScene(app, tx, incoming.from, files, incoming.updateId);
  if (!claimed) return repeat(scene, incoming.updateId);
  const outcome = await dispatch(scene, incoming);
  return outcome && conclude(scene, incoming, outcome);
}

/** The effects are there already. Who has done something since has seen newer replies; what had no screen of its own (a toast) has nothing to show again. */
async function repeat(scene: Scene, updateId: number): Promise<Reply | null> {
  if (scene.actor.account.lastUpdateId !== updateId) return null;
  return showAgain(scene, (await findClaim(scene.tx, updateId)) ?? scene.now, false);
}

async function conclude(scene: Scene, incoming: Incoming, outcome: Outcome): Promise<Reply | null> {
  const { tx, actor } = scene;
  switch (outcome.kind) {
    case 'toast':
      return { kind: 'toast', text: translatePlain(actor.locale, outcome.words), clear: outcome.clear };
    case 'stale':
      await updateAccount(tx, actor.telegramId, { lastUpdateId: BigInt(incoming.updateId) });
      return showAgain(scene, scene.now, true);
    case 'show': {
      // An answer does not change who the person is; a command or a button may.
      const asking = outcome.view.name === conversationView.name;
      const fresh = asking ? scene : await refreshActor(scene);
      const screen = await renderView(fresh, outcome.view);
      const ahead = (outcome.first ?? []).flatMap((each) => renderScreen(each, fresh.actor.locale));
      const messages = [...ahead, ...renderScreen(screen, fresh.actor.locale, outcome.note)];
      const conversationId = asking ? z.object({ id: z.number() }).parse(outcome.view.args).id : null;
      await saveScreen(tx, actor.telegramId, {
        lastUpdateId: incoming.updateId,
        view: { name: outcome.view.name, args: outcome.view.args },
        conversationId,
      });
      return {
        kind: 'show',
        messages,
        stale: false,
        screenMessageId: fresh.actor.account.screenMessageId,
        since: scene.now,
        actor: fresh.actor,
        question: asking && messages.length === 1 ? fresh.open.question : null,
        lookedAt: scene.now,
      };
    }
    default:
      return outcome satisfies never;
  }
}

const storedViewSchema = z.object({ name: z.string(), args: z.json() });

/** What the person's screen shows, made again from the database: for a repeated delivery and for an old button. */
async function showAgain(scene: Scene, since: Date, stale: boolean): Promise<Reply> {
  const { account, locale } = scene.actor;
  return {
    kind: 'show',
    messages: renderScreen(await renderStored(scene, account.view), locale),
    stale,
    screenMessageId: account.screenMessageId,
    since,
    actor: scene.actor,
    question: null,
    lookedAt: scene.now,
  };
}

/** The menu stands in for a view that was stored by another version and is gone, or takes other arguments today. */
async function renderStored(scene: Scene, stored: unknown): Promise<Screen> {
  const view = storedViewSchema.safeParse(stored).data;
  if (!view || !scene.registry.views.has(view.name)) return renderView(scene, menuView.of({}));
  try {
    return await renderView(scene, view);
  } catch (error) {
    if (error instanceof ViewOutdated) return renderView(scene, menuView.of({}));
    throw error;
  }
}

function renderView(scene: Scene, { name, args }: View): Promise<Screen> {
  const kind = scene.registry.views.get(name);
  if (!kind) throw new Error(`No feature provides the view ${name}.`);
  return kind.render(scene, args);
}
