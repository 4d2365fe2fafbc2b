import { type AccountRow, lockAccount } from '../../storage/account.ts';
import type { Tx } from '../../storage/database.ts';
import { findEmployee, hasStaff } from '../../storage/employee.ts';
import type { Incoming } from '../../telegram/incoming.ts';
import type { App } from './app.ts';
import { type Actor, NeedsFile, type Scene, type StandIn } from './scene.ts';
import { findStandIn } from './stand-in.ts';

/** Locks the person and gathers what one of their updates is worked on with. `files`: bytes fetched by earlier attempts, by file id. */
export async function setScene(
  app: App,
  tx: Tx,
  from: Incoming['from'],
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Scene> {
  const now = app.now();
  const account = await lockAccount(tx, { telegramId: from.id, firstName: from.firstName, now });
  return {
    tx,
    now,
    actor: await findActor({ settings: app.settings, tx, now }, account),
    settings: app.settings,
    registry: app.registry,
    botUsername: app.gateway.identity.username,
    fileBytes: (file) => {
      const bytes = files.get(file.fileId);
      if (!bytes) throw new NeedsFile(file);
      return bytes;
    },
  };
}

/** Who an account is today: nobody once HR took them off the roster, and nobody's where the chat was cut off. */
export async function findActor(scene: Pick<Scene, 'tx' | 'settings' | 'now'>, account: AccountRow): Promise<Actor> {
  const { tx, settings } = scene;
  const found = account.employeeId === null ? null : await findEmployee(tx, account.employeeId);
  const employee = found?.active ? found : null;
  const standIn = employee === null ? nobody : await findStandIn(scene, employee.id);
  return {
    telegramId: account.telegramId,
    account,
    employee,
    // A chat that was cut off (a lost phone) is nobody's, whatever the setting says.
    isHr: employee?.role === 'hr' || (account.cutOffAt === null && settings.hrTelegramIds.has(account.telegramId)),
    isSupervisor:
      employee !== null && (await leadsAnybody(tx, [employee.id, ...standIn.supervisors.map(({ id }) => id)])),
    standIn,
    locale: account.locale ?? settings.locale,
  };
}

const nobody: StandIn = { supervisors: [], asPeer: new Set() };

async function leadsAnybody(tx: Tx, supervisorIds: readonly number[]): Promise<boolean> {
  for (const id of supervisorIds) if (await hasStaff(tx, id)) return true;
  return false;
}
