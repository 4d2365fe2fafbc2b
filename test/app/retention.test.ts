import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anonymisePast } from '../../src/app/retention/anonymise-past.ts';
import type { Person } from '../../src/simulator/person.ts';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { type Act, playUnseen } from '../support/play-unseen.ts';
import { releaseAppraisal } from '../support/released.ts';
import { residentsOf } from '../support/residents.ts';
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
/** The nightly run at this very moment; without one, when the stage's clock has got so far. */
const anonymise = (most?: number, at = stage.clock.now()) => anonymisePast({ ...stage.bot().app, now: () => at }, most);
const released = new Date('2027-01-20T03:00:00Z');
/** The period ends on 31 December 2026: on the last of these days it has been over for five years and a day. */
const fifthYear = new Date('2031-12-31T03:00:00Z');
const pastFifthYear = new Date('2032-01-01T03:00:00Z');

/** A released result of Ani's with words, evidence and a peer behind it. */
async function releaseWithWords(): Promise<number> {
  const id = await releaseAppraisal(stage.bot().app.database, district, 'ani', { releasedAt: released });
  await prisma().appraisal.update({ where: { id }, data: { predicateReason: 'Pertimbangan atasan.' } });
  for (const [kind, rater] of [
    ['self', 'ani'],
    ['supervisor', 'kasi'],
    ['peer', 'budi'],
  ] as const) {
    await prisma().assessment.create({
      data: {
        appraisalId: id,
        kind,
        raterId: district.people[rater].id,
        submittedAt: released,
        commendation: kind === 'peer' ? 'Apresiasi rekan.' : null,
        answers: { create: [{ indicatorId: 'kualitas-layanan', level: 4, comment: `Contoh ${kind}.` }] },
        evidence: { create: [{ indicatorId: 'kualitas-layanan', kind: 'link', url: 'https://x.test', name: 'bukti' }] },
      },
    });
  }
  await prisma().peerRequest.createMany({
    data: [
      { appraisalId: id, peerId: district.people.budi.id, state: 'submitted', askedAt: released },
      {
        appraisalId: id,
        peerId: district.people.hr.id,
        state: 'declined',
        reason: 'conflict: kami bersaudara',
        askedAt: released,
      },
    ],
  });
  await prisma().workReport.create({ data: { appraisalId: id, text: 'Laporan.', evidence: [], at: released } });
  await prisma().conflictDeclaration.create({
    data: {
      appraisalId: id,
      raterId: district.people.kapulau.id,
      reason: 'Kami bersaudara.',
      answer: 'Sepupu jauh.',
      at: released,
      state: 'declined',
    },
  });
  return id;
}

