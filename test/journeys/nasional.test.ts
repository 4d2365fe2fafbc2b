import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreePlan, type GivenItem, report } from '../../src/demo/plan-steps.ts';
import type { Person } from '../../src/simulator/person.ts';
import { type Answer, answerAll, assessSelf, reviewAsProposed } from '../support/appraisals.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { closeAndRelease, personOf } from '../support/close-period.ts';
import { addColleagues, castOf, rateColleague } from '../support/colleagues.ts';
import { type District, settleDistrict } from '../support/district.ts';
import { pressFor, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let ani: Person;
let budi: Person;
let kasi: Person;
let hr: Person;
let colleagues: readonly Person[];

const values = ['Berorientasi', 'Akuntabel', 'Kompeten', 'Harmonis', 'Loyal', 'Adaptif', 'Kolaboratif'];
const behaviour = (level: number): readonly Answer[] => values.map((value) => [new RegExp(value), level]);

const items: readonly GivenItem[] = [
  {
    kind: /^Utama/,
    aspect: /Kuantitas/,
    title: 'Berkas layanan selesai',
    direction: /Makin tinggi/,
    target: '1.000',
    unit: 'berkas',
    weight: '1',
  },
  {
    kind: /^Utama/,
    aspect: /Biaya/,
    title: 'Biaya per berkas',
    direction: /Makin rendah/,
    target: '10',
    unit: 'ribu rupiah',
    weight: '1',
  },
  {
    kind: /^Tambahan/,
    aspect: /Kualitas/,
    title: 'Pedoman layanan terbit',
    direction: /Terlaksana atau tidak/,
    weight: '1',
  },
];

/** One semester under PermenPANRB 6/2022 with the number of PP 30/2019; peers heard on behaviour make it 60 to 40, too few of them leave it at 70 to 30. */
beforeAll(async () => {
  stage = await openStage({ start: new Date('2026-08-03T02:00:00Z') });
  district = await settleDistrict(stage.bot().app.database, { framework: 'nasional' });
  [ani, budi] = [personOf(stage, district, 'ani'), personOf(stage, district, 'budi')];
  [kasi, hr] = [personOf(stage, district, 'kasi'), personOf(stage, district, 'hr')];
  const cast = castOf(stage.simulator);
  const added = await addColleagues(stage.bot().app.database, district, ['Dedi', 'Eka', 'Fani']);
  colleagues = added.map((resident) => cast(resident));
  for (const person of [kasi, hr, ...colleagues]) await sendFor(person, '/menu', /Silakan pilih/);
});
afterAll(() => stage.close());

describe('Nasional: the plan counts 70 %, behaviour 30 %, or 60 and 40 where peers were heard, and the number of PP 30/2019 explains itself', () => {
  it('from the plans to the released results, also where one target was never reported', async () => {
    await agreePlan(ani, kasi, items);
    await agreePlan(budi, kasi, items.slice(0, 2));
    stage.clock.set(new Date('2026-11-02T02:00:00Z'));
    // 1.500 of 1.000 is 150 %, 120 % count; 16 where 10 were planned, lower is better: 10/16 = 62,5 %; done is 100 %.
    await report(ani, 1, '1.500');
    await report(ani, 2, '16');
    const reported = await report(ani, 3, /Sudah terlaksana/);
    // (120 + 62,5 + 100) / 3 = 94,1666… %; between 80 % → 3 and 100 % → 4: 3 + 14,1666…/20 = 3,7083…
    expect(reported.text).toContain('Capaian rencana: 94,17 %');
    expect(reported.text).toContain('tingkat 3,71');
    await report(budi, 1, '1.000');

    // Before the period's end Budi's second target may still be reported, so the plan gives no number and is rated.
    stage.clock.set(new Date('2026-12-18T02:00:00Z'));
    const question = await sendFor(budi, '/nilai', /1 dari 8[\s\S]*Rencana hasil kerja/);
    expect(question.text).toContain('1 dari 2 butir sudah dilaporkan');
    expect(question.text).toContain('setelah 31 Desember 2026 butir tanpa laporan dihitung 0 %');
    await answerAll(budi, [[/Rencana hasil kerja/, 3], ...behaviour(3)]);
    await pressFor(budi, /Kirim penilaian diri/, /Hasil sementara/);
    await assessSelf(ani, behaviour(4));

    // The system asks the four others of the unit about each. About Ani all answer, about Budi only two.
    await stage.bot().idle();
    const [dedi, eka, fani] = colleagues;
    if (!dedi || !eka || !fani) throw new Error('Three colleagues were asked for.');
    for (const [person, level] of [
      [budi, 5],
      [dedi, 5],
      [eka, 5],
      [fani, 3],
    ] as const)
      await rateAs(person, 'Ani', level);
    for (const person of [dedi, eka]) await rateAs(person, 'Budi', 1);

    // After it the target that nobody reported on counts as 0 %: (100 + 0) / 2 = 50 %.
    stage.clock.set(new Date('2027-01-04T02:00:00Z'));
    await reviewAsProposed(kasi, /Nilai Ani/, behaviour(4), 'Kerja Ani tertata; biaya per berkas kita bahas bersama.');
    await reviewAsProposed(kasi, /Nilai Budi/, behaviour(3), 'Mari catat capaian Budi secara rutin, saya dampingi.');

    stage.clock.set(new Date('2027-01-22T02:00:00Z'));
    await closeAndRelease(hr);

    // Behaviour 0,8 × 4 + 0,2 × (5+5+5+3)/4 = 4,10; 0,6 × 3,7083… + 0,4 × 4,1 = 3,865 of 5 = 77,30 of 100. Results and behaviour both meet: Baik.
    const first = await sendFor(ani, '/hasil', /77,30 dari 100/);
    expect(first.text).toMatch(/Predikat kinerja: Baik/);
    const ofAni = await pressFor(ani, /Bagaimana dihitung/, /Nilai kinerja/);
    expect(ofAni.text).toContain('(60 % dari nilai): 3,71 = capaian rencana kerja 94,17 %');
    expect(ofAni.text).toMatch(/Karena rekan sejawat ikut dihitung, bobotnya Hasil kerja 60 %, Perilaku kerja 40 %/);
    expect(ofAni.text).toContain('4,10 = atasan 4,00 × 80 % + rekan sejawat 4,50 × 20 %');
    // Behaviour 4,1/5 × 120 = 98,4; 0,6 × 94,1666… + 0,4 × 98,4 = 56,5 + 39,36 = 95,86: Baik.
    expect(ofAni.text).toContain('Nilai kinerja: 94,17 × 60 % + 98,40 × 40 % = 95,86 → Baik');

    // Two peers are too few: their ones are nowhere, and it stays 70 to 30.
    // 50 % lies between 0 % → 1 and 60 % → 2: 1 + 50/60 = 1,8333…; 0,7 × 1,8333… + 0,3 × 3 = 2,1833… of 5 = 43,67 of 100.
    const second = await sendFor(budi, '/hasil', /43,67 dari 100/);
    // Results below (1,83 < 2,75), behaviour meets.
    expect(second.text).toMatch(/Predikat kinerja: Butuh Perbaikan/);
    const ofBudi = await pressFor(budi, /Bagaimana dihitung/, /Nilai kinerja/);
    expect(ofBudi.text).toMatch(/Karena rekan sejawat belum dihitung, bobotnya Hasil kerja 70 %, Perilaku kerja 30 %/);
    // Behaviour 3/5 × 120 = 72; 0,7 × 50 + 0,3 × 72 = 35 + 21,6 = 56,60.
    expect(ofBudi.text).toContain('Nilai kinerja: 50,00 × 70 % + 72,00 × 30 % = 56,60 → Kurang');
  }, 120_000);
});

async function rateAs(person: Person, employee: string, level: number): Promise<void> {
  await rateColleague(person, employee, { levels: values.map(() => level) }, { commends: false });
}
