import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarDate, toUtcMidnight } from '../../src/domain/calendar.ts';
import type { Person } from '../../src/simulator/person.ts';
import { assessSelf, pauhAnswers } from '../support/appraisals.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { personOf } from '../support/close-period.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { labels, pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;

beforeEach(async () => {
  stage = await openStage();
  district = await settleDistrict(stage.bot().app.database);
});
afterEach(() => stage.close());

const somebody = (name: ResidentName): Person => personOf(stage, district, name);

/** Somebody who has written to the bot, so that it may write to them. */
async function greeted(name: ResidentName): Promise<Person> {
  const person = somebody(name);
  await sendFor(person, '/menu', /Silakan pilih/);
  return person;
}

const prisma = () => stage.bot().app.database.prisma;

/** Writes an open item straight into the plan. */
async function plan(name: ResidentName, text: string, dueOn: string): Promise<number> {
  const { id } = await prisma().developmentItem.create({
    data: {
      employeeId: district.people[name].id,
      kind: 'course',
      text,
      dueOn: toUtcMidnight(calendarDate(dueOn)),
      state: 'planned',
      createdAt: new Date('2026-12-01T02:00:00Z'),
    },
  });
  return id;
}

describe('/pengembangan', () => {
  it('puts a step of the preliminary result into the plan with a date, once', async () => {
    const ani = somebody('ani');
    const preliminary = await assessSelf(ani, pauhAnswers([4, 3, 4, 2]));
    expect(labels(preliminary).flat()).toContain('🌱 Rencana pengembangan');
    const steps = await pressFor(ani, /Rencana pengembangan/, /Langkah dari Semester II 2026/);
    expect(steps.text).toContain('Kreativitas');
    expect(steps.text).toContain('penilaian diri saja');
    const date = await pressFor(ani, /^➕ 1\./, /Sampai kapan/);
    expect(labels(date)[0]).toEqual(['30 hari (16 Januari 2027)']);
    await sendFor(ani, '17-12-2026', /sudah lewat/);
    await sendFor(ani, '1/2/2030', /terlalu jauh/);
    const planned = await pressFor(ani, /^60 hari/, /Masuk ke rencana/);
    expect(planned.text).toContain('sampai 15 Februari 2027');
    const again = await pressFor(ani, /Dari hasil penilaian/, /Langkah dari Semester II 2026/);
    expect(again.text).toContain('sudah di rencana');
    expect(
      labels(again)
        .flat()
        .filter((label) => label.startsWith('➕ 1.')),
    ).toEqual([]);
    expect(await prisma().developmentItem.findMany()).toMatchObject([
      { employeeId: district.people.ani.id, appraisalId: district.appraisals.ani, state: 'planned' },
    ]);
  });

  it('takes an own item in the person’s own words, and settles it with a note that stays', async () => {
    const [budi, kasi] = [somebody('budi'), await greeted('kasi')];
    await sendFor(budi, '/pengembangan', /Belum ada rencana/);
    await pressFor(budi, /Tambah rencana/, /Jenis pengembangan/);
    await pressFor(budi, /Pendampingan/, /Apa yang akan dilakukan/);
    await sendFor(budi, 'Belajar menulis <laporan> bersama Bu Ani', /Sampai kapan/);
    const planned = await sendFor(budi, '31-3-2027', /Masuk ke rencana/);
    expect(planned.text).toContain('1. Belajar menulis <laporan> bersama Bu Ani (pendampingan), sampai 31 Maret 2027');
    await pressFor(budi, /^1\./, /Keadaan: direncanakan/);
    await pressFor(budi, /Sudah terlaksana/, /Apa hasilnya/);
    const settled = await sendFor(budi, 'Dua laporan selesai tepat waktu.', /Tercatat/);
    expect(settled.text).toContain('✅ Belajar menulis <laporan> bersama Bu Ani');
    expect(settled.text).toContain('Dua laporan selesai tepat waktu.');
    await screen(kasi, /Budi mencatat rencana pengembangan Budi.*terlaksana/);
  });

  it('lets the supervisor see, add and follow up, and tells the employee', async () => {
    const [kasi, ani] = [somebody('kasi'), await greeted('ani')];
    await sendFor(kasi, '/pengembangan', /Rencana pengembangan Anda/);
    await pressFor(kasi, /Rencana tim/, /Rencana pengembangan tim/);
    await pressFor(kasi, /Ani/, /Rencana pengembangan Ani/);
    await pressFor(kasi, /Tambah rencana/, /Jenis pengembangan/);
    await pressFor(kasi, /Penugasan/, /Apa yang akan dilakukan/);
    await sendFor(kasi, 'Memimpin rapat mingguan', /Sampai kapan/);
    await pressFor(kasi, /^30 hari/, /Masuk ke rencana/);
    await screen(ani, /Kepala Seksi menambahkan ke rencana pengembangan Anda: Memimpin rapat mingguan/);
    await pressFor(ani, /Lihat rencana/, /Rencana pengembangan Anda/);
    await pressFor(kasi, /^1\./, /Keadaan: direncanakan/);
    await pressFor(kasi, /Belum terlaksana/, /Apa yang menghalangi/);
    await pressFor(kasi, /Lewati/, /Tercatat/);
    await screen(ani, /Kepala Seksi mencatat.*belum terlaksana/);
    expect(await prisma().auditEntry.count({ where: { action: 'development-seen' } })).toBe(1);
  });

  it('is closed to everybody but the employee and their supervisor of today', async () => {
    const id = await plan('ani', 'Kursus arsip', '2027-02-01');
    for (const name of ['budi', 'hr', 'kepala', 'kapulau'] as const) {
      const person = await greeted(name);
      for (const data of [
        `develop.plan:${district.people.ani.id}`,
        `develop.item:${id}`,
        `develop.add:${district.people.ani.id}`,
        `develop.settle:${id}:met`,
        `develop.cancel:${id}`,
        `develop.from:${district.appraisals.ani}`,
        `develop.take:${district.appraisals.ani}:0`,
      ]) {
        person.send('/menu');
        const menu = await screen(person, /Silakan pilih/);
        person.pressRaw(menu.id, data);
        await screen(person, /hanya untuk pegawainya sendiri|Belum ada langkah/);
      }
      expect(
        person
          .messages()
          .map(({ text }) => text)
          .join('\n'),
      ).not.toContain('Kursus arsip');
    }
    expect(await prisma().developmentItem.findUnique({ where: { id } })).toMatchObject({ state: 'planned' });
  });

  it('shows HR numbers by unit, and no unit in which fewer than three people have a plan', async () => {
    const hr = somebody('hr');
    await plan('ani', 'Kursus arsip', '2027-02-01');
    await plan('budi', 'Kursus arsip', '2027-02-01');
    await sendFor(hr, '/pengembangan', /Rencana pengembangan Anda/);
    const few = await pressFor(hr, /Rekap/, /Pengembangan menurut unit/);
    expect(few.text).toContain('Belum ada unit');
    await plan('kasi', 'Kursus memimpin', '2027-02-01');
    await sendFor(hr, '/pengembangan', /Rencana pengembangan Anda/);
    const enough = await pressFor(hr, /Rekap/, /Pengembangan menurut unit/);
    expect(enough.text).toContain('Dinas Contoh / Seksi Darat');
    expect(enough.text).toContain('3 direncanakan, 0 terlaksana');
    expect(enough.text).not.toContain('Kursus');
  });
});

describe('reminders of the plan', () => {
  it('come a week before, on the day, and three days after to both, each once, in working time of the own zone', async () => {
    const [citra, kapulau] = [await greeted('citra'), await greeted('kapulau')];
    await plan('citra', 'Kursus kelistrikan', '2027-01-14');
    const at = async (time: string) => {
      stage.clock.set(new Date(time));
      await stage.bot().tick();
      await stage.bot().tick();
    };
    const heard = (person: Person) =>
      person.messages().filter(({ text }) => text.includes('Kursus kelistrikan')).length;
    // 07.30 WITA on the seventh day before: too early there.
    await at('2027-01-06T23:30:00Z');
    expect(await prisma().outboxMessage.count({ where: { kind: 'development-reminder' } })).toBe(0);
    await at('2027-01-07T00:15:00Z');
    await screen(citra, /Kursus kelistrikan: 7 hari lagi/);
    await at('2027-01-14T01:00:00Z');
    await screen(citra, /Kursus kelistrikan: waktunya 14 Januari 2027/);
    expect(heard(kapulau)).toBe(0);
    // Three days after is a Sunday: the question waits for Monday.
    await at('2027-01-17T02:00:00Z');
    await at('2027-01-18T02:00:00Z');
    await screen(citra, /Kursus kelistrikan \(14 Januari 2027\): sudah terlaksana\?/);
    await screen(kapulau, /Citra, Kursus kelistrikan.*sudah terlaksana\?/);
    await at('2027-01-19T02:00:00Z');
    expect([heard(citra), heard(kapulau)]).toEqual([3, 1]);
    await pressFor(kapulau, /Kursus kelistrikan/, /Keadaan: direncanakan/);
    await pressFor(kapulau, /Sudah terlaksana/, /Apa hasilnya/);
  });

  it('are not taken for given to somebody who moves to a new unit at that very moment; they come with the next look', async () => {
    const citra = await greeted('citra');
    await plan('citra', 'Kursus kelistrikan', '2027-01-14');
    stage.clock.set(new Date('2027-01-07T00:15:00Z'));
    const other = new pg.Client({ connectionString: stage.databaseUrl });
    await other.connect();
    // Who is due can be read, but not yet held.
    await other.query('begin; lock table development_item in exclusive mode');
    const ticking = stage.bot().tick();
    const waiting = () =>
      other.query(`select from pg_locks where not granted and relation = 'development_item'::regclass`);
    await expect.poll(async () => (await waiting()).rowCount, { timeout: 20_000 }).toBe(1);
    await other.query(`
      with made as (insert into unit (name, path, time_zone) values ('Bidang Baru', 'Bidang Baru', 'Asia/Makassar') returning id)
      update employee set unit_id = made.id from made where employee.id = ${district.people.citra.id}`);
    await other.query('commit');
    await other.end();
    await ticking;
    expect(await prisma().outboxMessage.count({ where: { kind: 'development-reminder' } })).toBe(0);
    await stage.bot().tick();
    await screen(citra, /Kursus kelistrikan: 7 hari lagi/);
  });
});
