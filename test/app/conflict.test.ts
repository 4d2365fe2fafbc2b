import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { assessSelf, pauhAnswers } from '../support/appraisals.ts';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { delegate } from '../support/delegate.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { residentsOf } from '../support/residents.ts';
import { labels, pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let somebody: (name: ResidentName) => Person;

/** Kepala Seksi declares a conflict of interest about Ani. */
beforeEach(async () => {
  stage = await openStage({ start: afterHours });
  district = await settleDistrict(stage.bot().app.database);
  somebody = residentsOf(stage, district);
  for (const name of ['hr', 'kapulau'] as const) await sendFor(somebody(name), '/menu', /Silakan pilih/);
  await assessSelf(somebody('ani'), pauhAnswers([4, 3, 4, 2]));
  const kasi = somebody('kasi');
  await sendFor(kasi, '/tim', /siap dinilai/);
  await pressFor(kasi, /Nilai Ani/, /Kualitas layanan/);
  await pressFor(kasi, /benturan kepentingan/, /Mengapa sebaiknya bukan Anda/);
  await sendFor(kasi, 'Ani adalah ipar saya.', /Terima kasih sudah terus terang/);
});
afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;

async function read(): Promise<Person> {
  const hr = somebody('hr');
  await hr.waitFor(/Kepala Seksi menyatakan benturan kepentingan/);
  await sendFor(hr, '/periode', /Periode penilaian/);
  await pressFor(hr, 'Semester II 2026', /terbuka/);
  await pressFor(hr, /Benturan kepentingan \(1\)/, /menunggu keputusan/);
  const one = await pressFor(hr, 'Kepala Seksi', /Ani adalah ipar saya/);
  expect(one.protected).toBe(true);
  return hr;
}

describe('a conflict of interest', () => {
  it('holds the review until HR names another rater, and the employee learns nothing of it', async () => {
    const kasi = somebody('kasi');
    kasi.pressRaw(kasi.last().id, `review.open:${district.appraisals.ani}`);
    await screen(kasi, /sedang dibaca pengelola kepegawaian/);
    const hr = await read();
    await pressFor(hr, /Ganti penilai/, /Siapa yang menilai/);
    await sendFor(hr, 'kepala upt', /Cocok dengan/);
    await pressFor(hr, /Kepala UPT/, /Tuliskan alasannya/);
    await sendFor(hr, 'Benturan kepentingan.', /Kepala UPT kini menilai/);
    await somebody('kapulau').waitFor(/Mulai sekarang Anda menilai: Ani/);
    await kasi.waitFor(/kini dilanjutkan oleh penilai lain/);
    expect(await prisma().conflictDeclaration.findFirstOrThrow()).toMatchObject({ state: 'replaced', answer: null });
    for (const { text } of somebody('ani').messages()) expect(text).not.toMatch(/ipar|[Bb]enturan/);
    expect(
      await prisma().auditEntry.count({
        where: { subjectEmployeeId: district.people.ani.id, action: { startsWith: 'conflict' } },
      }),
    ).toBe(0);
  });

  it('is answered where the rater stays, and the review goes on', async () => {
    const hr = await read();
    await pressFor(hr, /Penilai tetap/, /Apa jawaban Anda/);
    await sendFor(hr, 'Tidak ada penilai lain yang mengenal pekerjaannya.', /Jawaban terkirim/);
    const kasi = somebody('kasi');
    const told = await screen(kasi, /Anda tetap penilainya/);
    expect(told.text).toContain('Tidak ada penilai lain');
    await pressFor(kasi, /Nilai Ani/, /Kualitas layanan/);
  });

  it('holds the review for a delegate of the rater too, who learns nothing of it', async () => {
    const kapulau = somebody('kapulau');
    await delegate(stage.bot().app.database, district, 'kasi', 'kapulau');
    const team = await sendFor(kapulau, '/tim', /Tim Anda/);
    expect(team.text).toContain('Budi (a.n. Kepala Seksi)');
    expect(team.text).not.toContain('Ani');
    kapulau.pressRaw(team.id, `review.open:${district.appraisals.ani}`);
    await screen(kapulau, /bukan penilai pegawai itu/);
    for (const { text } of kapulau.messages()) expect(text).not.toMatch(/ipar|[Bb]enturan/);
    expect(await prisma().conversation.count({ where: { flow: 'review' } })).toBe(0);
  });

  it('is on no list of the rater who declared it and is HR as well', async () => {
    await prisma().employee.update({ where: { id: district.people.kasi.id }, data: { role: 'hr' } });
    const list = async (name: ResidentName) => {
      const person = somebody(name);
      await sendFor(person, '/periode', /Periode penilaian/);
      const card = await pressFor(person, 'Semester II 2026', /terbuka/);
      person.pressRaw(card.id, `conflict.list:${district.periodId}:0`);
      const shown = await screen(person, /[Bb]enturan kepentingan/);
      return { card: labels(card).flat(), list: labels(shown).flat() };
    };
    const others = await list('hr');
    expect(others.card).toContainEqual(expect.stringMatching(/Benturan kepentingan \(1\)/));
    expect(others.list).toContain('Kepala Seksi');
    const own = await list('kasi');
    expect(own.card).not.toContainEqual(expect.stringMatching(/Benturan kepentingan/));
    expect(own.list).not.toContain('Kepala Seksi');
  });

  it('is nothing for HR who are appraised in it, and cannot be declared by a forged button', async () => {
    await prisma().employee.update({ where: { id: district.people.ani.id }, data: { role: 'hr' } });
    const { id } = await prisma().conflictDeclaration.findFirstOrThrow();
    const ani = somebody('ani');
    ani.pressRaw(ani.last().id, `conflict.look:${id}`);
    const refused = await screen(ani, /menyangkut Anda sendiri/);
    expect(labels(refused)).toEqual([['🏠 Menu']]);
    const kapulau = somebody('kapulau');
    kapulau.pressRaw(kapulau.last().id, `conflict.declare:${district.appraisals.ani}`);
    await screen(kapulau, /bukan penilai pegawai itu/);
  });
});
