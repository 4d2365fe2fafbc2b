import { addDays, type CalendarDate, instantOf } from '../../domain/calendar.ts';
import { nextWorkingTime } from '../../domain/working-time.ts';
import { say, type Words } from '../../i18n/words.ts';
import type { DelegationRow } from '../../storage/delegation.ts';
import { listHolidays } from '../../storage/holiday.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import { commandData } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import { tellEmployee } from '../period/tell-employee.ts';

type Told = Omit<DelegationRow, 'cancelledAt'>;

/** Keys of what a delegation tells ahead of time: at its start, and when it is over. */
export function keysAhead(id: number): readonly [start: string, end: string] {
  return [`delegation:${id}:start`, `delegation:${id}:end`];
}

/** Tells the delegate now, on the first working morning and after the last day; and the supervisor, when somebody else set it. */
export async function tellDelegation(
  scene: Scene,
  delegation: Told,
  { own }: { readonly own: boolean },
): Promise<void> {
  const { id, from, to, startsOn, endsOn } = delegation;
  const span = { from: { date: startsOn }, to: { date: endsOn } };
  await tellEmployee(scene, to.id, {
    screen: screenOf([say('delegation.notice-given', { supervisor: from.name, ...span }), say('delegation.what')]),
    dedupeKey: `delegation:${id}:given`,
  });
  if (!own)
    await tellEmployee(scene, from.id, {
      screen: screenOf([say('delegation.notice-set', { delegate: to.name, ...span })]),
      dedupeKey: `delegation:${id}:set`,
    });
  const [start, end] = keysAhead(id);
  const begins = await morningOf(scene, startsOn, from.unitId);
  // One that begins now was just told.
  if (begins > scene.now)
    await tellEmployee(scene, to.id, {
      screen: screenOf([say('delegation.notice-start', { supervisor: from.name, ...span })]),
      dedupeKey: start,
      dueAt: begins,
    });
  const ends = await morningOf(scene, addDays(endsOn, 1), from.unitId);
  await tellEmployee(scene, to.id, {
    screen: screenOf([say('delegation.notice-end', { supervisor: from.name })]),
    dedupeKey: end,
    dueAt: ends,
  });
}

/** Tells the delegate that it is over before its time. */
export async function tellCancelled(scene: Scene, { id, from, to }: Told): Promise<void> {
  await tellEmployee(scene, to.id, {
    screen: screenOf([say('delegation.notice-cancelled', { supervisor: from.name })]),
    dedupeKey: `delegation:${id}:cancelled`,
  });
}

/** The first working hour on or after a day. */
async function morningOf(scene: Scene, date: CalendarDate, unitId: number): Promise<Date> {
  const zone = await zoneOf(scene, unitId);
  return nextWorkingTime(instantOf(date, 0, zone), zone, await listHolidays(scene.tx));
}

function screenOf(lines: readonly Words[]) {
  return { lines, buttons: [[{ label: say('menu.tim'), data: commandData('tim') }]] };
}
