import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { assessSelf, pauhAnswers, reviewAsProposed } from '../support/appraisals.ts';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { addColleagues } from '../support/colleagues.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { residentsOf } from '../support/residents.ts';
import { pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let somebody: (name: ResidentName) => Person;

beforeEach(async () => {
  stage = await openStage({ start: afterHours });
  district = await settleDistrict(stage.bot().app.database);
  somebody = residentsOf(stage, district);
  for (const name of ['kasi', 'kapulau', 'kepala', 'ani'] as const)
    await sendFor(somebody(name), '/menu', /Silakan pilih/);
});
afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;
const raterOf = async (name: ResidentName) =>
  (await prisma().appraisal.findUniqueOrThrow({ where: { id: district.appraisals[name] } })).supervisorId;

async function openCard(): Promise<Person> {
  const hr = somebody('hr');
  await sendFor(hr, '/periode', /Periode penilaian/);
  await pressFor(hr, 'Semester II 2026', /terbuka/);
  return hr;
}

/** Kepala Seksi is half-way through Ani's review. */
async function halfWay(): Promise<void> {
  await assessSelf(somebody('ani'), pauhAnswers([4, 3, 4, 2]));
  const kasi = somebody('kasi');
  await sendFor(kasi, '/tim', /siap dinilai/);
  await pressFor(kasi, /Nilai Ani/, /Kualitas layanan/);
  await pressFor(kasi, /^3/, /Ketepatan waktu/);
}

describe('a rater who leaves the roster', () => {
  it('is replaced in one press by whom the roster suggests, and the new rater is told once for all', async () => {
    await prisma().employee.update({ where: { id: district.people.kasi.id }, data: { active: false } });
    const hr = await openCard();
    expect(hr.last().text).toContain('Perlu penilai baru: 3 orang');
    const list = await pressFor(hr, /Tunjuk penilai \(3\)/, /sudah tidak aktif/);
    expect(list.text).toContain('Budi: Kepala Seksi → Kepala Dinas');
    expect(list.text).toContain('Kepala Dinas: belum ada → belum ada usulan');
    await pressFor(hr, /Terima semua usulan \(2\)/, /Penilai diganti untuk 2 orang/);
    expect([await raterOf('ani'), await raterOf('budi')]).toEqual([
      district.people.kepala.id,
      district.people.kepala.id,
    ]);
    await somebody('kepala').waitFor(/Mulai sekarang Anda menilai: Ani.*, Budi/);
    expect(await prisma().auditEntry.count({ where: { action: 'rater-changed' } })).toBe(2);
  });

  it('can be replaced while a reviewed appraisal waits to be decided again', async () => {
    await halfWay();
    const kasi = somebody('kasi');
    await sendFor(kasi, '/menu', /Silakan pilih/);
    await prisma().conversation.deleteMany({});
    await reviewAsProposed(kasi, /Nilai Ani/, pauhAnswers([3, 4, 4, 4]), 'Pelayanan Anda baik sekali.');
    await prisma().appraisal.update({ where: { id: district.appraisals.ani }, data: { proposedPredicate: 'KURANG' } });
    await prisma().employee.update({ where: { id: district.people.kasi.id }, data: { active: false } });
    const hr = await openCard();
    await pressFor(hr, /Tunjuk penilai/, /Ani/);
    await pressFor(hr, /Ani.*→ Kepala Dinas/, /Penilai diganti untuk 1 orang/);
    await sendFor(somebody('kepala'), '/tim', /putuskan|Putuskan|predikat/);
    somebody('kepala').pressRaw(somebody('kepala').last().id, `review.confirm:${district.appraisals.ani}`);
    await screen(somebody('kepala'), /Penilaian Ani/);
  });
});

describe('a closed period', () => {
  it('asks for raters only where somebody has to decide again: no review is given in it any more', async () => {
    const { budi } = district.appraisals;
    const score = { proposed: 'BAIK' };
    const decided = { reviewedAt: stage.clock.now(), predicate: 'BAIK', proposedPredicate: 'KURANG', score };
    await prisma().appraisal.update({ where: { id: budi }, data: decided });
    await prisma().employee.update({ where: { id: district.people.kasi.id }, data: { active: false } });
    await prisma().employee.update({
      where: { id: district.people.citra.id },
      data: { supervisorId: district.people.kepala.id },
    });
    const hr = await openCard();
    expect(hr.last().text).toContain('Perlu penilai baru: 3 orang');
    await prisma().period.update({ where: { id: district.periodId }, data: { state: 'closed' } });
    await sendFor(hr, '/periode', /Periode penilaian/);
    await pressFor(hr, 'Semester II 2026', /ditutup/);
    const alone = await pressFor(hr, /Tunjuk penilai \(1\)/, /Budi: Kepala Seksi → Kepala Dinas/);
    expect(alone.text).not.toMatch(/Ani|Pengelola/);
    hr.pressRaw(hr.last().id, `period.moved:${district.periodId}:0`);
    const moved = await screen(hr, /atasan/);
    expect(moved.text).not.toContain('Citra');
    expect(await raterOf('ani')).toBe(district.people.kasi.id);
  });
});

describe('an employee who gets another superior', () => {
  it('keeps the rater until HR hands over; then the former one is told and loses access and draft', async () => {
    await halfWay();
    await prisma().employee.update({
      where: { id: district.people.ani.id },
      data: { supervisorId: district.people.kapulau.id },
    });
    expect(await raterOf('ani')).toBe(district.people.kasi.id);
    const hr = await openCard();
    expect(hr.last().text).toContain('Berpindah atasan: 1 orang');
    await pressFor(hr, /Serahkan ke atasan baru \(1\)/, /Kepala Seksi → Kepala UPT/);
    await pressFor(hr, /Ani.*→ Kepala UPT/, /Penilai diganti untuk 1 orang/);
    const kasi = somebody('kasi');
    await kasi.waitFor(/Penilaian untuk Ani.* kini dilanjutkan oleh penilai lain/);
    await somebody('kapulau').waitFor(/Mulai sekarang Anda menilai: Ani/);
    expect(await prisma().conversation.count({ where: { flow: 'review' } })).toBe(0);
    kasi.pressRaw(kasi.last().id, `review.open:${district.appraisals.ani}`);
    await screen(kasi, /bukan penilai pegawai itu/);
  });

  it('is not moved again by the roster where HR named the rater by hand', async () => {
    const hr = await openCard();
    hr.pressRaw(hr.last().id, `period.name:${district.appraisals.ani}:${district.people.kapulau.id}`);
    await screen(hr, /Tuliskan alasannya/);
    await sendFor(hr, 'Benturan kepentingan.', /kini menilai Ani/);
    await openCard();
    expect(hr.last().text).not.toContain('Berpindah atasan');
  });
});

describe('people of an open period', () => {
  it('who came after it opened are added by HR, and who left unfinished is set aside', async () => {
    await addColleagues(stage.bot().app.database, district, ['Dedi', 'Eka']);
    await prisma().employee.update({ where: { id: district.people.citra.id }, data: { active: false } });
    const hr = await openCard();
    expect(hr.last().text).toContain('Pegawai yang belum ikut periode ini: 2 orang');
    expect(hr.last().text).toContain('Tidak aktif, disisihkan: 1 orang');
    await pressFor(hr, /Tambahkan pegawai baru \(2\)/, /Datang setelah/);
    await pressFor(hr, '➕ Eka', /Ditambahkan: 1 orang/);
    await pressFor(hr, /Tambahkan semua \(1\)/, /Semua pegawai aktif sudah ikut/);
    const added = await prisma().appraisal.findMany({ where: { employee: { name: { in: ['Dedi', 'Eka'] } } } });
    expect(added.map(({ supervisorId }) => supervisorId)).toEqual([district.people.kasi.id, district.people.kasi.id]);
  });
});