describe('retention', () => {
  it('takes words and answers when their years are over, not a day before, and leaves predicate and numbers', async () => {
    const id = await releaseWithWords();
    stage.clock.set(fifthYear);
    expect(await anonymise()).toMatchObject({ words: 0, answers: 0 });
    stage.clock.set(pastFifthYear);
    // All seven appraisals of the period are over, Ani's with them.
    expect(await anonymise(undefined, pastFifthYear)).toMatchObject({ words: 7, answers: 7 });
    const kept = await prisma().appraisal.findUniqueOrThrow({ where: { id } });
    expect(kept).toMatchObject({ predicate: 'BAIK', proposedPredicate: 'BAIK', feedback: null, predicateReason: null });
    expect(kept.anonymisedAt).toEqual(pastFifthYear);
    expect(await prisma().answer.count()).toBe(0);
    expect(await prisma().evidence.count()).toBe(0);
    expect(await prisma().workReport.count()).toBe(0);
    expect(await prisma().conflictDeclaration.findMany()).toMatchObject([
      { raterId: district.people.kapulau.id, state: 'declined', reason: '', answer: null },
    ]);
    const requests = await prisma().peerRequest.findMany();
    expect(requests.map(({ peerId, reason }) => [peerId, reason])).toEqual([[district.people.hr.id, 'conflict']]);
    const trail = await prisma().auditEntry.findMany({ where: { action: 'retention-applied' } });
    expect(trail.map(({ detail }) => detail)).toEqual([
      { class: 'words', rows: 7, years: 5 },
      { class: 'answers', rows: 7, years: 5 },
    ]);
    expect(await anonymise()).toMatchObject({ words: 0, answers: 0 });
    const result = await sendFor(somebody('ani'), '/hasil', /Predikat/);
    expect(result.text).toContain('sudah dianonimkan sesuai masa simpan');
    expect(result.text).not.toMatch(/Pertimbangan|ramah/);
    await pressFor(somebody('ani'), /dihitung/, /./);
  });

  it('goes on the next night where one night’s share ended', async () => {
    await releaseWithWords();
    stage.clock.set(pastFifthYear);
    expect((await anonymise(3)).words).toBe(3);
    expect((await anonymise(3)).words).toBe(3);
    expect((await anonymise(3)).words).toBe(1);
    expect(await prisma().appraisal.count({ where: { wordsErasedAt: null } })).toBe(0);
  });

  it('holds an appraisal whose objection is open, and its owner’s name, until it was decided', async () => {
    const id = await releaseWithWords();
    const objection = await prisma().objection.create({
      data: {
        appraisalId: id,
        reason: 'Buktinya belum dibaca.',
        evidence: { comment: null, items: [] },
        raisedAt: released,
        state: 'open',
      },
    });
    await prisma().employee.update({
      where: { id: district.people.ani.id },
      data: { active: false, updatedAt: released },
    });
    stage.clock.set(new Date('2037-06-01T03:00:00Z'));
    expect(await anonymise()).toMatchObject({ words: 6, people: 0 });
    expect(await prisma().appraisal.findUniqueOrThrow({ where: { id } })).toMatchObject({ wordsErasedAt: null });
    await prisma().objection.update({
      where: { id: objection.id },
      data: { state: 'upheld', decisionReason: 'Sudah dibaca.' },
    });
    expect(await anonymise()).toMatchObject({ words: 1, answers: 1, people: 1 });
    expect(await prisma().objection.findFirstOrThrow()).toMatchObject({
      reason: '',
      decisionReason: '',
      state: 'upheld',
    });
  });

  it('takes the name, the NIP and the chat of people who left ten years ago, and nobody else’s', async () => {
    const { budi, citra } = district.people;
    await prisma().employee.updateMany({
      where: { id: { in: [budi.id, citra.id] } },
      data: { active: false, updatedAt: new Date('2027-02-01T03:00:00Z') },
    });
    await prisma().employee.update({ where: { id: citra.id }, data: { updatedAt: new Date('2027-02-03T03:00:00Z') } });
    stage.clock.set(new Date('2037-02-02T03:00:00Z'));
    expect((await anonymise()).people).toBe(1);
    expect(await prisma().employee.findUniqueOrThrow({ where: { id: budi.id } })).toMatchObject({
      name: 'Pegawai (dianonimkan)',
      nip: `X${String(budi.id).padStart(17, '0')}`,
    });
    expect(await prisma().account.findUniqueOrThrow({ where: { telegramId: budi.telegramId } })).toMatchObject({
      employeeId: null,
      firstName: '',
    });
    expect(await prisma().employee.findUniqueOrThrow({ where: { id: citra.id } })).toMatchObject({ name: 'Citra' });
    await sendFor(somebody('hr'), '/menu', /Silakan pilih/);
  });

  it('breaks no screen and no file of anybody, and says there what is gone', async () => {
    const id = await releaseWithWords();
    const { prisma: db } = stage.bot().app.database;
    const { id: objectionId } = await db.objection.create({
      data: {
        appraisalId: id,
        reason: 'Buktinya belum dibaca.',
        evidence: { comment: null, items: [] },
        raisedAt: released,
        state: 'upheld',
        oldPredicate: 'BAIK',
        decisionReason: 'Sudah dibaca.',
        hearerId: district.people.kepala.id,
      },
    });
    const { id: concernId } = await db.concern.create({
      data: { telegramId: 1n, anonymous: false, text: 'Lama', at: released, answer: 'Ya', answeredAt: released },
    });
    await db.employee.update({ where: { id: district.people.budi.id }, data: { active: false, updatedAt: released } });
    stage.clock.set(new Date('2040-01-01T12:00:00Z'));
    await anonymise();
    const { ani, kasi, kepala, hr, budi } = district.people;
    const button = (data: string): Act => ({ kind: 'button', data });
    const command = (name: string): Act => ({ kind: 'command', name });
    await playUnseen(stage, async ({ act, seenBy }) => {
      for (const each of [
        command('hasil'),
        button(`result.open:${id}`),
        button(`result.explain:${id}`),
        button(`result.chart:${id}`),
        button(`develop.from:${id}`),
        command('rencana'),
        command('laporan'),
        command('dialog'),
        command('keberatan'),
        button(`objection.open:${objectionId}`),
        command('dataku'),
        button('own.export'),
      ])
        await act(ani.telegramId, each);
      for (const each of [command('tim'), button(`review.open:${id}`), button(`objection.open:${objectionId}`)])
        await act(kasi.telegramId, each);
      for (const part of ['open', 'result', 'explain'])
        await act(kepala.telegramId, button(`objection.${part}:${objectionId}`));
      for (const each of [
        command('periode'),
        button(`period.show:${district.periodId}`),
        button(`period.units:${district.periodId}:0`),
        button(`period.person:${id}`),
        button(`period.ask:${district.periodId}:reopen`),
        button(`period.do:${district.periodId}:reopen`),
        command('rekap'),
        button(`overview.steps:${district.periodId}:0:0`),
        button(`overview.spread:${district.periodId}:0:0`),
        button(`overview.raters:${district.periodId}:0`),
        button(`overview.export:${district.periodId}`),
        command('audit'),
        button(`person:${budi.id}`),
        button(`concern.show:${concernId}`),
      ])
        await act(hr.telegramId, each);
      const own = seenBy(ani.telegramId).join('\n');
      expect(own).toContain('Kata-kata dan bukti penilaian ini sudah dianonimkan');
      expect(own).toContain('"🗄 Sudah dianonimkan sesuai masa simpan."');
      const all = [ani, kasi, kepala, hr].flatMap(({ telegramId }) => seenBy(telegramId)).join('\n');
      expect(all).not.toMatch(/Contoh (self|supervisor|peer)|Apresiasi rekan|belum dibaca|Sudah dibaca|Lama/);
      const forHr = seenBy(hr.telegramId).join('\n');
      expect(forHr).toContain('sudah lewat masa simpannya');
      expect(forHr).toContain('Nama dan NIP orang ini sudah dianonimkan');
    });
  });

  it('takes settled messages, notes, citizens’ words and the trail, and leaves what waits and what was published', async () => {
    const { ani, budi } = district.people;
    const at = new Date('2027-01-05T03:00:00Z');
    const asked = { telegramId: BigInt(ani.telegramId), anonymous: false, at };
    await prisma().concern.createMany({
      data: [
        { ...asked, text: 'Dijawab', answer: 'Ya', answeredAt: at },
        { ...asked, text: 'Terbit', answer: 'Begini', answeredAt: at, faqQuestion: 'Bagaimana?' },
        { ...asked, text: 'Menunggu' },
      ],
    });
    await prisma().correctionRequest.createMany({
      data: [
        { employeeId: ani.id, text: 'Jabatan keliru', at, state: 'done', answer: 'Sudah', settledAt: at },
        { employeeId: ani.id, text: 'Nama keliru', at, state: 'open' },
      ],
    });
    await prisma().feedbackNote.create({
      data: { fromId: budi.id, toId: ani.id, kind: 'praise', text: 'Terima kasih.', named: true, at, givenAt: at },
    });
    const { id: unitId } = await prisma().unit.findFirstOrThrow();
    await prisma().citizenRating.create({
      data: { unitId, level: 4, comment: 'Ramah', commentState: 'shown', day: at, visitor: 'a'.repeat(64), at },
    });
    await prisma().auditEntry.create({ data: { at, action: 'joined', detail: {} } });
    stage.clock.set(new Date('2033-01-06T03:00:00Z'));
    expect(await anonymise()).toMatchObject({ trail: 1, citizens: 1, messages: 3, notes: 1 });
    const concerns = await prisma().concern.findMany({ orderBy: { id: 'asc' } });
    expect(concerns.map(({ text, answer, telegramId }) => [text, answer, Number(telegramId)])).toEqual([
      ['', '', 0],
      ['', 'Begini', 0],
      ['Menunggu', null, ani.telegramId],
    ]);
    expect((await prisma().correctionRequest.findMany()).map(({ text }) => text)).toEqual(['Nama keliru']);
    expect(await prisma().citizenRating.findFirstOrThrow()).toMatchObject({ level: 4, comment: null });
    expect(await prisma().feedbackNote.count()).toBe(0);
  });

  it('takes the answers of a poll that simply ran out, counted from its last day', async () => {
    const asked = { framework: {}, openedAt: new Date('2026-12-01T03:00:00Z') };
    const lastDay = new Date('2026-12-24');
    const { id: ranOut } = await prisma().poll.create({
      data: { ...asked, frameworkKey: 'pauh', state: 'open', closesOn: lastDay },
    });
    // Closed by hand only when the next one was opened, years later.
    const { id: closedLate } = await prisma().poll.create({
      data: { ...asked, frameworkKey: 'aceh', state: 'closed', closesOn: lastDay, closedAt: new Date('2029-06-01') },
    });
    const { id: later } = await prisma().poll.create({
      data: { ...asked, frameworkKey: 'lampung', state: 'open', closesOn: new Date('2026-12-25') },
    });
    await prisma().pollVote.createMany({
      data: [ranOut, closedLate, later].map((pollId) => ({
        pollId,
        employeeId: district.people.ani.id,
        indicatorId: 'kualitas-layanan',
        answer: 'fits',
        at: asked.openedAt,
      })),
    });
    stage.clock.set(new Date('2029-12-24T03:00:00Z'));
    expect((await anonymise()).messages).toBe(0);
    stage.clock.set(new Date('2029-12-25T03:00:00Z'));
    expect((await anonymise()).messages).toBe(2);
    expect((await prisma().pollVote.findMany()).map(({ pollId }) => pollId)).toEqual([later]);
  });

  it('is set by HR, who first sees what it would take, within its limits and on the audit trail', async () => {
    const hr = somebody('hr');
    await releaseWithWords();
    stage.clock.set(new Date('2029-06-01T12:00:00Z'));
    await sendFor(hr, '/audit', /Jejak audit/);
    const list = await pressFor(hr, /Masa simpan data/, /Masa simpan data/);
    expect(list.text).toContain('Komentar dan bukti: 5 tahun (paling singkat 2). Belum ada');
    await pressFor(hr, /Komentar dan bukti/, /Berapa tahun/);
    await sendFor(hr, 'dua', /angka bulat saja/);
    await sendFor(hr, '1', /paling sedikit 2 tahun/);
    await sendFor(hr, '6', /Tidak boleh lebih panjang/);
    const confirm = await sendFor(hr, '2', /dari 5 menjadi 2 tahun/);
    expect(confirm.text).toContain('Malam berikutnya: 7 catatan');
    await pressFor(hr, /Ya, ubah/, /sekarang disimpan 2 tahun/);
    const kept = await prisma().auditEntry.findFirstOrThrow({ where: { action: 'retention-set' } });
    expect(kept.detail).toEqual({ class: 'words', before: 5, years: 2 });
    expect(await anonymise()).toMatchObject({ words: 7, answers: 0 });
    const ani = somebody('ani');
    const { id } = await sendFor(ani, '/menu', /Silakan pilih/);
    ani.pressRaw(id, 'retention.open');
    await screen(ani, /hanya untuk pengelola kepegawaian/);
  });
});
