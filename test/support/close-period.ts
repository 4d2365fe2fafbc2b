import type { Person } from '../../src/simulator/person.ts';
import type { Stage } from './bot.ts';
import type { District, ResidentName } from './district.ts';
import { pressFor, sendFor } from './talk.ts';

/** Somebody of the test district, as a person at the simulator. */
export function personOf(stage: Stage, { people }: District, name: ResidentName): Person {
  const { telegramId, name: firstName } = people[name];
  return stage.simulator.person({ id: telegramId, firstName });
}

/** HR closes the open period of the test district and releases what is reviewed. */
export async function closeAndRelease(hr: Person): Promise<void> {
  await sendFor(hr, '/periode', /Periode penilaian/);
  await pressFor(hr, /Semester II 2026/, /terbuka/);
  await pressFor(hr, /Tutup/, /Tutup .*\?/);
  await pressFor(hr, /Ya, tutup/, /ditutup|tertutup/);
  await pressFor(hr, /Rilis/, /Rilis .*\?/);
  await pressFor(hr, /Ya, rilis/, /dirilis/);
}
