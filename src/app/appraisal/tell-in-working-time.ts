import { nextWorkingTime } from '../../domain/working-time.ts';
import { findChats } from '../../storage/account.ts';
import { findEmployee } from '../../storage/employee.ts';
import { listHolidays } from '../../storage/holiday.ts';
import { enqueue, type Notice } from '../../storage/outbox.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { zoneOf } from './today-for.ts';

/** Asks employees to do something, each in their own language and in the next working time of their own zone; whoever has no chat is left out. The same key tells once for ever. */
export async function tellInWorkingTime(
  { tx, now, settings }: Pick<Scene, 'tx' | 'now' | 'settings'>,
  employeeIds: readonly number[],
  { screen, keyOf }: { readonly screen: Screen; keyOf(employeeId: number): string },
): Promise<void> {
  if (employeeIds.length === 0) return;
  const holidays = await listHolidays(tx);
  const notices: Notice[] = [];
  for (const { telegramId, locale, employeeId } of await findChats(tx, employeeIds)) {
    const employee = await findEmployee(tx, employeeId);
    if (!employee) continue;
    notices.push({
      chatId: telegramId,
      kind: 'notice',
      message: renderNotice(screen, locale ?? settings.locale),
      mustArrive: true,
      dedupeKey: keyOf(employeeId),
      dueAt: nextWorkingTime(now, await zoneOf({ tx, settings }, employee.unitId), holidays),
    });
  }
  await enqueue(tx, notices);
}
