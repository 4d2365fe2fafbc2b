import type { Person } from '../../src/simulator/person.ts';
import { type Answer, assessSelf, reviewAsProposed } from './appraisals.ts';
import type { Stage } from './bot.ts';
import { addColleagues, castOf } from './colleagues.ts';
import { type District, type Resident, settleDistrict } from './district.ts';
import { sendFor } from './talk.ts';

/** Ani in Gerunggang: assessed by herself and her supervisor, with four colleagues asked and nobody answered. */
export interface ReviewedAni {
  readonly district: District;
  readonly peers: readonly Resident[];
  cast(resident: Resident): Person;
}

const questions = [/Kompetensi teknis/, /Pelayanan/, /Hasil kerja/, /Kepatuhan prosedur/, /Komunikasi tim/];

/** Plays Ani's period up to there, through everybody's own chats. */
export async function reviewAni(stage: Stage): Promise<ReviewedAni> {
  const cast = castOf(stage.simulator);
  const { database } = stage.bot().app;
  const district = await settleDistrict(database, { framework: 'gerunggang' });
  const colleagues = await addColleagues(database, district, ['Dedi', 'Eka', 'Fani']);
  for (const resident of [...Object.values(district.people), ...colleagues])
    await sendFor(cast(resident), '/menu', /Silakan pilih/);
  const all = (level: number): readonly Answer[] => questions.map((question) => [question, level]);
  await assessSelf(cast(district.people.ani), all(4));
  await reviewAsProposed(cast(district.people.kasi), /Nilai Ani/, all(4), 'Terima kasih, teruslah berbagi ilmu.');
  return { district, peers: [district.people.budi, ...colleagues], cast };
}
