import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remindHearers } from '../../src/app/objection/remind-hearers.ts';
import { calendarDate } from '../../src/domain/calendar.ts';
import { countWorkingDays, lastDayToObject } from '../../src/domain/objection.ts';
import type { Person } from '../../src/simulator/person.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { releaseAppraisal } from '../support/released.ts';
import { arrive, residentsOf } from '../support/residents.ts';
import { labels, pressFor, screen, sendFor } from '../support/talk.ts';

const day = 86_400_000;
const reason = 'Dua laporan yang selesai tepat waktu belum dihitung.';
let stage: Stage;
let district: District;
let somebody: (name: ResidentName) => Person;

/** Released at 09:00 in Jakarta on Thursday 17 December 2026. */
beforeEach(async () => {
  stage = await openStage();
  district = await settleDistrict(stage.bot().app.database);
  await releaseAppraisal(stage.bot().app.database, district, 'ani', { releasedAt: stage.clock.now() });
  somebody = residentsOf(stage, district);
  await arrive([somebody('kasi'), somebody('kepala'), somebody('hr'), somebody('kapulau')]);
});
afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;

async function raise(person: Person): Promise<void> {
  person.send('/hasil');
  await screen(person, /Hasil penilaian/);
  await pressFor(person, /Ajukan keberatan/, /Bagian mana/);
  await sendFor(person, reason, /Bukti pendukung/);
  await sendFor(person, 'https://contoh.go.id/laporan', /dicatat/);
  await pressFor(person, /Selesai/, /Periksa sekali lagi/);
  await pressFor(person, /Kirim keberatan/, /sudah terkirim/);
}

