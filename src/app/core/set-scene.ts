import type { Tx } from '../../storage/database.ts';
import { haveStaff } from '../../storage/employee.ts';
import { lockWhoActs, type WhoActs } from '../../storage/who-acts.ts';
import type { Incoming } from '../../telegram/incoming.ts';
import type { App } from './app.ts';
import { type Actor, NeedsFile, type Scene, type StandIn } from './scene.ts';
import { findStandIn } from './stand-in.ts';

/**
 * Locks the person and gathers what one of their updates is worked on with. `files`: bytes fetched by earlier attempts, by file id. With `updateId` the update is claimed
 * in the same statement; `claimed` is false when its effects are there already.
 */
export async function setScene(
  app: App,
  tx: Tx,
  from: Incoming['from'],
  files: ReadonlyMap<string, Uint8Array>,
  updateId: number | null = null,
): Promise<{ readonly scene: Scene; readonly claimed: boolean }> {
  const now = app.now();
  const { claimed, ...who } = await lockWhoActs(tx, { telegramId: from.id, firstName: from.firstName, now }, updateId);
  const scene: Scene = {
    tx,
    now,
    actor: await actorOf({ settings: app.settings, tx, now }, who),
    settings: app.settings,
    registry: app.registry,
    botUsername: app.gateway.identity.username,
    open: { question: null },
    fileBytes: (file) => {
      const bytes = files.get(file.fileId);
      if (!bytes) throw new NeedsFile(file);
      return bytes;
    },
  };
  return { scene, claimed };
}

/** The scene with the person as they are now: what they did may have changed who they are or which language they read. */
export async function refreshActor(scene: Scene): Promise<Scene> {
  const { telegramId, account } = scene.actor;
  const who = await lockWhoActs(scene.tx, { telegramId, firstName: account.firstName, now: scene.now }, null);
  return { ...scene, actor: await actorOf(scene, who) };
}

/** Who an account is today: nobody once HR took them off the roster, and nobody's where the chat was cut off. */
async function actorOf(scene: Pick<Scene, 'tx' | 'settings' | 'now'>, who: WhoActs): Promise<Actor> {
  const { tx, settings } = scene;
  const { account } = who;
  const employee = who.employee?.active ? who.employee : null;
  const standIn = employee === null || !who.delegate ? nobody : await findStandIn(scene, employee.id);
  return {
    telegramId: account.telegramId,
    account,
    employee,
    // A chat that was cut off (a lost phone) is nobody's, whatever the setting says.
    isHr: employee?.role === 'hr' || (account.cutOffAt === null && settings.hrTelegramIds.has(account.telegramId)),
    isSupervisor:
      employee !== null &&
      (who.leads ||
        (await haveStaff(
          tx,
          standIn.supervisors.map(({ id }) => id),
        ))),
    standIn,
    locale: account.locale ?? settings.locale,
  };
}

const nobody: StandIn = { supervisors: [], asPeer: new Set() };
