import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPeriod } from '../../src/app/period/open-period.ts';
import type { Person } from '../../src/simulator/person.ts';
import { withTransaction } from '../../src/storage/with-transaction.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { residentsOf } from '../support/residents.ts';
import { labels, pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let hr: Person;
let ani: Person;
let somebody: (name: ResidentName) => Person;

beforeAll(async () => {
  stage = await openStage({ start: new Date('2026-12-10T02:00:00Z') });
  district = await settleDistrict(stage.bot().app.database);
  somebody = residentsOf(stage, district);
  const { appraisal, period, account } = database();
  await appraisal.deleteMany();
  await period.deleteMany();
  await account.update({ where: { telegramId: district.people.citra.telegramId }, data: { locale: 'en' } });
  for (const name of ['budi', 'citra', 'kapulau'] as const) somebody(name).send('/menu');
  hr = somebody('hr');
  ani = somebody('ani');
});

afterAll(() => stage.close());

describe('a draft', () => {
  it('is made in a conversation that computes the dates and refuses what cannot be', async () => {
    await sendFor(hr, '/periode', /Belum ada periode/);
    await pressFor(hr, /Buat periode/, /semester mana/);
    await pressFor(hr, /Semester II 2026/, /Kerangka penilaian mana/);
    const schedule = await pressFor(hr, /Pauh/, /Penilaian diri dibuka/);
    expect(schedule.text).toContain('Penilaian diri dibuka: 17 Desember 2026');
    expect(schedule.text).toContain('Penilaian diri ditutup: 7 Januari 2027');
    expect(schedule.text).toContain('Penilaian atasan ditutup: 21 Januari 2027');
    await pressFor(hr, /✏️ Penilaian diri dibuka/, /Tulis tanggal/);
    await sendFor(hr, 'besok', /belum terbaca/);
    await sendFor(hr, '2027-02-01', /paling cepat pada hari dibukanya/);
    await sendFor(hr, '2026-06-30', /tidak dapat dibuka sebelum periode mulai/);
    const changed = await sendFor(hr, '10-12-2026', /Hari penutupan masih dihitung/);
    expect(changed.text).toContain('Penilaian diri dibuka: 10 Desember 2026');
    await pressFor(hr, '✅ Buat periode', /dibuat sebagai draf/);
    expect(await periods()).toEqual([['Semester II 2026', 'draft', '2026-12-10', '2027-01-07', '2027-01-21']]);
  });

  it('is not made twice for the same dates', async () => {
    await sendFor(hr, '/periode', /Semester II 2026/);
    const question = await pressFor(hr, '➕ Buat periode', /semester mana/);
    expect(labels(question).flat().join()).not.toContain('Semester II 2026');
    await pressFor(hr, /Tanggal lain/, /Tulis tanggal awal/);
    await sendFor(hr, '2026-07-01..2026-12-31', /Sudah ada periode/);
    await sendFor(hr, '2026-12-31..2026-07-01', /sesudah tanggal awal/);
    await sendFor(hr, '2026-01-01..2028-01-01', /paling lama satu tahun/);
    await sendFor(hr, '1/10/2026 sampai 31/12/2026', /Kerangka penilaian mana/);
    await pressFor(hr, /Pauh/, /Penilaian diri dibuka/);
    await pressFor(hr, '✅ Buat periode', /1 Oktober 2026 – 31 Desember 2026/);
  });

  it('can change its dates freely', async () => {
    await pressFor(hr, /Ubah jadwal/, /Jadwal 1 Oktober/);
    await pressFor(hr, /✏️ Penilaian diri ditutup/, /Tulis tanggal/);
    await sendFor(hr, '2027-01-04', /4 Januari 2027/);
    await pressFor(hr, /Simpan jadwal/, /Jadwal disimpan/);
    expect((await periods()).find(([name]) => name?.startsWith('1 Oktober'))?.[3]).toBe('2027-01-04');
  });
});

describe('opening', () => {
  it('names first who has no superior and who has not joined', async () => {
    await database().employee.create({
      data: { nip: '199001012020011090', name: 'Dewi Belum', unitId: await unitOf('citra'), supervisorId: null },
    });
    await database().employee.create({
      data: { nip: '199001012020011091', name: 'Eko Pensiun', unitId: await unitOf('citra'), active: false },
    });
    await openCard();
    const preview = await pressFor(hr, '🟢 Buka periode', /Buka Semester II 2026\?/);
    expect(preview.text).toContain('8 pegawai aktif');
    expect(preview.text).toMatch(/2 orang belum punya atasan.*: Dewi Belum, Kepala Dinas/);
    expect(preview.text).toMatch(/1 orang belum bergabung: Dewi Belum/);
    expect(new Set((await periods()).map(([, state]) => state))).toEqual(new Set(['draft']));
  });

  it('freezes framework, raters and units for every active employee, once, also after a double tap', async () => {
    const { id } = hr.last();
    const { id: periodId } = await database().period.findFirstOrThrow({ where: { name: 'Semester II 2026' } });
    await pressFor(hr, '🟢 Ya, buka', /dibuka untuk 8 pegawai/);
    hr.pressRaw(id, `period.do:${periodId}:open`);
    await screen(hr, /sekarang 🟢 terbuka/);
    const appraisals = await database().appraisal.findMany({ where: { periodId }, orderBy: { employeeId: 'asc' } });
    expect(appraisals).toHaveLength(8);
    const { ani: one, kasi, kepala } = district.people;
    expect(appraisals.find(({ employeeId }) => employeeId === one.id)?.supervisorId).toBe(kasi.id);
    expect(appraisals.find(({ employeeId }) => employeeId === kepala.id)?.supervisorId).toBeNull();
    expect(await entries('period-open')).toEqual([{ periodId, appraisals: 8 }]);
  });

  it('is refused while another open period shares a day with it', async () => {
    await sendFor(hr, '/periode', /Periode penilaian/);
    await pressFor(hr, /1 Oktober/, /draf/);
    await pressFor(hr, '🟢 Buka periode', /Buka 1 Oktober/);
    await pressFor(hr, '🟢 Ya, buka', /bertumpuk dengan Semester II 2026/);
    await pressFor(hr, /Hapus draf/, /Hapus draf 1 Oktober/);
    await pressFor(hr, '🗑 Ya, hapus', /Draf dihapus/);
    expect(await periods()).toHaveLength(1);
  });

  it('leaves the period as it was when framework, superior or unit change afterwards', async () => {
    const { prisma } = stage.bot().app.database;
    const { id } = await prisma.period.findFirstOrThrow();
    const before = await prisma.period.findFirstOrThrow();
    const settings = { ...stage.bot().app.settings, frameworks: new Map() };
    const again = await withTransaction(stage.bot().app.database, (tx) =>
      openPeriod({ tx, now: stage.clock.now(), settings }, id),
    );
    expect(again.ok).toBe(false);
    await sendFor(hr, '/kerangka', /Kerangka penilaian/);
    await pressFor(hr, /Gerunggang/, /Aturan/);
    await pressFor(hr, /Pakai kerangka ini/, /kini dipakai/);
    await prisma.employee.update({
      where: { id: district.people.budi.id },
      data: { supervisorId: district.people.kapulau.id, unitId: await unitOf('citra') },
    });
    const after = await prisma.period.findFirstOrThrow();
    expect(after.framework).toEqual(before.framework);
    const appraisal = await prisma.appraisal.findFirstOrThrow({ where: { employeeId: district.people.budi.id } });
    expect(appraisal.supervisorId).toBe(district.people.kasi.id);
    expect(appraisal.unitId).toBe(await unitOf('kasi'));
    const standard = await sendFor(ani, '/kerangka', /Semester II 2026/);
    expect(standard.text).toContain('Penilaian Kinerja Pauh');
  });
});

describe('while it is open', () => {
  it('the menu and the card say how far it is, by unit too', async () => {
    await sendFor(hr, '/menu', /terbuka: penilaian diri 0 dari 8, dinilai atasan 0 dari 8/);
    await openCard();
    const units = await pressFor(hr, /Per unit/, /per unit/);
    expect(units.text).toMatch(/Dinas Contoh \/ Seksi Darat\n🙋 0\/3 · 👤 0\/3/);
    await pressFor(hr, '⬅️ Periode', /Perlu penilai baru: 2 orang/);
  });

  it('HR names a rater for whoever has none, with a reason, and the rater is told', async () => {
    await openCard();
    await pressFor(hr, /Tunjuk penilai \(2\)/, /Belum ada penilai pada/);
    await pressFor(hr, 'Dewi Belum', /Siapa yang menilai/);
    await sendFor(hr, 'tidak ada orangnya', /Tidak ada yang cocok/);
    await sendFor(hr, 'kepala upt', /Cocok dengan/);
    await pressFor(hr, /Kepala UPT/, /Tuliskan alasannya/);
    await sendFor(hr, 'Atasan langsung belum tercatat.', /Kepala UPT kini menilai Dewi Belum/);
    await somebody('kapulau').waitFor(/Mulai sekarang Anda menilai: Dewi Belum/);
    const [entry] = await entries('rater-changed');
    expect(entry).toMatchObject({ raterId: district.people.kapulau.id, reason: 'Atasan langsung belum tercatat.' });
  });

  it('HR gives one person more days once, however often the button is tapped, and they are told', async () => {
    await openCard();
    await pressFor(hr, /Satu orang/, /Tulis sebagian nama/);
    await sendFor(hr, 'ani', /Cocok dengan/);
    const card = await pressFor(hr, /Ani/, /Penilaian diri sampai 7 Januari 2027/);
    const { id } = await database().appraisal.findFirstOrThrow({ where: { employeeId: district.people.ani.id } });
    await pressFor(hr, '➕ 7 hari', /Diperpanjang sampai 14 Januari 2027/);
    hr.pressRaw(card.id, `period.extend:${id}:7:2027-01-07`);
    await screen(hr, /Penilaian diri sampai 14 Januari 2027/);
    await ani.waitFor(/diperpanjang sampai 14 Januari 2027/);
    const row = await database().appraisal.findUniqueOrThrow({ where: { id } });
    expect([row.selfClosesOn, row.reviewClosesOn].map(day)).toEqual(['2027-01-14', '2027-01-28']);
    expect(await entries('window-extended')).toHaveLength(1);
    expect(await entries('standing-viewed')).toHaveLength(1);
  });

  it('closing dates only move later', async () => {
    await openCard();
    const schedule = await pressFor(hr, /Ubah jadwal/, /hanya dapat dimundurkan/);
    expect(labels(schedule).flat().join()).not.toContain('dibuka');
    await pressFor(hr, /✏️ Penilaian atasan ditutup/, /Tulis tanggal/);
    await sendFor(hr, '2027-01-20', /hanya dapat dimundurkan: pilih 21 Januari 2027/);
    await sendFor(hr, '2027-01-25', /Penilaian atasan ditutup: 25 Januari 2027/);
    await pressFor(hr, /Simpan jadwal/, /Jadwal disimpan/);
  });

  it('nobody but HR can do any of it, not with forged buttons either', async () => {
    const { id } = await database().period.findFirstOrThrow();
    await sendFor(ani, '/periode', /bukan untuk peran Anda/);
    for (const data of [`period.do:${id}:close`, `period.ask:${id}:close`, 'period.new', `period.show:${id}`]) {
      const { id: menu } = await sendFor(ani, '/menu', /Silakan pilih/);
      ani.pressRaw(menu, data);
      await screen(ani, /hanya untuk pengelola/);
    }
    expect((await periods())[0]?.[1]).toBe('open');
  });
});

describe('closing and releasing', () => {
  it('names who is unfinished before closing, and takes no answers afterwards', async () => {
    await openCard();
    const preview = await pressFor(hr, /Tutup periode/, /Tutup Semester II 2026\?/);
    expect(preview.text).toContain('Belum selesai: 8 orang');
    expect(preview.text).toContain('• Budi: menunggu penilaian diri');
    expect(preview.text).toContain('• Kepala Dinas: belum ada penilai');
    await pressFor(hr, '🔒 Ya, tutup', /Periode ditutup/);
    await sendFor(ani, '/nilai', /tidak terbuka|ditutup|tidak sedang/i);
  });

  it('is refused while nothing is decided', async () => {
    await openCard();
    await pressFor(hr, '📬 Rilis hasil', /0 hasil siap/);
    await pressFor(hr, '📬 Ya, rilis', /Belum ada hasil baru/);
    expect((await periods())[0]?.[1]).toBe('closed');
  });

  it('releases what is decided, names the rest, and tells each owner once in their own language', async () => {
    await decide('ani');
    await decide('citra');
    await decide('kasi', null);
    await openCard();
    const preview = await pressFor(hr, '📬 Rilis hasil', /2 hasil siap/);
    const { id } = preview;
    expect(preview.text).toContain('Mereka tidak ikut dirilis');
    const { id: periodId } = await database().period.findFirstOrThrow();
    await pressFor(hr, '📬 Ya, rilis', /2 hasil dirilis; 2 orang mendapat pesan/);
    hr.pressRaw(id, `period.do:${periodId}:release`);
    await screen(hr, /Belum ada hasil baru/);
    const told = await ani.waitFor(/Hasil penilaian kinerja Anda untuk Semester II 2026/);
    expect(labels(told)).toEqual([['📄 Buka hasil saya']]);
    await somebody('citra').waitFor(/Your appraisal result for Semester II 2026/);
    const queued = await database().outboxMessage.findMany({ where: { kind: 'result' } });
    expect(queued).toHaveLength(2);
    expect(queued.every(({ mustArrive }) => mustArrive)).toBe(true);
    const released = await database().appraisal.findMany({ where: { releasedAt: { not: null } } });
    expect(new Set(released.map(({ employeeId }) => employeeId))).toEqual(
      new Set([district.people.ani.id, district.people.citra.id]),
    );
    expect(await entries('period-release')).toEqual([{ periodId, released: 2, told: 2 }]);
  });

  it('opens again for the unfinished, and a later release sends only what is new', async () => {
    await openCard();
    await pressFor(hr, '🔓 Buka lagi', /Buka lagi Semester II 2026\?/);
    await pressFor(hr, '🔓 Ya, buka lagi', /Periode dibuka lagi/);
    await decide('budi');
    await pressFor(hr, /Tutup periode/, /Tutup Semester/);
    await pressFor(hr, '🔒 Ya, tutup', /Periode ditutup/);
    await pressFor(hr, '📬 Rilis hasil', /1 hasil siap/);
    await pressFor(hr, '📬 Ya, rilis', /1 hasil dirilis; 1 orang mendapat pesan/);
    await somebody('budi').waitFor(/Hasil penilaian kinerja Anda/);
    expect(await database().outboxMessage.count({ where: { kind: 'result' } })).toBe(3);
  });

  it('raises no error on the way', () => {
    expect(stage.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});

function database() {
  return stage.bot().app.database.prisma;
}

async function openCard() {
  await sendFor(hr, '/periode', /Periode penilaian/);
  return pressFor(hr, 'Semester II 2026', /📅 Semester II 2026 – /);
}

async function unitOf(name: ResidentName): Promise<number> {
  return (await database().employee.findUniqueOrThrow({ where: { id: district.people[name].id } })).unitId;
}

/** A review as the supervisor would leave it; the score itself does not matter here. Without a predicate it is not decided. */
async function decide(name: ResidentName, predicate: string | null = 'BAIK') {
  await database().appraisal.updateMany({
    where: { employeeId: district.people[name].id },
    data: {
      selfSubmittedAt: stage.clock.now(),
      reviewedAt: stage.clock.now(),
      predicate,
      proposedPredicate: predicate,
      feedback: 'Terima kasih.',
    },
  });
}

async function periods() {
  const rows = await database().period.findMany({ orderBy: { id: 'asc' } });
  return rows.map((row) => [row.name, row.state, day(row.selfOpensOn), day(row.selfClosesOn), day(row.reviewClosesOn)]);
}

async function entries(action: string) {
  const rows = await database().auditEntry.findMany({ where: { action }, orderBy: { id: 'asc' } });
  return rows.map(({ detail }) => detail);
}

function day(date: Date | null): string | undefined {
  return date?.toISOString().slice(0, 10);
}
