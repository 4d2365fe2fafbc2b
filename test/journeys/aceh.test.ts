import { afterAll, beforeAll, expect, it } from 'vitest';
import { agreePlan, report } from '../../src/demo/plan-steps.ts';
import type { Person } from '../../src/simulator/person.ts';
import { type Answer, answerAll, reviewAsProposed } from '../support/appraisals.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { crowd, makeServiceCode, rateUnit } from '../support/citizens.ts';
import { closeAndRelease } from '../support/close-period.ts';
import { addColleagues, castOf, rateColleague } from '../support/colleagues.ts';
import { type District, type Resident, type ResidentName, settleDistrict } from '../support/district.ts';
import { pressFor, screen, sendFor } from '../support/talk.ts';

/** Aceh: reports all year, one's own standing at any time, and the public's word on the service of the unit. */
let stage: Stage;
let district: District;
let colleagues: readonly Resident[];
let cast: ReturnType<typeof castOf>;
let newCitizen: () => Person;

beforeAll(async () => {
  stage = await openStage({ start: new Date('2026-08-03T02:00:00Z') });
  const { database } = stage.bot().app;
  district = await settleDistrict(database, { framework: 'aceh' });
  colleagues = await addColleagues(database, district, ['Dedi', 'Eka', 'Fani']);
  cast = castOf(stage.simulator);
  newCitizen = crowd(stage.simulator, 60_000);
  for (const resident of [...Object.values(district.people), ...colleagues])
    await sendFor(cast(resident), '/menu', /Silakan pilih/);
});
afterAll(() => stage.close());

const somebody = (name: ResidentName) => cast(district.people[name]);
const all = (work: number, service: number, order: number, change: number): readonly Answer[] => [
  [/Kualitas pekerjaan/, work],
  [/Kualitas layanan publik/, service],
  [/Disiplin/, order],
  [/Adaptabilitas/, change],
];

it('plays one period from a year of reports to the released result', async () => {
  const [ani, kasi, hr] = [somebody('ani'), somebody('kasi'), somebody('hr')];
  await sendFor(hr, '/kerangka', /Kerangka penilaian/);
  await pressFor(hr, /Pemerintah Aceh/, /Siapa yang menilai/);
  await pressFor(hr, /Pakai kerangka ini/, /kini dipakai/);
  await agreePlan(ani, kasi, [
    {
      kind: /^Utama/,
      aspect: /Kuantitas/,
      title: 'Warga terlayani',
      direction: /Makin tinggi/,
      target: '100',
      unit: 'warga',
      weight: '1',
    },
  ]);
  stage.clock.set(new Date('2026-10-05T02:00:00Z'));
  await report(ani, 1, '90');

  // Nine citizens: no figure, and nothing that counts.
  const code = await makeServiceCode(hr, /Seksi Darat/);
  for (const level of [5, 4, 3, 5, 4, 3, 5, 4]) await rateUnit(newCitizen(), code, level);
  expect((await rateUnit(newCitizen(), code, 3, 'Antreannya tertib.')).text).toContain('Masih perlu 1 lagi');

  // Her standing before anything was sent: only the public's word, and it is not there yet.
  stage.clock.set(new Date('2026-12-17T02:00:00Z'));
  await sendFor(ani, '/hasil', /Hasil penilaian/);
  const early = await pressFor(ani, /[Ss]ementara/, /Layanan unit menurut masyarakat/);
  expect(early.text).toContain('Masih perlu 1 lagi');

  ani.send('/nilai');
  await screen(ani, /Kualitas pekerjaan/);
  await sendFor(ani, 'https://arsip.contoh.go.id/laporan/7', /dicatat/);
  await answerAll(ani, all(4, 4, 4, 4));
  // Self alone: 4 of 5 = 80.
  await pressFor(ani, /Kirim penilaian diri/, /80,00 dari 100/);

  // The supervisor's proposal without citizens says what is missing.
  for (const { name } of colleagues) await rateAs(name);
  await rateAs('Budi');
  await reviewAsProposed(kasi, /Nilai Ani/, all(4, 2, 4, 4), 'Mari perjelas syarat layanan bersama.');

  // The tenth: (5+4+3+5+4+3+5+4+3+4) / 10 = 4,00.
  expect((await rateUnit(newCitizen(), code, 4)).text).toContain('4,00 dari 5, dari 10 penilaian');
  // One more does not move it, and is not counted yet.
  expect((await rateUnit(newCitizen(), code, 1)).text).toContain('4,00 dari 5, dari 10 penilaian');

  stage.clock.set(new Date('2027-01-22T02:00:00Z'));
  await closeAndRelease(hr);

  // Service: 0,6 × 2 + 0,25 × 3 + 0,15 × 4 = 2,55; all else 4.
  // (40 × 4 + 15 × 2,55 + 25 × 4 + 20 × 4) / 100 = 3,7825 of 5 = 75,65. Results 198,25 / 55 = 3,60 and behaviour 4 both meet: Baik.
  const result = await sendFor(ani, '/hasil', /75,65 dari 100/);
  expect(result.text).toMatch(/Predikat kinerja: Baik/);
  expect(result.text).toContain('Tempelkan atau kirimkan daftar syarat');
  const explained = await pressFor(ani, /Bagaimana dihitung/, /Nilai akhir/);
  expect(explained.text).toContain('masyarakat 4,00 dari 10 penilaian × 15 %');
  expect(explained.text).toContain('2,55');
  expect(explained.text).toContain('Hasil kerja: 3,60');
  await pressFor(ani, /Kembali|hasil/i, /75,65/);
  const voice = await pressFor(ani, /Suara masyarakat/, /Nilai layanan dari masyarakat/);
  expect(voice.text).toContain('Antreannya tertib.');
}, 180_000);

/** A peer's answers on Ani: 4 on all but the service, 3. */
async function rateAs(name: string): Promise<void> {
  const person = cast(colleagues.find((each) => each.name === name) ?? district.people.budi);
  await rateColleague(person, 'Ani', { levels: [4, 3, 4, 4] }, { commends: false });
}
