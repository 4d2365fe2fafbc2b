import type { Framework } from '../domain/framework.ts';
import type { SimulatorClock } from '../simulator/clock.ts';
import type { Doing } from '../simulator/opening.ts';
import type { Person } from '../simulator/person.ts';
import type { Simulator } from '../simulator/start-simulator.ts';
import type { RunningBot } from '../start-bot.ts';
import { acceptSectors, importRoster, invite, join, makeServiceCode, openPeriod, settleIn } from './district-steps.ts';
import { playSelfAssessment } from './play-self-assessment.ts';
import { playWorkPlan } from './play-work-plan.ts';
import { type SamplePerson, samplePeople, sampleRoster } from './sample-people.ts';
import { type Cast, demoTour } from './tour.ts';

/** Given in the roster, but their links are not opened yet: the newcomers of the demo. */
const newcomers = 2;

export interface Opening {
  readonly simulator: Simulator;
  readonly clock: SimulatorClock;
  readonly bot: RunningBot;
  readonly framework: Framework;
  /** The instant at which the visitor takes over: the morning on which self-assessment opens. */
  readonly opensAt: Date;
  /** Told what is done next, as step `at` of `of`. */
  doing(step: Doing, at: number, of: number): void;
}

/** HR's Telegram id in the demo, known before the roster is read. */
export const demoHrTelegramId = 700_002;

const demoCitizenTelegramId = 700_901;

/**
 * Plays the district's first weeks through the chat, exactly as its people would: HR imports the roster, hands out links and opens the period; people join; on the morning of
 * the opening everybody is reminded and two have already assessed themselves.
 */
export async function playOpening({ simulator, clock, bot, framework, opensAt, doing }: Opening): Promise<void> {
  let at = 0;
  const tell = (step: Doing) => {
    at += 1;
    doing(step, at, Object.keys(steps).length);
  };
  const people = await samplePeople(framework.key);
  tell(steps.roster);
  const cast = new Map<string, Person>();
  const joining = people.filter((person) => !isNewcomer(person, people));
  for (const person of joining) cast.set(person.nip, enter(simulator, person));
  const hr = people.find(({ role }) => role === 'hr');
  const officer = hr && cast.get(hr.nip);
  if (!hr || !officer) throw new Error('The sample roster has no HR.');

  await settleIn(officer, /Daftar pegawai masih kosong/);
  await importRoster(officer, await sampleRoster(framework.key));
  tell(steps.period);
  const codes = await invite(officer, simulator);
  if (framework.variants) await acceptSectors(officer, framework);
  await openPeriod(officer, framework);
  tell(steps.joining);
  await Promise.all(
    joining.map((person) => {
      const guest = cast.get(person.nip);
      return guest && join(guest, codes.get(person.nip) ?? '');
    }),
  );
  for (const person of people) {
    if (isNewcomer(person, people)) enter(simulator, person, codes.get(person.nip) ?? '');
  }
  const staff = joining.filter(({ role }) => role === 'employee');
  const [assessed, employee, peer] = staff;
  const supervisor = people.find((person) => person.role === 'supervisor' && person.unit === assessed?.unit);
  const newcomer = people.find((person) => isNewcomer(person, people));
  const remote = staff.find(({ unit }) => unit !== assessed?.unit);
  if (!assessed || !employee || !peer || !supervisor || !newcomer || !remote)
    throw new Error('The sample roster is too small for the demo.');
  const part = ({ nip }: SamplePerson) => {
    const guest = cast.get(nip);
    if (!guest) throw new Error(`${nip} is not in the demo's cast.`);
    return guest;
  };
  const byPlan = await playWorkPlan(part(assessed), part(supervisor), framework);
  const asksCitizens = framework.groups.some(({ kind }) => kind === 'citizen');
  const citizen = asksCitizens ? await enterCitizen(simulator, officer, assessed.unit) : null;

  tell(steps.morning);
  clock.set(opensAt);
  await bot.tick();
  await bot.idle();
  await playSelfAssessment(part(assessed), framework, byPlan);
  await playSelfAssessment(part(remote), framework);
  simulator.setTour(demoTour(framework, { hr, supervisor, employee, assessed, peer, newcomer, citizen }));
}

const steps = {
  roster: { id: 'Pengelola kepegawaian mengirim daftar pegawai …', en: 'HR sends the roster …' },
  period: { id: 'Kerangka dipilih dan periode dibuka …', en: 'A framework is chosen and the period opens …' },
  joining: { id: 'Pegawai bergabung lewat tautan masing-masing …', en: 'Employees join by their links …' },
  morning: {
    id: 'Pagi pembukaan: pengingat dikirim, dua orang menilai diri …',
    en: 'The morning of the opening: reminders go out, two assess themselves …',
  },
} as const satisfies Readonly<Record<string, Doing>>;

/** Somebody from the public who has just scanned the unit's poster. */
async function enterCitizen(
  simulator: Simulator,
  officer: Person,
  unit: string,
): Promise<NonNullable<Cast['citizen']>> {
  const startPayload = await makeServiceCode(officer, unit);
  const citizen = { telegramId: demoCitizenTelegramId, name: 'Bu Rahma' };
  simulator.person({
    id: citizen.telegramId,
    firstName: citizen.name,
    languageCode: 'id',
    role: 'citizen',
    note: `Memindai poster di ${unit}`,
    startPayload,
  });
  return { ...citizen, unit };
}

function isNewcomer(person: SamplePerson, people: readonly SamplePerson[]): boolean {
  return people
    .filter(({ role }) => role === 'employee')
    .slice(-newcomers)
    .includes(person);
}

function enter(simulator: Simulator, person: SamplePerson, code?: string): Person {
  const [firstName = '', ...rest] = person.name.split(' ');
  return simulator.person({
    id: person.telegramId,
    firstName,
    ...(rest.length > 0 && { lastName: rest.join(' ') }),
    languageCode: 'id',
    role: code === undefined ? person.role : 'newcomer',
    note: `${person.position} · ${person.unit}`,
    ...(code !== undefined && { startPayload: code }),
  });
}
