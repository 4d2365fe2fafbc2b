import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importRoster, invite, join, openPeriod, settleIn } from '../../src/demo/district-steps.ts';
import type { Person } from '../../src/simulator/person.ts';
import { answerAll, assessSelf, reviewAsProposed } from '../support/appraisals.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { closeAndRelease } from '../support/close-period.ts';
import { type PeerAnswers, rateColleague } from '../support/colleagues.ts';
import { loadFramework } from '../support/district.ts';
import { pressFor, sendFor } from '../support/talk.ts';

const clinic = 'Kota Contoh / Dinas Kesehatan / Puskesmas Kuranji';
const school = 'Kota Contoh / Dinas Pendidikan / SD Negeri 7';
const places: readonly (readonly [name: string, unit: string, position: string, superior: string])[] = [
  ['Ratna', 'Kota Contoh', 'Sekretaris Daerah', ''],
  ['Hana', 'Kota Contoh', 'Analis SDM Aparatur', 'Ratna'],
  ['Kapus', clinic, 'Kepala Puskesmas', 'Ratna'],
  ['Kepsek', school, 'Kepala Sekolah', 'Ratna'],
  ['Ani', clinic, 'Perawat', 'Kapus'],
  ...['Budi', 'Dedi', 'Eka', 'Fani', 'Gita', 'Hadi'].map((name) => [name, clinic, 'Perawat', 'Kapus'] as const),
  ['Sari', school, 'Guru', 'Kepsek'],
  ...['Tono', 'Umi', 'Vino'].map((name) => [name, school, 'Guru', 'Kepsek'] as const),
];
const colleagues = ['Budi', 'Dedi', 'Eka', 'Fani', 'Gita', 'Hadi'];
const hrTelegramId = 30_002;

let stage: Stage;
const people = new Map<string, Person>();

/** One semester in Kuranji, from the roster to the results: results rather than closeness, in the words of each sector. */
beforeAll(async () => {
  stage = await openStage({ start: new Date('2026-12-07T02:00:00Z'), hrTelegramIds: [hrTelegramId] });
  for (const [index, [name]] of places.entries())
    people.set(name, stage.simulator.person({ id: 30_001 + index, firstName: name }));
});
afterAll(() => stage.close());

