import { calendarDate, instantOf, toUtcMidnight } from '../../src/domain/calendar.ts';
import type { Zone } from '../../src/domain/zone.ts';
import type { Person } from '../../src/simulator/person.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';

/** A district whose people all have the bot's chat open, and a clock to move. Ends: self-assessment 7 January, review 21 January 2027. */
export interface ReminderStage extends Stage {
  readonly district: District;
  person(name: ResidentName): Person;
  /** What cron would do at this time of day (whole hours, or halves), and every message delivered. */
  at(date: string, hour: number, zone?: Zone): Promise<void>;
  /** Reminders and escalations that came into this chat since the last look, in words. */
  news(name: ResidentName): readonly string[];
  submitSelf(name: ResidentName, submittedAt: Date): Promise<void>;
  /** Closes what is open for everybody but these, so that a test sees only its own people. */
  leaveOnly(...names: readonly ResidentName[]): Promise<void>;
  addHoliday(date: string): Promise<void>;
}

const holidaysKept = ['2026-12-25', '2027-01-01'] as const;

/** Starts before anything opens (16 December 2026), with Christmas and New Year as holidays. */
export async function openReminderStage(framework = 'pauh'): Promise<ReminderStage> {
  const stage = await openStage({ start: new Date('2026-12-16T20:00:00Z'), hrTelegramIds: [1] });
  const { prisma } = stage.bot().app.database;
  const district = await settleDistrict(stage.bot().app.database, { framework });
  const names: readonly ResidentName[] = ['kepala', 'kasi', 'kapulau', 'ani', 'budi', 'citra', 'hr'];
  const people = new Map<ResidentName, Person>();
  for (const name of names) {
    const person = stage.simulator.person({ id: district.people[name].telegramId, firstName: name });
    person.start();
    await person.waitFor(/.+/);
    people.set(name, person);
  }
  const seen = new Map<ResidentName, number>();
  const person = (name: ResidentName): Person => {
    const found = people.get(name);
    if (!found) throw new Error(`Nobody is called ${name}.`);
    return found;
  };
  const addHoliday = async (date: string) => {
    await prisma.holiday.create({ data: { date: toUtcMidnight(calendarDate(date)), name: 'Libur' } });
  };
  for (const date of holidaysKept) await addHoliday(date);
  return {
    ...stage,
    district,
    person,
    async at(date, hour, zone = 'Asia/Jakarta') {
      stage.clock.set(instantOf(calendarDate(date), hour, zone));
      await stage.bot().tick();
      await stage.bot().idle();
    },
    news(name) {
      const after = seen.get(name) ?? 0;
      const fresh = person(name)
        .messages()
        .filter(({ id, from, text }) => id > after && from === 'bot' && /^🔔/.test(text));
      seen.set(name, Math.max(after, ...fresh.map(({ id }) => id)));
      return fresh.map(({ text }) => text);
    },
    async submitSelf(name, submittedAt) {
      await prisma.appraisal.update({
        where: { id: district.appraisals[name] },
        data: { selfSubmittedAt: submittedAt },
      });
    },
    async leaveOnly(...left) {
      const done = names.filter((name) => !left.includes(name)).map((name) => district.appraisals[name]);
      await prisma.appraisal.updateMany({
        where: { id: { in: done } },
        data: { selfSubmittedAt: new Date('2026-12-17T01:00:00Z'), reviewedAt: new Date('2026-12-17T01:00:00Z') },
      });
    },
    addHoliday,
  };
}

/** A time on the wall in Jakarta, for what happened in a test's story. */
export function wib(date: string, hour: number): Date {
  return instantOf(calendarDate(date), hour, 'Asia/Jakarta');
}
