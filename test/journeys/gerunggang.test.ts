import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { type Answer, assessSelf, reviewAsProposed } from '../support/appraisals.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { addColleagues, castOf, type PeerAnswers, rateColleague } from '../support/colleagues.ts';
import { type District, type Resident, type ResidentName, settleDistrict } from '../support/district.ts';
import { labels, pressFor, screen, sendFor } from '../support/talk.ts';

/** Gerunggang: self, then supervisor, then peers; the procedure gate; points for commendations. One period, from the self-assessments to the results. */
let stage: Stage;
let district: District;
let colleagues: readonly Resident[];
let cast: ReturnType<typeof castOf>;

beforeAll(async () => {
  stage = await openStage();
  cast = castOf(stage.simulator);
  const { database } = stage.bot().app;
  district = await settleDistrict(database, { framework: 'gerunggang' });
  colleagues = await addColleagues(database, district, ['Dedi', 'Eka', 'Fani']);
  // Telegram lets a bot write only to those who wrote to it.
  for (const resident of [...Object.values(district.people), ...colleagues])
    await sendFor(cast(resident), '/menu', /Silakan pilih/);
});

afterAll(() => stage.close());

it('asks the self-assessment first, and no peer yet', async () => {
  await assessSelf(somebody('ani'), all(5));
  await assessSelf(somebody('budi'), all(4));
  expect(await requests()).toEqual([]);
  await sendFor(colleague('Dedi'), '/rekan', /tidak ada rekan yang perlu Anda nilai/);
});

it('then the supervisor, whose proposal stands on the two of them', async () => {
  const kasi = somebody('kasi');
  // Peers are to come: supervisor 60/75 = 80 %, self 20 %. 0,8×4 + 0,2×5 = 4,20 everywhere, below 4,25: as expected in both sections.
  await reviewAsProposed(kasi, /Nilai Ani/, all(4), 'Terima kasih, teruslah berbagi ilmu.');
  expect(await decision('ani')).toEqual(['BAIK', 'BAIK']);

  // Budi: 2 on procedure, with reason and evidence. The gate holds the predicate at "Kurang".
  kasi.send('/tim');
  await screen(kasi, /siap dinilai/);
  await kasi.press(/Nilai Budi/);
  for (const [question, next] of [
    [/Kompetensi teknis/, /Pelayanan/],
    [/Pelayanan/, /Hasil kerja/],
    [/Hasil kerja/, /Kepatuhan prosedur/],
  ] as const) {
    await screen(kasi, question);
    await pressFor(kasi, /^4/, next);
  }
  await pressFor(kasi, /^2/, /tuliskan alasannya/);
  await sendFor(kasi, 'Dua kali melewati persetujuan.', /dicatat/);
  await sendFor(kasi, 'https://arsip.contoh.go.id/memo/12', /arsip\.contoh\.go\.id dicatat/);
  await pressFor(kasi, /Selesai/, /Komunikasi tim/);
  await pressFor(kasi, /^4/, /Ringkasan penilaian Anda/);
  await pressFor(kasi, /Lanjut ke umpan balik/, /Umpan balik untuk pegawai/);
  await sendFor(kasi, 'Mari rapikan prosedur bersama.', /Predikat kinerja/);
  await pressFor(kasi, /Kurang \(usulan\)/, /Periksa sekali lagi/);
  await pressFor(kasi, /Kirim penilaian/, /terkirim/);
  expect(await decision('budi')).toEqual(['KURANG', 'KURANG']);
});

it('and then the peers, chosen by the system, never the supervisor, each told with the button that does the job', async () => {
  const [dedi, eka, fani] = ['Dedi', 'Eka', 'Fani'].map((name) => idOf(name));
  expect(await requests()).toEqual([
    ['ani', [district.people.budi.id, dedi, eka, fani]],
    ['budi', [district.people.ani.id, dedi, eka, fani]],
  ]);
  const notice = await colleague('Dedi').waitFor(/Anda dipilih sistem.*Budi/);
  expect(notice.text).toContain('21 Januari 2027');
  expect(labels(notice)[0]).toEqual(['📝 Nilai Budi']);
});

it('takes unnamed answers, with an example for a commendation', async () => {
  const everything = (level: number): PeerAnswers => ({ levels: [level, level, level, level, level] });
  await rateAs(somebody('budi'), 'Ani', { ...everything(5), comments: { 0: 'Mengajari kami peta digital.' } });
  await rateAs(colleague('Dedi'), 'Ani', {
    ...everything(5),
    commendation: 'Menyusun catatan rapat yang dipakai semua.',
  });
  await rateAs(colleague('Eka'), 'Ani', {
    levels: [5, 5, 5, 5, 4],
    comments: { 0: 'Selalu siap membantu.' },
    commendation: 'Menengahi dua bidang yang berbeda pendapat.',
  });
  expect(await decision('ani')).toEqual(['BAIK', 'BAIK']);
  expect((await texts(somebody('kasi'))).join('\n')).not.toMatch(/rekan sejawat/i);
  await rateAs(colleague('Fani'), 'Ani', { levels: [5, 5, 5, 5, null] });
  for (const person of [somebody('ani'), colleague('Dedi'), colleague('Eka'), colleague('Fani')])
    await rateAs(person, 'Budi', everything(5));
});

