import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { type District, loadFramework, type ResidentName, settleDistrict } from '../support/district.ts';
import { releaseAppraisal } from '../support/released.ts';
import { arrive, residentsOf } from '../support/residents.ts';
import { cellsOf } from '../support/sent-file.ts';
import { pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let somebody: (name: ResidentName) => Person;

beforeEach(async () => {
  stage = await openStage({ start: afterHours });
  district = await settleDistrict(stage.bot().app.database);
  somebody = residentsOf(stage, district);
});
afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;

async function assess(kind: 'self' | 'supervisor' | 'peer', rater: ResidentName, comment: string): Promise<void> {
  await prisma().assessment.create({
    data: {
      appraisalId: district.appraisals.ani,
      kind,
      raterId: district.people[rater].id,
      submittedAt: stage.clock.now(),
      answers: { create: [{ indicatorId: 'kualitas-layanan', level: 4, comment }] },
    },
  });
}

/** Every cell of the workbook that came into the chat last. */
async function workbookOf(person: Person, after = 0): Promise<string> {
  return cellsOf(stage, await person.waitFor(({ id, media }) => id > after && media?.name.endsWith('.xlsx') === true));
}

describe('own data', () => {
  it('holds one’s own answers, released ratings and who looked, and nothing of peers', async () => {
    const ani = somebody('ani');
    await assess('self', 'ani', '=HYPERLINK("x")');
    await assess('supervisor', 'kasi', 'Kata atasan');
    await assess('peer', 'budi', 'Kata rekan rahasia');
    const { ani: me, budi, kasi } = district.people;
    await prisma().feedbackNote.createMany({
      data: [
        {
          fromId: budi.id,
          toId: me.id,
          kind: 'praise',
          text: 'Terima kasih bantuannya',
          named: false,
          at: new Date(0),
          givenAt: new Date(0),
        },
        {
          fromId: kasi.id,
          toId: me.id,
          kind: 'praise',
          text: 'Laporannya rapi',
          named: true,
          at: new Date(0),
          givenAt: new Date(0),
        },
      ],
    });
    const entries = [
      { action: 'self-assessment-seen', actorEmployeeId: district.people.kasi.id },
      { action: 'employee-viewed', actorEmployeeId: district.people.hr.id },
      { action: 'peer-assessment-submitted', actorEmployeeId: district.people.budi.id },
      { action: 'work-plan-seen', actorEmployeeId: district.people.citra.id },
    ];
    await prisma().auditEntry.createMany({
      data: entries.map((entry) => ({
        ...entry,
        at: stage.clock.now(),
        actorTelegramId: 1n,
        subjectEmployeeId: district.people.ani.id,
        detail: {},
      })),
    });
    ani.send('/dataku');
    await screen(ani, /Data saya/);
    await pressFor(ani, /Kirim data saya/, /sedang dikirim/);
    const before = await workbookOf(ani);
    expect(before).toContain(district.people.ani.name);
    expect(before).toContain("'=HYPERLINK");
    expect(before).toContain('"Diterima","Tanpa nama","Terima kasih bantuannya",null');
    expect(before).toContain('"Diterima","Kepala Seksi","Laporannya rapi"');
    expect(before).toContain('Atasan: Kepala Seksi');
    expect(before).toContain('melihat penilaian diri');
    expect(before).toContain('Pengelola kepegawaian');
    expect(before).not.toContain('Pengelola"');
    expect(before).not.toContain('Kata atasan');
    expect(before).not.toMatch(/rahasia|Budi|Citra|penilaian rekan/);

    await releaseAppraisal(stage.bot().app.database, district, 'ani', { releasedAt: stage.clock.now() });
    const { id } = ani.last();
    await ani.press(/Kirim data saya/);
    const after = await workbookOf(ani, id);
    expect(after).toContain('Kata atasan');
    expect(after).toContain('Pelayanan Anda ramah.');
    expect(after).not.toMatch(/rahasia|Budi|Citra/);
  });

  it('holds everything else that is kept about a person, and nothing that was said under the promise of namelessness', async () => {
    const { ani: me, budi, kasi, citra } = district.people;
    const at = stage.clock.now();
    const appraisalId = district.appraisals.ani;
    const item = {
      id: 1,
      position: 1,
      kind: 'main',
      aspect: 'quantity',
      title: 'Arsip tertata',
      target: '40',
      unit: 'berkas',
      direction: 'higher',
      weight: 1,
      realised: null,
    };
    const { id: _, ...fresh } = item;
    await prisma().workPlan.create({
      data: {
        appraisalId,
        state: 'agreed',
        revision: 1,
        history: [{ revision: 1, agreedAt: at.toISOString(), agreedBy: kasi.id, items: [item] }],
        items: { create: { ...fresh, target: '50' } },
      },
    });
    await prisma().workReport.create({
      data: { appraisalId, realised: '7', text: 'Laporan pekan ini', evidence: [], at },
    });
    await prisma().performanceDialogue.create({
      data: {
        appraisalId,
        supervisorId: kasi.id,
        proposedBy: kasi.id,
        proposed: [],
        state: 'signed',
        record: 'Isi dialog',
        createdAt: at,
      },
    });
    await prisma().developmentItem.create({
      data: { employeeId: me.id, kind: 'course', text: 'Kursus arsip', dueOn: at, state: 'met', createdAt: at },
    });
    const award = { kind: 'award', evidence: { comment: null, items: [] }, state: 'accepted', createdAt: at };
    await prisma().recognition.createMany({
      data: [
        { ...award, employeeId: me.id, nominatedBy: budi.id, title: 'Arsip tercepat', reason: 'Selesai dulu' },
        { ...award, employeeId: citra.id, nominatedBy: kasi.id, title: 'Bukan urusan Ani', reason: 'Lain' },
      ],
    });
    await prisma().delegation.create({
      data: { fromId: kasi.id, toId: me.id, startsOn: at, endsOn: at, createdAt: at },
    });
    // What Ani declared is Ani's; what her rater declared about her is not for her.
    for (const [name, raterId, reason] of [
      ['budi', me.id, 'Budi ipar saya'],
      ['ani', kasi.id, 'Benturan rahasia'],
    ] as const)
      await prisma().conflictDeclaration.create({
        data: { appraisalId: district.appraisals[name], raterId, reason, at, state: 'open' },
      });
    await prisma().lessonAttempt.create({
      data: { employeeId: me.id, lesson: 'metode', version: 1, openedAt: at, finishedAt: at, questions: 5, right: 4 },
    });
    const framework = loadFramework('pauh');
    await prisma().poll.create({
      data: {
        frameworkKey: 'pauh',
        framework,
        state: 'open',
        openedAt: at,
        closesOn: at,
        votes: {
          create: { employeeId: me.id, indicatorId: 'kualitas-layanan', answer: 'change', comment: 'Perjelas', at },
        },
      },
    });
    await prisma().correctionRequest.create({ data: { employeeId: me.id, text: 'Gelar saya', at, state: 'open' } });
    await prisma().concern.createMany({
      data: [true, false].map((anonymous) => ({
        telegramId: BigInt(me.telegramId),
        anonymous,
        text: anonymous ? 'Aspirasi rahasia' : 'Aspirasi bernama',
        at,
      })),
    });
    await prisma().feedbackNote.createMany({
      data: [true, false].map((named) => ({
        fromId: me.id,
        toId: budi.id,
        kind: 'advice',
        text: named ? 'Saran bernama' : 'Saran rahasia',
        named,
        at,
        givenAt: at,
      })),
    });
    // A note to Ani that is not signed and waits is nobody's yet.
    await prisma().feedbackNote.create({
      data: { fromId: budi.id, toId: me.id, kind: 'praise', text: 'Masih menunggu', named: false, at },
    });
    for (const [kind, name, comment] of [
      ['peer', 'budi', 'Contoh rahasia'],
      ['supervisor', 'citra', 'Contoh sebagai atasan'],
    ] as const) {
      await prisma().assessment.create({
        data: {
          appraisalId: district.appraisals[name],
          kind,
          raterId: me.id,
          submittedAt: at,
          answers: { create: [{ indicatorId: 'kualitas-layanan', level: 2, comment }] },
        },
      });
    }
    const ani = somebody('ani');
    await sendFor(ani, '/dataku', /Data saya/);
    await pressFor(ani, /Kirim data saya/, /sedang dikirim/);
    const book = await workbookOf(ani);
    for (const words of [
      '"Arsip tertata","40"',
      '"Arsip tertata","50"',
      'Laporan pekan ini',
      'Isi dialog',
      'Kursus arsip',
      'Arsip tercepat',
      '"Kepala Seksi","Ani',
      '"Budi","Budi ipar saya","menunggu keputusan"',
      '"metode","4","5"',
      'Perjelas',
      'Gelar saya',
      'Aspirasi bernama',
      'Saran bernama',
      '"Citra","Kualitas layanan","2","Contoh sebagai atasan"',
      '"Seorang rekan (tanpa nama)","Kualitas layanan","2",null',
    ])
      expect(book).toContain(words);
    expect(book).not.toMatch(/rahasia|Bukan urusan|Masih menunggu/);
    // Budi is the receiver of the signed note and whom Ani's own declaration is about, and nothing else.
    expect(book.match(/Budi/g)).toHaveLength(3);
  });

  it('is sent three times a day and again the next day', async () => {
    const ani = somebody('ani');
    ani.send('/dataku');
    const { id } = await screen(ani, /Data saya/);
    const given = () => prisma().auditEntry.count({ where: { action: 'own-data-exported' } });
    for (let time = 1; time <= 3; time += 1) {
      ani.pressRaw(id, 'own.export');
      await expect.poll(given).toBe(time);
    }
    ani.pressRaw(id, 'own.export');
    await screen(ani, /dapat diminta 3 kali/);
    stage.clock.advance(86_400_001);
    ani.send('/dataku');
    await screen(ani, /paling banyak 3 kali/);
    await pressFor(ani, /Kirim data saya/, /sedang dikirim/);
  });

  it('is corrected on request: on HR’s list, opened and answered on the audit trail, and told to the person', async () => {
    const [ani, hr, kasi] = [somebody('ani'), somebody('hr'), somebody('kasi')];
    await arrive([hr]);
    const asks = async (text: string) => {
      await sendFor(ani, '/dataku', /Data saya/);
      await pressFor(ani, /Minta perbaikan/, /Data apa yang keliru/);
      await sendFor(ani, text, /sudah sampai/);
    };
    await asks('Jabatan saya <Arsiparis>, bukan Analis.');
    await asks('Nama saya tanpa gelar, mohon ditambah.');
    await screen(hr, /meminta perbaikan data/);
    const menu = await sendFor(hr, '/menu', /Silakan pilih/);
    expect(menu.text).toContain('Permintaan perbaikan data menunggu jawaban: 2');
    await sendFor(hr, '/audit', /Jejak audit/);
    const list = await pressFor(hr, /Permintaan perbaikan/, /Menunggu jawaban: 2/);
    expect(JSON.stringify(list.keyboard)).toContain('17 Desember 2026 · Ani');
    await hr.press(/17 Desember 2026/);
    const opened = await screen(hr, /menunggu jawaban/);
    expect(opened.text).toContain('Jabatan saya <Arsiparis>, bukan Analis.');
    await pressFor(hr, /Sudah diperbaiki/, /Apa yang sudah diperbaiki/);
    await sendFor(hr, 'Jabatan Anda sekarang Arsiparis.', /disampaikan/);
    await screen(ani, /sudah dikerjakan/);
    await hr.press(/17 Desember 2026/);
    await screen(hr, /menunggu jawaban/);
    await pressFor(hr, /Tidak diubah/, /Mengapa datanya tidak diubah/);
    await sendFor(hr, 'Gelar belum ada di SK Anda.', /Tidak ada permintaan/);
    const own = await sendFor(ani, '/dataku', /Permintaan perbaikan data Anda/);
    expect(own.text).toContain('(✅ sudah diperbaiki)');
    expect(own.text).toContain('Jawaban pengelola kepegawaian: Gelar belum ada di SK Anda.');
    const trail = await prisma().auditEntry.findMany({
      where: { action: { startsWith: 'correction-' } },
      orderBy: { id: 'asc' },
    });
    expect(trail.map(({ action, subjectEmployeeId }) => [action, subjectEmployeeId])).toEqual(
      ['asked', 'asked', 'opened', 'settled', 'opened', 'settled'].map((act) => [
        `correction-${act}`,
        district.people.ani.id,
      ]),
    );
    expect(JSON.stringify(trail.map(({ detail }) => detail))).not.toMatch(/Arsiparis|Gelar/);
    // Nobody else, and nothing twice.
    const { id } = await sendFor(kasi, '/menu', /Silakan pilih/);
    kasi.pressRaw(id, 'correction.show:1');
    await screen(kasi, /hanya untuk pengelola kepegawaian/);
    hr.pressRaw(hr.last().id, 'correction.answer:1:declined');
    await screen(hr, /sudah dijawab/);
  });
});