describe('an objection', () => {
  it('goes to the superior of the supervisor, hears both sides, and changes the predicate for good', async () => {
    const [ani, kasi, kepala] = [somebody('ani'), somebody('kasi'), somebody('kepala')];
    ani.send('/hasil');
    const result = await screen(ani, /sampai 31 Desember 2026/);
    expect(labels(result).flat()).toContain('✋ Ajukan keberatan');
    await raise(ani);

    await screen(kasi, /mengajukan keberatan atas hasil Semester II 2026/);
    await pressFor(kasi, /Buka keberatan/, /belum dihitung/);
    await pressFor(kasi, /Tulis tanggapan/, /mendasari penilaian/);
    await sendFor(kasi, 'Laporan itu terkirim sesudah batas waktu.', /dapat dikirim satu kali/);
    await pressFor(kasi, /Kirim tanggapan/, /sudah terkirim/);

    await screen(kepala, /Tanggapan atasan atas keberatan/);
    const opened = await pressFor(kepala, /Buka keberatan/, /sesudah batas waktu/);
    expect(opened.text).toContain('belum dihitung');
    expect(opened.protected).toBe(true);
    await pressFor(kepala, /jawaban dan bukti/, /Umpan balik|ramah/);
    await pressFor(kepala, /Kembali ke keberatan/, /Pemeriksa: Kepala Dinas/);
    await pressFor(kepala, /Putuskan/, /Predikat saat ini: Baik/);
    await pressFor(kepala, /Ubah menjadi Sangat Baik/, /alasan keputusan/);
    await sendFor(kepala, 'Kedua laporan terbukti selesai tepat waktu.', /Keputusan ini tetap/);
    await pressFor(kepala, /Kirim keputusan/, /kedua pihak diberi tahu/);

    await screen(ani, /predikat Anda diubah/);
    const changed = await pressFor(ani, /Lihat hasil/, /Predikat kinerja: Sangat Baik/);
    expect(changed.text).toContain('dari Baik menjadi Sangat Baik');
    expect(changed.text).toContain('terbukti selesai tepat waktu');
    expect(changed.text).toMatch(/Diajukan .*\n.*Tanggapan atasan .*\n.*Diputuskan /);
    expect(labels(changed).flat()).not.toContain('✋ Ajukan keberatan');
    await screen(kasi, /predikatnya diubah/);

    const stored = await prisma().objection.findFirstOrThrow();
    expect(stored).toMatchObject({ state: 'changed', oldPredicate: 'BAIK', newPredicate: 'SANGAT_BAIK' });
    const notices = await prisma().outboxMessage.findMany({ where: { dedupeKey: { contains: ':decided:' } } });
    expect(notices.map(({ mustArrive }) => mustArrive)).toEqual([true, true]);
    const trail = (await prisma().auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action);
    expect(trail).toEqual(
      expect.arrayContaining([
        'objection-raised',
        'objection-seen',
        'objection-stated',
        'objection-result-seen',
        'objection-decided',
      ]),
    );

    kepala.pressRaw(kepala.last().id, `objection.decide:${stored.id}`);
    await screen(kepala, /keputusannya tetap/);
    ani.pressRaw(ani.last().id, `objection.raise:${district.appraisals.ani}`);
    await screen(ani, /dapat diajukan satu kali/);
  });

  it('is still taken on day 14 and refused in words on day 15, by the calendar of the unit', async () => {
    const ani = somebody('ani');
    stage.clock.advance(14 * day);
    ani.send('/keberatan');
    await screen(ani, /Keberatan atas hasil penilaian/);
    await pressFor(ani, /Ajukan keberatan: Semester II 2026/, /sampai 31 Desember 2026/);
    // 15 hours later it is past midnight in Jakarta.
    stage.clock.advance(15 * 3_600_000);
    ani.send('/keberatan');
    const late = await screen(ani, /tidak ada hasil yang dapat diajukan keberatan/);
    ani.pressRaw(late.id, `objection.raise:${district.appraisals.ani}`);
    await screen(ani, /14 hari kalender, yaitu sampai 31 Desember 2026, dan waktu itu sudah lewat/);
    expect(await prisma().objection.count()).toBe(0);
  });

  it('stays closed to everybody else, and to HR without a reason on the audit trail', async () => {
    await raise(somebody('ani'));
    const { id } = await prisma().objection.findFirstOrThrow();
    const budi = somebody('budi');
    budi.send('/keberatan');
    const own = await screen(budi, /Keberatan atas hasil/);
    budi.pressRaw(own.id, `objection.open:${id}`);
    await screen(budi, /hanya dapat dibuka oleh pegawai/);
    budi.pressRaw(budi.last().id, `objection.look:${id}`);
    await screen(budi, /hanya untuk pengelola/);
    const kasi = somebody('kasi');
    kasi.pressRaw((await screen(kasi, /mengajukan keberatan/)).id, `objection.decide:${id}`);
    await screen(kasi, /diperiksa oleh pejabat lain/);

    const hr = somebody('hr');
    hr.send('/keberatan');
    await screen(hr, /Keberatan atas hasil/);
    const list = await pressFor(hr, /Semua keberatan/, /Menunggu keputusan: 1/);
    expect(`${list.text} ${labels(list).flat().join(' ')}`).not.toContain('Ani');
    await pressFor(hr, /No\. /, /tuliskan alasannya/);
    await sendFor(hr, 'Laporan berkala pemeriksaan', /Keberatan Ani/);
    const look = await prisma().auditEntry.findFirstOrThrow({ where: { action: 'objection-seen-by-hr' } });
    expect(look).toMatchObject({
      subjectEmployeeId: district.people.ani.id,
      detail: { reason: 'Laporan berkala pemeriksaan' },
    });
  });

  it('is given a hearer by HR where the supervisor has no superior, never one of the two sides', async () => {
    await releaseAppraisal(stage.bot().app.database, district, 'kasi', { releasedAt: stage.clock.now() });
    const [kasi, hr, kapulau] = [somebody('kasi'), somebody('hr'), somebody('kapulau')];
    await raise(kasi);
    await screen(hr, /atasan penilainya tidak ada/);
    await pressFor(hr, /Buka keberatan no/, /tuliskan alasannya/);
    await sendFor(hr, 'Menentukan pemeriksa', /sedang ditentukan/);
    await pressFor(hr, /Tentukan pemeriksa/, /Siapa yang memeriksa/);
    const found = await sendFor(hr, 'Kepala', /Cocok dengan/);
    const { id } = await prisma().objection.findFirstOrThrow();
    hr.pressRaw(found.id, `objection.name:${id}:${district.people.kasi.id}`);
    await screen(hr, /tidak dapat memeriksa/);
    hr.pressRaw(hr.last().id, `objection.name:${id}:${district.people.kapulau.id}`);
    await screen(hr, /Kepala UPT memeriksa keberatan/);
    await screen(kapulau, /mendengar kedua pihak/);
    hr.pressRaw(hr.last().id, `objection.name:${id}:${district.people.budi.id}`);
    await screen(hr, /sudah ada pemeriksanya/);
  });

  it('reminds the hearer after a week and then every second working day, once each', async () => {
    await raise(somebody('ani'));
    const reminders = () => prisma().outboxMessage.count({ where: { dedupeKey: { contains: ':remind:' } } });
    const tick = async () => {
      await remindHearers(stage.bot().app);
      await remindHearers(stage.bot().app);
      // What was queued leaves before the clock moves on: a reminder is not sent late.
      await stage.bot().idle();
      return reminders();
    };
    stage.clock.advance(6 * day);
    expect(await tick()).toBe(0);
    // Thursday 24 December, a week later; then Friday, Monday, Tuesday.
    stage.clock.advance(day);
    expect(await tick()).toBe(1);
    stage.clock.advance(day);
    expect(await tick()).toBe(1);
    stage.clock.advance(day);
    expect(await tick()).toBe(1);
    stage.clock.advance(2 * day);
    expect(await tick()).toBe(2);
    stage.clock.advance(day);
    expect(await tick()).toBe(2);
    await screen(somebody('kepala'), /sudah menunggu 7 hari/);
  });
});

describe('the time to object', () => {
  it('counts calendar days from the day of the release where the employee is', () => {
    const late = new Date('2026-12-17T16:30:00Z');
    expect(lastDayToObject(late, 'Asia/Jakarta', 14)).toBe('2026-12-31');
    expect(lastDayToObject(late, 'Asia/Jayapura', 14)).toBe('2027-01-01');
  });

  it('leaves out weekends where working days are counted', () => {
    const weekday = (date: string) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
    expect(countWorkingDays(calendarDate('2026-12-24'), calendarDate('2026-12-29'), weekday)).toBe(3);
  });
});