it('asks the supervisor to decide again where the peers changed the proposal, and only there', async () => {
  const kasi = somebody('kasi');
  const notice = await kasi.waitFor(/Jawaban rekan sejawat untuk Ani/);
  expect((await texts(kasi)).join('\n')).not.toMatch(/Jawaban rekan sejawat untuk Budi/);

  const hr = somebody('hr');
  await sendFor(hr, '/periode', /Periode penilaian/);
  await pressFor(hr, 'Semester II 2026', /Tutup periode|Semester II 2026/);
  await pressFor(hr, '🔒 Tutup periode', /Belum selesai/);
  await pressFor(hr, /Ya, tutup/, /Periode ditutup/);
  const preview = await pressFor(hr, '📬 Rilis hasil', /Belum selesai/);
  expect(preview.text).toMatch(/Ani .*: menunggu Kepala Seksi memutuskan lagi/);
  await pressFor(hr, /Ya, rilis/, /1 hasil dirilis/);

  expect(labels(notice)[0]?.[0]).toContain('Putuskan lagi: Ani');
  kasi.send('/tim');
  await screen(kasi, /Perlu diputuskan lagi: Ani/);
  const again = await pressFor(kasi, /Putuskan lagi: Ani/, /Putuskan sekali lagi/);
  // 60 % × 4 + 25 % × 5 + 15 % × 5 = 4,40; communication: peers (5+5+4)/3 = 4,67, one could not judge: 2,4 + 1,1667 + 0,75 = 4,32.
  expect(again.text).toContain('4,40');
  expect(again.text).toContain('4,67');
  expect(again.text).toContain('4,32');
  // Results 4,40; behaviour (20×4,40 + 15×4,3167) / 35 = 4,36: both above, so "Sangat Baik" is proposed now.
  expect(again.text).toContain('Hasil kerja: 4,40');
  expect(again.text).toContain('Perilaku kerja: 4,36');
  // (85×4,40 + 15×4,3167) / 100 = 4,3875 of 5 = 87,75, and two commendations: 89,75.
  expect(again.text).toContain('89,75');
  expect(labels(again).flat().slice(0, 2)).toEqual(['✔️ Sangat Baik (usulan)', 'Pertahankan Baik']);
  await pressFor(kasi, 'Pertahankan Baik', /Tuliskan alasannya/);
  await pressFor(kasi, /Kembali/, /Putuskan sekali lagi/);
  await pressFor(kasi, /Sangat Baik \(usulan\)/, /Keputusan Anda untuk Ani .* tersimpan/);
  expect(await decision('ani')).toEqual(['SANGAT_BAIK', 'SANGAT_BAIK']);
});

it('holds the gate whatever the results, and says so in numbers', async () => {
  const budi = somebody('budi');
  await sendFor(budi, '/hasil', /Hasil penilaian/);
  const result = await screen(budi, /Predikat/);
  // Results 2,4 + 1,25 + 0,6 = 4,25: above. Procedure 1,2 + 1,25 + 0,6 = 3,05; behaviour (20×3,05 + 15×4,25) / 35 = 3,56. Total (80×4,25 + 20×3,05) / 100 = 4,01 = 80,20.
  expect(result.text).toContain('Kurang');
  expect(result.text).toContain('80,20');
  expect(result.text).toContain('4,25');
  expect(result.text).toContain('3,56');
  expect(result.text).not.toContain('Kata rekan');
});

it('shows the late result with what peers said, and nobody’s name', async () => {
  const hr = somebody('hr');
  await sendFor(hr, '/periode', /Periode penilaian/);
  await pressFor(hr, 'Semester II 2026', /Dirilis: 1 dari 7/);
  await pressFor(hr, /Rilis susulan/, /Belum selesai/);
  await pressFor(hr, /Ya, rilis/, /1 hasil dirilis/);
  const ani = somebody('ani');
  await sendFor(ani, '/hasil', /Hasil penilaian/);
  const result = await screen(ani, /Kata rekan sejawat/);
  expect(result.text).toContain('Sangat Baik');
  expect(result.text).toContain('89,75');
  for (const words of ['peta digital', 'siap membantu', 'catatan rapat', 'dua bidang'])
    expect(result.text).toContain(words);
  expect(result.text).not.toMatch(/Budi|Dedi|Eka|Fani/);
});

function somebody(name: ResidentName): Person {
  return cast(district.people[name]);
}

function colleague(name: string): Person {
  const found = colleagues.find((each) => each.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return cast(found);
}

function idOf(name: string): number | undefined {
  return colleagues.find((each) => each.name === name)?.id;
}

function all(level: number): readonly Answer[] {
  return [/Kompetensi teknis/, /Pelayanan/, /Hasil kerja/, /Kepatuhan prosedur/, /Komunikasi tim/].map((question) => [
    question,
    level,
  ]);
}

async function rateAs(person: Person, employee: string, answers: PeerAnswers): Promise<void> {
  await rateColleague(person, employee, answers, { commends: true });
}

async function texts(person: Person): Promise<readonly string[]> {
  await stage.bot().idle();
  return person.messages().map(({ text }) => text);
}

async function decision(name: ResidentName) {
  const { prisma } = stage.bot().app.database;
  const row = await prisma.appraisal.findUniqueOrThrow({ where: { id: district.appraisals[name] } });
  return [row.proposedPredicate, row.predicate];
}

/** Who is asked about whom, by id. */
async function requests() {
  const rows = await stage.bot().app.database.prisma.peerRequest.findMany({ orderBy: { peerId: 'asc' } });
  return (['ani', 'budi'] as const).flatMap((name) => {
    const asked = rows.filter(({ appraisalId }) => appraisalId === district.appraisals[name]);
    return asked.length === 0 ? [] : [[name, asked.map(({ peerId }) => peerId)]];
  });
}
