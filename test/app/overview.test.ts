import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Person } from '../../src/simulator/person.ts';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { type District, loadFramework, settleDistrict } from '../support/district.ts';
import { residentsOf } from '../support/residents.ts';
import { cellsOf } from '../support/sent-file.ts';
import { pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let hr: Person;
let somebody: ReturnType<typeof residentsOf>;

const prisma = () => stage.bot().app.database.prisma;
const workbookSchema = z.array(z.object({ sheet: z.string(), data: z.array(z.array(z.unknown())) }));
const formula = '=HYPERLINK("http://jahat.example","klik")';

beforeAll(async () => {
  stage = await openStage({ start: afterHours });
  district = await settleDistrict(stage.bot().app.database);
  somebody = residentsOf(stage, district);
  hr = somebody('hr');
  const { people, appraisals, periodId } = district;
  // A unit with a name like a formula, five of whose people Kepala Seksi rated: three Baik, one Sangat Baik, one Kurang.
  const trap = await prisma().unit.create({ data: { name: formula, path: formula } });
  const indicators = loadFramework('pauh').indicators.map(({ id }) => id);
  for (const [index, predicate] of ['BAIK', 'BAIK', 'BAIK', 'SANGAT_BAIK', 'KURANG'].entries()) {
    const employee = await prisma().employee.create({
      data: {
        nip: `19950101202001100${index}`,
        name: `Pegawai Uji ${index}`,
        unitId: trap.id,
        supervisorId: people.kasi.id,
      },
    });
    const at = stage.clock.now();
    const appraisal = await prisma().appraisal.create({
      data: {
        periodId,
        employeeId: employee.id,
        supervisorId: people.kasi.id,
        unitId: trap.id,
        selfSubmittedAt: at,
        reviewedAt: at,
        predicate,
        proposedPredicate: predicate,
        releasedAt: at,
      },
    });
    await prisma().assessment.create({
      data: {
        appraisalId: appraisal.id,
        kind: 'supervisor',
        raterId: people.kasi.id,
        submittedAt: at,
        answers: {
          create: indicators.map((indicatorId, place) => ({ indicatorId, level: index === 0 ? 2 + (place % 2) : 4 })),
        },
      },
    });
  }
  // Of the district itself three are released: Ani and Budi in one section, Citra on the island.
  for (const [name, predicate] of [
    ['ani', 'BAIK'],
    ['budi', 'BAIK'],
    ['citra', 'BUTUH_PERBAIKAN'],
  ] as const)
    await prisma().appraisal.update({
      where: { id: appraisals[name] },
      data: {
        selfSubmittedAt: stage.clock.now(),
        reviewedAt: stage.clock.now(),
        predicate,
        proposedPredicate: predicate,
        releasedAt: stage.clock.now(),
      },
    });
  await prisma().peerRequest.create({
    data: { appraisalId: appraisals.ani, peerId: people.budi.id, state: 'asked', askedAt: stage.clock.now() },
  });
});
afterAll(() => stage.close());

describe('HR’s overview', () => {
  it('shows how far each unit is, with its sub-units', async () => {
    const home = await sendFor(hr, '/rekap', /Rekap Semester II 2026/);
    expect(home.text).toContain('Tidak ada peringkat orang');
    const top = await pressFor(hr, /Kelengkapan/, /Seluruh instansi/);
    expect(top.text).toContain('Penilaian diri terkirim: 8 dari 12');
    expect(top.text).toContain('Menunggu rekan: 1 orang');
    expect(top.text).toContain('Dinas Contoh: 🙋 3/7 · 👤 3/7 · 📬 3/7');
    const office = await pressFor(hr, /^🏢 Dinas Contoh/, /🏢 Dinas Contoh\n/);
    expect(office.text).toContain('Dinas Contoh sendiri: 🙋 0/2');
    expect(office.text).toContain('Seksi Darat: 🙋 2/3');
    const section = await pressFor(hr, /Seksi Darat/, /Dinas Contoh \/ Seksi Darat/);
    expect(section.text).toContain('Jawaban rekan: 0 masuk, 1 ditunggu');
    await pressFor(hr, /⬆️ Dinas Contoh/, /🏢 Dinas Contoh\n/);
  });

  it('shows the distribution of what is released, and small groups only within their parent', async () => {
    await sendFor(hr, '/rekap', /Rekap Semester/);
    const top = await pressFor(hr, /Sebaran predikat/, /Hasil yang dirilis: 8 orang/);
    expect(top.text).toMatch(/Baik\n▰+▱+ 5 · 62,50 %/);
    expect(top.text).toContain('pilih dulu predikat instansi');
    const office = await pressFor(hr, /^🏢 Dinas Contoh/, /Hasil yang dirilis: 3 orang/);
    expect(office.text).not.toMatch(/Seksi Darat|UPT Pulau/);
    const { id } = await prisma().unit.findUniqueOrThrow({ where: { path: 'Dinas Contoh / Seksi Darat' } });
    hr.pressRaw(office.id, `overview.spread:${district.periodId}:${id}:0`);
    const small = await screen(hr, /tidak ditampilkan tersendiri/);
    expect(small.text).not.toMatch(/▰/);
  });

  it('puts the national pattern beside it as information once HR said what the organisation is', async () => {
    await sendFor(hr, '/rekap', /Rekap Semester/);
    await pressFor(hr, /Sebaran predikat/, /Hasil yang dirilis: 8/);
    await pressFor(hr, /Pilih predikat instansi/, /Predikat siapa pun tidak berubah/);
    const chosen = await pressFor(hr, /^Baik/, /SE MenPANRB 3\/2023/);
    expect(chosen.text).toContain('Baik paling banyak 70,00 %, di sini 62,50 %: serupa dengan pola');
    expect(chosen.text).toContain('Butuh Perbaikan / Kurang paling sedikit 1 orang, di sini 2: serupa');
    expect(chosen.text).toContain('Tidak ada predikat yang diubah karena pola ini');
    const inherited = await pressFor(hr, /^🏢 Dinas Contoh/, /ditetapkan untuk Seluruh instansi/);
    expect(inherited.text).toContain('Hasil yang dirilis: 3');
    await pressFor(hr, /Predikat instansi/, /Apa predikat kinerja Dinas Contoh/);
    await pressFor(hr, /Tidak ditetapkan/, /pola nasional tidak ditampilkan/);
    await sendFor(hr, '/rekap', /Rekap Semester/);
    await pressFor(hr, /Sebaran predikat/, /serupa dengan pola/);
    expect(await prisma().auditEntry.count({ where: { action: 'organisation-predicate-set' } })).toBe(2);
  });

  it('draws the distribution', async () => {
    await sendFor(hr, '/rekap', /Rekap Semester/);
    await pressFor(hr, /Sebaran predikat/, /Hasil yang dirilis: 8/);
    const picture = await pressFor(hr, /Gambar/, /Untuk dibicarakan, bukan untuk dicapai/);
    expect(picture.media?.kind).toBe('photo');
  });

  it('tells of supervisors with enough assessments in careful words, and puts the look on their trail', async () => {
    await sendFor(hr, '/rekap', /Rekap Semester/);
    const raters = await pressFor(hr, /Statistik penilai/, /bukan kesalahan/);
    expect(raters.text).toContain('Kepala Seksi');
    // Sixteen fours, two twos and two threes: mean 3.7, variance 0.41. Nobody else rated, so the mean is the supervisor's own.
    expect(raters.text).toContain('5 penilaian\nSelisih dari rata-rata: 0,00 tingkat · sebaran 0,64');
    expect(raters.text).toContain('Jawaban yang sama dalam satu penilaian: 90,00 % (seluruhnya sama: 4)');
    expect(raters.text).toContain('Rekan sejawat hanya ditampilkan bersama-sama');
    expect(raters.text).not.toMatch(/Kepala UPT|Kepala Dinas/);
    expect(
      await prisma().auditEntry.count({
        where: { action: 'rater-statistics-seen', subjectEmployeeId: district.people.kasi.id },
      }),
    ).toBe(1);
  });

  it('shows where broadcasts stand', async () => {
    const broadcast = await prisma().broadcast.create({
      data: {
        content: { html: 'x', file: null },
        audience: { kind: 'all' },
        state: 'done',
        createdBy: 1,
        createdAt: stage.clock.now(),
        notJoined: 4,
        recipients: 3,
      },
    });
    for (const [index, state] of ['sent', 'blocked', 'unknown'].entries())
      await prisma().outboxMessage.create({
        data: {
          chatId: 1,
          kind: 'broadcast',
          broadcastId: broadcast.id,
          state,
          dueAt: stage.clock.now(),
          dedupeKey: `uji:${index}`,
          readAt: state === 'sent' ? stage.clock.now() : null,
        },
      });
    await sendFor(hr, '/rekap', /Rekap Semester/);
    const list = await pressFor(hr, /Siaran/, /Terkirim 1 dari 3, dibaca 1, menunggu 0/);
    expect(list.text).toContain('Tidak pasti 1 · memblokir bot 1 · gagal 0 · belum bergabung 4');
  });

  it('counts as waiting whoever /siaran does, also before the copy is written', async () => {
    const { id } = await prisma().broadcast.create({
      data: {
        content: { html: 'x' },
        audience: { kind: 'all' },
        state: 'paused',
        createdBy: 1,
        createdAt: stage.clock.now(),
        notJoined: 0,
        recipients: 5,
      },
    });
    await prisma().outboxMessage.create({
      data: {
        chatId: 1,
        kind: 'broadcast',
        broadcastId: id,
        state: 'sent',
        dueAt: stage.clock.now(),
        dedupeKey: 'b:1',
      },
    });
    await sendFor(hr, '/rekap', /Rekap Semester/);
    await pressFor(hr, /Siaran/, /Terkirim 1 dari 5, dibaca 0, menunggu 4/);
    await sendFor(hr, '/siaran', /Siaran/);
    await pressFor(hr, new RegExp(`⏸ ${id} `), /Menunggu: 4/);
  });

  it('goes out as a workbook in which numbers are numbers, a unit named like a formula is text, and small groups are not there', async () => {
    await sendFor(hr, '/rekap', /Rekap Semester/);
    await hr.press(/Ekspor/);
    const file = await hr.waitFor((message) => message.media?.kind === 'document');
    const cells = await cellsOf(stage, file);
    const sheets = workbookSchema.parse(JSON.parse(cells));
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Catatan',
      'Kelengkapan',
      'Sebaran predikat',
      'Statistik penilai',
      'Siaran',
    ]);
    const rows = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? [];
    expect(rows('Kelengkapan')).toContainEqual(['Dinas Contoh / Seksi Darat', 3, 3, 2, 0, 1, 1, 2, 2, 2, 0, 0, 0]);
    const spreads = rows('Sebaran predikat');
    expect(spreads).toContainEqual([
      `'${formula}`,
      'Unit beserta unit di bawahnya',
      5,
      1,
      3,
      0,
      1,
      0,
      20,
      60,
      0,
      20,
      0,
    ]);
    expect(spreads).toContainEqual([
      'Dinas Contoh',
      'Unit beserta unit di bawahnya',
      3,
      0,
      2,
      1,
      0,
      0,
      0,
      66.67,
      33.33,
      0,
      0,
    ]);
    expect(JSON.stringify(spreads)).not.toMatch(/Seksi Darat|UPT Pulau/);
    expect(rows('Siaran').map((row) => row.slice(3))).toContainEqual([5, 1, 0, 4, 0, 0, 0, 0, 0]);
    expect(rows('Statistik penilai')[1]?.slice(1, 3)).toEqual(['Kepala Seksi', 5]);
    expect(await prisma().auditEntry.count({ where: { action: 'overview-exported' } })).toBe(1);
  });

  it('is refused to everybody else, also by a forged button', async () => {
    const kasi = somebody('kasi');
    const menu = await sendFor(kasi, '/menu', /Silakan pilih/);
    kasi.pressRaw(menu.id, `overview.raters:${district.periodId}:0`);
    const refused = await kasi.waitFor((message) => /pengelola kepegawaian/.test(message.text));
    expect(refused.text).not.toContain('Statistik penilai Semester');
  });
});
