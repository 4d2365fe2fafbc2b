import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agreePlan, report } from '../../src/demo/plan-steps.ts';
import type { Person } from '../../src/simulator/person.ts';
import { type Answer, assessSelf, reviewAsProposed } from '../support/appraisals.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { closeAndRelease, personOf } from '../support/close-period.ts';
import { type District, settleDistrict } from '../support/district.ts';
import { labels, pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let ani: Person;
let kasi: Person;
let hr: Person;

const values = ['Berorientasi', 'Akuntabel', 'Kompeten', 'Harmonis', 'Loyal', 'Adaptif', 'Kolaboratif'];
const behaviour: readonly Answer[] = values.map((value) => [new RegExp(value), 4]);

/** 150 % of the target, of which 120 % count: 0,7 × 120 + 0,3 × (4/5 × 120) = 84 + 28,8 = 112,80. Results above and behaviour meets: Baik by the matrix. */
beforeEach(async () => {
  stage = await openStage({ start: new Date('2026-08-03T02:00:00Z') });
  district = await settleDistrict(stage.bot().app.database, { framework: 'nasional' });
  [ani, kasi, hr] = [
    personOf(stage, district, 'ani'),
    personOf(stage, district, 'kasi'),
    personOf(stage, district, 'hr'),
  ];
  for (const person of [kasi, hr]) await sendFor(person, '/menu', /Silakan pilih/);
  await stage.bot().app.database.prisma.employee.update({
    where: { id: district.people.ani.id },
    data: { grade: 'Ahli Pertama' },
  });
  const item = {
    kind: /^Utama/,
    aspect: /Kuantitas/,
    title: 'Berkas layanan selesai',
    direction: /Makin tinggi/,
    target: '100',
    unit: 'berkas',
    weight: '1',
  };
  await agreePlan(ani, kasi, [item]);
  stage.clock.set(new Date('2026-11-02T02:00:00Z'));
  await report(ani, 1, '150');
  stage.clock.set(new Date('2026-12-18T02:00:00Z'));
  await assessSelf(ani, behaviour);
}, 60_000);
afterEach(() => stage.close());

const review = () => reviewAsProposed(kasi, /Nilai Ani/, behaviour, 'Target terlampaui dengan rapi.');

async function registerInnovation(): Promise<void> {
  await sendFor(ani, '/penghargaan', /Penghargaan dan inovasi/);
  await pressFor(ani, /Usulkan atau daftarkan/, /Untuk siapa/);
  await pressFor(ani, /Inovasi saya sendiri/, /nama inovasinya/);
  await sendFor(ani, 'Antrean & arsip sekali cari', /Ceritakan alasannya/);
  await sendFor(ani, 'Warga tidak lagi menunggu; berkas ditemukan dalam satu menit.', /Bukti/);
  await sendFor(ani, 'https://example.org/arsip', /dicatat/);
  await pressFor(ani, /Selesai/, /Periksa sekali lagi/);
  await pressFor(ani, /Kirim usulan/, /terkirim ke pengelola/);
}

async function acceptInnovation(): Promise<void> {
  await screen(hr, /inovasi baru/);
  await pressFor(hr, /Buka usulan/, /https:\/\/example\.org\/arsip/);
  await pressFor(hr, /Putuskan/, /Bagaimana keputusannya/);
  await pressFor(hr, /Terima/, /beberapa kata/);
  await pressFor(hr, /Lewati/, /dikabari secara pribadi/);
}

describe('110 and more by the number of PP 30/2019', () => {
  it('stays below Sangat Baik without a recorded innovation, and says what it needs', async () => {
    await review();
    stage.clock.set(new Date('2027-01-22T02:00:00Z'));
    await closeAndRelease(hr);
    const result = await sendFor(ani, '/hasil', /Predikat kinerja: Baik/);
    // Baik is 100 % of 12,50 a year, half a year: 6,25.
    expect(result.text).toContain('Angka kredit periode ini: 6,25');
    const explained = await pressFor(ani, /Bagaimana dihitung/, /Nilai kinerja/);
    expect(explained.text).toContain('= 112,80 → Baik');
    expect(explained.text).toContain('Rentang Sangat Baik memerlukan inovasi yang tercatat');
    expect(explained.text).toContain(
      'Angka kredit (Ahli Pertama): 100 % × 12,50 setahun × 6/12 bulan = 6,25 (PermenPANRB 1/2023, Peraturan BKN 3/2023)',
    );
  }, 60_000);

  it('reaches Sangat Baik with one that was accepted before the review, named in the explanation', async () => {
    await registerInnovation();
    await acceptInnovation();
    await review();
    stage.clock.set(new Date('2027-01-22T02:00:00Z'));
    await closeAndRelease(hr);
    await sendFor(ani, '/hasil', /Predikat kinerja: Baik/);
    const explained = await pressFor(ani, /Bagaimana dihitung/, /Nilai kinerja/);
    expect(explained.text).toContain('= 112,80 → Sangat Baik');
    expect(explained.text).toContain('Inovasi yang tercatat untuk periode ini: Antrean & arsip sekali cari');
  }, 60_000);

  it('asks the supervisor to decide again when it is accepted after the review, before anything is released', async () => {
    await registerInnovation();
    await review();
    const { people } = district;
    const standIn = personOf(stage, district, 'kapulau');
    await sendFor(standIn, '/menu', /Silakan pilih/);
    await stage.bot().app.database.prisma.delegation.create({
      data: {
        fromId: people.kasi.id,
        toId: people.kapulau.id,
        startsOn: new Date('2026-12-01'),
        endsOn: new Date('2027-01-31'),
        createdAt: stage.clock.now(),
      },
    });
    await acceptInnovation();
    stage.clock.set(new Date('2027-01-22T02:00:00Z'));
    await screen(kasi, /Inovasi Ani .*nilai kinerjanya kini masuk rentang lain/);
    // Whoever stands in may decide too, and is told for whom.
    await screen(standIn, /Inovasi Ani.*\(a\.n\. Kepala Seksi\).*kini masuk rentang lain/);
    await sendFor(hr, '/periode', /Periode penilaian/);
    await pressFor(hr, /Semester II 2026/, /terbuka/);
    await pressFor(hr, /Tutup/, /Tutup .*\?/);
    await pressFor(hr, /Ya, tutup/, /ditutup|tertutup/);
    await pressFor(hr, /Rilis/, /Rilis .*\?/);
    await hr.press(/Ya, rilis/);
    const again = await pressFor(kasi, /Putuskan lagi/, /Putuskan sekali lagi/);
    expect(again.text).toContain('masuk rentang Sangat Baik');
    expect(labels(again).flat()).toEqual(
      expect.arrayContaining([expect.stringMatching(/Sangat Baik \(dengan inovasi/)]),
    );
    const { prisma } = stage.bot().app.database;
    expect(await prisma.appraisal.count({ where: { releasedAt: { not: null } } })).toBe(0);
    await pressFor(kasi, /Sangat Baik \(dengan inovasi/, /alasan/i);
    await sendFor(kasi, 'Nilai kinerja 112,80 dengan inovasi yang tercatat.', /tersimpan/);
    await sendFor(hr, '/periode', /Periode penilaian/);
    await pressFor(hr, /Semester II 2026/, /tertutup|ditutup/);
    await pressFor(hr, /Rilis/, /Rilis .*\?/);
    await pressFor(hr, /Ya, rilis/, /dirilis/);
    const result = await sendFor(ani, '/hasil', /Predikat kinerja: Sangat Baik/);
    // 150 % of 12,50, half a year: 9,375, shown as 9,38.
    expect(result.text).toContain('Angka kredit periode ini: 9,38');
  }, 60_000);
});