describe('Kuranji: every 1, 2 and 5 has an example, the system picks the peers, and each sector reads its own words', () => {
  it('HR brings the roster in, accepts the sectors that the units’ names propose, and opens the period', async () => {
    const hana = of('Hana');
    await settleIn(hana, /Daftar pegawai masih kosong/);
    await importRoster(hana, new TextEncoder().encode(roster()));
    const codes = await invite(hana, stage.simulator);

    await sendFor(hana, '/kerangka', /Kerangka penilaian/);
    await pressFor(hana, /Kuranji/, /Tersedia pula dengan kata-kata untuk sektor: Kesehatan, Pendidikan/);
    const proposed = await pressFor(hana, /Sektor unit/, /Saran dari nama unit/);
    expect(proposed.text).toMatch(/Dinas Kesehatan → Kesehatan\n• .*Dinas Pendidikan → Pendidikan$/m);
    await pressFor(hana, /Pakai saran ini \(2 unit\)/, /Sektor 2 unit tersimpan/);

    await openPeriod(hana, loadFramework('kuranji'));
    for (const [name] of places) await join(of(name), codes.get(nipOf(name)) ?? '');
  });

  it('everybody reads the standard expected of them in their own words, with the same weights', async () => {
    const health = await sendFor(of('Ani'), '/kerangka', /sektor Kesehatan/);
    const education = await sendFor(of('Sari'), '/kerangka', /sektor Pendidikan/);
    const office = await sendFor(of('Ratna'), '/kerangka', /Tersedia pula/);
    expect(health.text).toContain('1. Efisiensi pelayanan pasien: 24 %');
    expect(education.text).toContain('3. Dampak pada pencapaian siswa: 28 %');
    expect(office.text).toContain('1. Efisiensi: 24 %');
    const question = await pressFor(of('Ani'), /1\. Efisiensi pelayanan pasien/, /1 dari 4/);
    expect(question.text).toMatch(/Jumlah pasien yang dilayani, Mutu pelayanan/);
  });

  it('self-assessments ask for the example behind 1, 2 and 5 alone', async () => {
    await at('2026-12-17T02:00:00Z');
    await assessSelf(of('Ani'), [
      [/Efisiensi pelayanan pasien/, 4],
      [/Efektivitas pelayanan kesehatan/, 3],
      [/Dampak bagi kesehatan warga/, 5, 'Cakupan imunisasi dusun naik dari 70 ke 95 persen.'],
      [/Inovasi dan dedikasi/, 1, 'Usulan saya belum sempat dijalankan.'],
    ]);
    await assessSelf(of('Sari'), [
      [/Efisiensi pembelajaran/, 3],
      [/Efektivitas pembelajaran/, 3],
      [/Dampak pada pencapaian siswa/, 4],
      [/Inovasi dan dedikasi/, 3],
    ]);
  });

  it('the system picks five of six colleagues; one declares a conflict of interest and the sixth takes the place', async () => {
    const first = await asked('Ani', colleagues);
    expect(first).toHaveLength(5);
    expect(await asked('Ani', ['Kapus', 'Kepsek', 'Sari', 'Hana'])).toEqual([]);
    const [declining] = first;
    const peer = of(declining ?? '');
    await sendFor(peer, '/rekan', /Rekan yang perlu Anda nilai/);
    await pressFor(peer, /Tidak dapat menilai/, /Mengapa/);
    await pressFor(peer, /benturan kepentingan/, /penjelasan singkat/);
    await sendFor(peer, 'Kami masih bersaudara.', /tidak perlu menilai Ani/);
    // HR hears why, and not who.
    const heard = await of('Hana').waitFor(/Seorang rekan tidak dapat menilai Ani/);
    expect(heard.text).toContain('Kami masih bersaudara.');
    expect(heard.text).not.toContain(declining);

    const raters = (await asked('Ani', colleagues)).filter((name) => name !== declining);
    expect(raters).toHaveLength(5);
    const answers: readonly PeerAnswers[] = [
      { levels: [4, 4, 3, 3] },
      { levels: [4, 3, 4, 4] },
      { levels: [3, 4, 4, 3] },
      { levels: [5, 4, 4, 4], comments: { 0: 'Antrean pagi selesai sebelum pukul sepuluh.' } },
      {
        levels: [4, null, 5, 1],
        comments: { 2: 'Lansia di dusun atas kini rutin diperiksa.', 3: 'Keluhan loket belum ditindaklanjuti.' },
      },
    ];
    for (const [index, given] of answers.entries()) await rateAs(of(raters[index] ?? ''), 'Ani', given);
  });

  it('a teacher has three colleagues, of whom two answer: too few to be heard', async () => {
    const raters = await asked('Sari', ['Tono', 'Umi', 'Vino']);
    expect(raters).toHaveLength(3);
    for (const name of raters.slice(0, 2))
      await rateAs(of(name), 'Sari', {
        levels: [1, 1, 1, 1],
        comments: {
          0: 'Jadwal sering bergeser.',
          1: 'Nilai siswa tetap.',
          2: 'Belum tampak.',
          3: 'Belum mencoba cara baru.',
        },
      });
  });

  it('supervisors review with the self-assessment in view, under the same duty of examples', async () => {
    const kapus = of('Kapus');
    await reviewAsProposed(
      kapus,
      /Nilai Ani/,
      [
        [
          /Efisiensi pelayanan pasien[\s\S]*Penilaian diri pegawai: 4/,
          2,
          'Rekam medis terlambat pada 11 hari kunjungan.',
        ],
        [/Efektivitas pelayanan kesehatan/, 4],
        [/Dampak bagi kesehatan warga[\s\S]*Cakupan imunisasi/, 5, 'Data imunisasi dusun saya periksa sendiri.'],
        [/Inovasi dan dedikasi/, 4],
      ],
      'Hasil imunisasi sangat berarti; mari rapikan pencatatan bersama.',
    );
    const kepsek = of('Kepsek');
    await reviewAsProposed(
      kepsek,
      /Nilai Sari/,
      [
        [/Efisiensi pembelajaran/, 4],
        [/Efektivitas pembelajaran/, 3],
        [/Dampak pada pencapaian siswa/, 4],
        [/Inovasi dan dedikasi/, 5, 'Kelas lesung: siswa menulis dongeng setempat.'],
      ],
      'Kelas lesung patut dibagikan kepada sekolah lain.',
    );
    // Tono never assessed himself: the supervisor alone counts, and what is missing is not zero.
    await at('2027-01-08T02:00:00Z');
    await sendFor(kepsek, '/tim', /Tono: siap dinilai/);
    await kepsek.press(/Nilai Tono/);
    await answerAll(kepsek, [
      [/Efisiensi pembelajaran/, 3],
      [/Efektivitas pembelajaran/, 3],
      [/Dampak pada pencapaian siswa/, 3],
      [/Inovasi dan dedikasi/, 3],
    ]);
    await pressFor(kepsek, /Lanjut ke umpan balik/, /Umpan balik untuk pegawai/);
    const proposal = await sendFor(kepsek, 'Pak Tono andal; mari isi penilaian diri lain kali.', /Predikat kinerja/);
    expect(proposal.text).toContain('60,00 dari 100');
    await pressFor(kepsek, /Baik \(usulan\)/, /Periksa sekali lagi/);
    await pressFor(kepsek, /Kirim penilaian/, /terkirim/);
  });

  it('the results weigh 70, 20 and 10, and say what is missing', async () => {
    await at('2027-01-22T02:00:00Z');
    await closeAndRelease(of('Hana'));

    // Peers: 4 · (4+3+4+4)/4 = 3,75 · 4 · 3. Efficiency 0,7×2 + 0,2×4 + 0,1×4 = 2,60; effectiveness 2,8 + 0,75 + 0,3 = 3,85; impact 3,5 + 0,8 + 0,5 = 4,80;
    // innovation 2,8 + 0,6 + 0,1 = 3,50. (24×2,6 + 28×3,85 + 28×4,8 + 20×3,5) / 100 = 374,6 / 100 = 3,746 of 5 = 74,92.
    const first = await sendFor(of('Ani'), '/hasil', /74,92 dari 100/);
    expect(first.text).toMatch(/Predikat kinerja: Baik/);
    const ani = await pressFor(of('Ani'), /Bagaimana dihitung/, /Nilai akhir/);
    for (const line of [
      'Efisiensi pelayanan pasien (24 % dari nilai): 2,60 = atasan 2,00 × 70 % + rekan sejawat 4,00 × 20 % + diri 4,00 × 10 %',
      'Efektivitas pelayanan kesehatan (28 % dari nilai): 3,85 = atasan 4,00 × 70 % + rekan sejawat 3,75 × 20 % + diri 3,00 × 10 %',
      'Dampak bagi kesehatan warga (28 % dari nilai): 4,80 = atasan 5,00 × 70 % + rekan sejawat 4,00 × 20 % + diri 5,00 × 10 %',
      'Inovasi dan dedikasi pelayanan (20 % dari nilai): 3,50 = atasan 4,00 × 70 % + rekan sejawat 3,00 × 20 % + diri 1,00 × 10 %',
      // (62,4 + 107,8 + 134,4) / 80 = 3,8075.
      'Hasil kerja: 3,81',
      'Perilaku kerja: 3,50',
    ])
      expect(ani.text).toContain(line);
    expect(ani.text).not.toMatch(/Budi|Dedi|Eka|Fani|Gita|Hadi/);

    // The two peers' ones are nowhere: supervisor 70/80, self 10/80. Efficiency (280 + 30) / 80 = 3,875; 3; 4; innovation (350 + 30) / 80 = 4,75.
    // (24×3,875 + 28×3 + 28×4 + 20×4,75) / 100 = 384 / 100 = 3,84 of 5 = 76,80.
    const second = await sendFor(of('Sari'), '/hasil', /76,80 dari 100/);
    expect(second.text).toMatch(/Predikat kinerja: Baik/);
    expect(second.text).not.toContain('Jadwal sering bergeser');
    const sari = await pressFor(of('Sari'), /Bagaimana dihitung/, /Nilai akhir/);
    expect(sari.text).toContain(
      'Efisiensi pembelajaran (24 % dari nilai): 3,88 = atasan 4,00 × 87,5 % + diri 3,00 × 12,5 %',
    );
    expect(sari.text).toContain('Jawaban rekan sejawat belum dihitung untuk semua indikator');
    expect(sari.text).toContain('Bobot penilai yang hadir: 80 %');

    // Tono: the supervisor's threes alone are 3,00 of 5 = 60,00, not 0,7 × 60.
    const third = await sendFor(of('Tono'), '/hasil', /60,00 dari 100/);
    expect(third.text).toMatch(/Predikat kinerja: Baik/);
    const tono = await pressFor(of('Tono'), /Bagaimana dihitung/, /Nilai akhir/);
    expect(tono.text).toContain('Bobot penilai yang hadir: 70 %');
  });

  function of(name: string): Person {
    const person = people.get(name);
    if (!person) throw new Error(`There is no ${name}.`);
    return person;
  }

  async function at(time: string): Promise<void> {
    stage.clock.set(new Date(time));
    await stage.bot().tick();
    await stage.bot().idle();
  }

  /** Who of these was asked by the system to rate somebody, as their own chats say. */
  async function asked(employee: string, names: readonly string[]): Promise<readonly string[]> {
    await stage.bot().idle();
    return names.filter((name) =>
      of(name)
        .messages()
        .some(({ text, keyboard }) => /dipilih sistem/.test(text) && text.includes(employee) && keyboard.length > 0),
    );
  }

  async function rateAs(person: Person, employee: string, answers: PeerAnswers): Promise<void> {
    await rateColleague(person, employee, answers, { commends: false });
  }
});

function nipOf(name: string): string {
  const index = places.findIndex(([each]) => each === name);
  return `1980010120100110${String(index + 10)}`;
}

function roster(): string {
  const rows = places.map(([name, unit, position, superior]) =>
    [
      nipOf(name),
      name,
      unit,
      position,
      '',
      superior && nipOf(superior),
      name === 'Hana' ? 'hr' : 'pegawai',
      'WIB',
    ].join(','),
  );
  return ['nip,nama,unit,jabatan,jenjang,atasan_nip,peran,zona', ...rows].join('\n');
}
