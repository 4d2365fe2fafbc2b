import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreePlan, report } from '../../src/demo/plan-steps.ts';
import type { Person } from '../../src/simulator/person.ts';
import { assessSelf, reviewAsProposed } from '../support/appraisals.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { closeAndRelease, personOf } from '../support/close-period.ts';
import { type District, settleDistrict } from '../support/district.ts';
import { pressFor, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let ani: Person;
let kasi: Person;
let hr: Person;

/** One semester of a teacher: planned in August, reported on, assessed in December, released in January. */
beforeAll(async () => {
  stage = await openStage({ start: new Date('2026-08-03T02:00:00Z') });
  district = await settleDistrict(stage.bot().app.database, { framework: 'lampung' });
  [ani, kasi, hr] = [
    personOf(stage, district, 'ani'),
    personOf(stage, district, 'kasi'),
    personOf(stage, district, 'hr'),
  ];
  for (const person of [kasi, hr]) await sendFor(person, '/menu', /Silakan pilih/);
});
afterAll(() => stage.close());

describe('Lampung: a yearly plan is agreed, reported on, and judged against its targets', () => {
  it('from the first target to the released result', async () => {
    await agreePlan(ani, kasi, [
      {
        kind: /^Utama/,
        aspect: /Kualitas/,
        title: 'Siswa yang tuntas belajar',
        direction: /Makin tinggi/,
        target: '80',
        unit: 'siswa',
        weight: '40',
      },
      {
        kind: /^Utama/,
        aspect: /Waktu/,
        title: 'Mengembalikan hasil ulangan',
        direction: /Makin rendah/,
        target: '6',
        unit: 'hari',
        weight: '30',
      },
      {
        kind: /^Tambahan/,
        aspect: /Kuantitas/,
        title: 'Berbagi praktik baik',
        direction: /Terlaksana atau tidak/,
        weight: '30',
      },
    ]);

    // Reported in October: 120 of 80 is 150 %, of which 120 % count; 8 days for 6, lower is better: 6/8 = 75 %.
    stage.clock.set(new Date('2026-10-05T02:00:00Z'));
    await report(ani, 1, '120');
    const waiting = await report(ani, 2, '8');
    expect(waiting.text).toContain('= 120,00 %');
    expect(waiting.text).toContain('= 75,00 %');
    expect(waiting.text).toContain('2 dari 3 butir sudah dilaporkan');
    // Done is 100 %. The plan: (40 × 120 + 30 × 75 + 30 × 100) / 100 = 100,50 %.
    const all = await report(ani, 3, /Sudah terlaksana/);
    expect(all.text).toContain('Capaian rencana: 100,50 %');
    // Between 100 % → 4 and 120 % → 5: 4 + 0,5/20 = 4,025, shown as 4,03.
    expect(all.text).toContain('Rencana kerja tahunan: tingkat 4,03');

    stage.clock.set(new Date('2026-12-18T02:00:00Z'));
    // Three questions instead of four: the plan's level is not asked.
    const preliminary = await assessSelf(ani, [
      [/1 dari 3[\s\S]*Kualitas kerja/, 4],
      [/2 dari 3[\s\S]*Disiplin/, 4],
      [/3 dari 3[\s\S]*Kolaborasi/, 3],
    ]);
    // (25 × 4 + 40 × 4,025 + 20 × 4 + 15 × 3) / 100 = 3,86 of 5 = 77,20.
    expect(preliminary.text).toContain('77,20 dari 100');

    await sendFor(kasi, '/tim', /Tim Anda/);
    await reviewAsProposed(
      kasi,
      /Nilai Ani/,
      [
        [/1 dari 3[\s\S]*Kualitas kerja/, 4],
        [/2 dari 3[\s\S]*Disiplin/, 3],
        [/3 dari 3[\s\S]*Kolaborasi/, 4],
      ],
      'Target siswa terlampaui; mari percepat pengembalian hasil ulangan.',
    );

    stage.clock.set(new Date('2027-01-22T02:00:00Z'));
    await closeAndRelease(hr);
    // 100,50 % is beyond the targets: the supervisor is offered to nominate, with the words ready.
    await sendFor(kasi, '/tim', /melampaui target rencana kerjanya/);
    const title = await pressFor(kasi, /Usulkan Ani/, /judul singkat/);
    expect(title.text).toContain('Target rencana kerja terlampaui, Semester II 2026');
    const reason = await pressFor(kasi, /Pakai|Biarkan|Tetap/, /Ceritakan alasannya/);
    expect(reason.text).toContain('Capaian rencana kerjanya 100,50 %');

    // (100 + 161 + 20 × 3 + 15 × 4) / 100 = 3,81 of 5 = 76,20. Results and behaviour both meet: Baik.
    const result = await sendFor(ani, '/hasil', /76,20 dari 100/);
    expect(result.text).toMatch(/Predikat kinerja: Baik/);
    const explained = await pressFor(ani, /Bagaimana dihitung/, /Nilai akhir/);
    expect(explained.text).toContain('Rencana kerja tahunan (40 % dari nilai): 4,03 = capaian rencana kerja 100,50 %');
    // Results (25 × 4 + 40 × 4,025) / 65 = 261/65 = 4,015; behaviour (20 × 3 + 15 × 4) / 35 = 120/35 = 3,43.
    expect(explained.text).toContain('Hasil kerja: 4,02');
    expect(explained.text).toContain('Perilaku kerja: 3,43');
  }, 120_000);
});
