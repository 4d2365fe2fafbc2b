import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarDate } from '../../src/domain/calendar.ts';
import { findPeerCandidates, findWithoutPeers } from '../../src/storage/peer-request.ts';
import { type Answer, assessSelf, reviewAsProposed } from '../support/appraisals.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { addColleagues, castOf, ratePeer } from '../support/colleagues.ts';
import { type District, type Resident, type ResidentName, settleDistrict } from '../support/district.ts';
import { labels, pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let colleagues: readonly Resident[];
let cast: ReturnType<typeof castOf>;

beforeEach(() => open('aceh', ['Dedi', 'Eka', 'Fani', 'Gita', 'Hadi', 'Indah']));
afterEach(() => stage.close());

async function open(framework: string, names: readonly string[], start?: Date): Promise<void> {
  stage = await openStage(start ? { start } : {});
  cast = castOf(stage.simulator);
  const { database } = stage.bot().app;
  district = await settleDistrict(database, { framework });
  colleagues = await addColleagues(database, district, names);
  for (const resident of [...Object.values(district.people), ...colleagues])
    await sendFor(cast(resident), '/menu', /Silakan pilih/);
}

const prisma = () => stage.bot().app.database.prisma;
const somebody = (name: ResidentName) => cast(district.people[name]);
const aceh = (level: number): readonly Answer[] =>
  [/Kualitas pekerjaan/, /Kualitas layanan publik/, /Disiplin/, /Adaptabilitas/].map((question) => [question, level]);

/** Whoever is asked about Ani now. */
async function asked(): Promise<readonly Resident[]> {
  const rows = await prisma().peerRequest.findMany({
    where: { appraisalId: district.appraisals.ani, state: 'asked' },
    orderBy: { peerId: 'asc' },
  });
  const all = [...Object.values(district.people), ...colleagues];
  return rows.flatMap(({ peerId }) => all.filter(({ id }) => id === peerId));
}

async function firstAsked(): Promise<Resident> {
  const [first] = await asked();
  if (!first) throw new Error('Nobody is asked.');
  return first;
}

describe('peers', () => {
  it('are asked as soon as the self-assessment is sent: five colleagues of the unit, never the supervisor', async () => {
    await assessSelf(somebody('ani'), aceh(4));
    const five = await asked();
    expect(five).toHaveLength(5);
    const names = five.map(({ name }) => name);
    expect(names).not.toContain('Kepala Seksi');
    const [first] = five;
    if (!first) throw new Error('Nobody is asked.');
    const peer = cast(first);
    const notice = await peer.waitFor(/Anda dipilih sistem.*Ani & <b>Ani<\/b> 🌺/);
    expect(labels(notice)[0]).toEqual(['📝 Nilai Ani & <b>Ani</b> 🌺']);
    expect((await sendFor(peer, '/menu', /Silakan pilih/)).text).toContain('1 rekan menunggu penilaian Anda');
    const list = await sendFor(peer, '/rekan', /Rekan yang perlu Anda nilai: 1/);
    expect(list.text).toContain('paling lambat 21 Januari 2027');
    const question = await pressFor(peer, /Nilai Ani/, /1 dari 4/);
    expect(question.text).toContain('Jawaban Anda tanpa nama');
    await ratePeer(peer, { levels: [4, 5, null, 3] }, { commends: false });
    await sendFor(peer, '/rekan', /tidak ada rekan yang perlu Anda nilai/);
    peer.pressRaw(peer.last().id, `peer.open:${district.appraisals.ani}`);
    await screen(peer, /sudah terkirim, jadi tidak dapat diubah/);
    const stored = await prisma().assessment.findMany({ where: { kind: 'peer' }, include: { answers: true } });
    expect(stored.map(({ answers }) => answers.map(({ level }) => level))).toEqual([[4, 5, null, 3]]);
  });

  it('are only those the system asked: a forged button of anybody else is refused', async () => {
    await assessSelf(somebody('ani'), aceh(4));
    const outsider = await outsiderOf(await asked());
    for (const person of [somebody('ani'), somebody('kasi'), somebody('kepala'), somebody('hr'), cast(outsider)]) {
      for (const data of ['peer.open', 'peer.decline']) {
        await sendFor(person, '/menu', /Silakan pilih/);
        person.pressRaw(person.last().id, `${data}:${district.appraisals.ani}`);
        await screen(person, /tidak sedang diminta menilai rekan itu/);
      }
    }
    expect(await prisma().conversation.count({ where: { flow: { in: ['peer', 'decline-peer'] } } })).toBe(0);
  });

  it('are not written to at night, and the trail does not tell whom somebody rated', async () => {
    await stage.close();
    await open('aceh', ['Dedi', 'Eka', 'Fani'], new Date('2026-12-17T14:00:00Z'));
    await assessSelf(somebody('ani'), aceh(4));
    const notices = await prisma().outboxMessage.findMany({ where: { dedupeKey: { startsWith: 'peer:' } } });
    expect(notices.map(({ dueAt }) => dueAt.toISOString())).toEqual(Array(4).fill('2026-12-18T01:00:00.000Z'));
    const peer = cast(await firstAsked());
    await sendFor(peer, '/rekan', /Rekan yang perlu/);
    await pressFor(peer, /Nilai Ani/, /1 dari 4/);
    await ratePeer(peer, { levels: [4, 4, 4, 4] }, { commends: false });
    expect(await prisma().auditEntry.findMany({ where: { action: 'peer-assessment-submitted' } })).toMatchObject([
      { subjectEmployeeId: null, detail: {} },
    ]);
  });

  it('are not asked where fewer than three could answer, and are as soon as enough have joined', async () => {
    await stage.close();
    await open('aceh', ['Dedi']);
    await assessSelf(somebody('ani'), aceh(4));
    expect(await asked()).toEqual([]);
    const { unitId, supervisorId } = await prisma().employee.findUniqueOrThrow({
      where: { id: district.people.ani.id },
    });
    const { id } = await prisma().employee.create({
      data: { nip: '199001012020019999', name: 'Eka', unitId, supervisorId, position: 'Analis' },
    });
    // The tick does not even look at an appraisal that has too few colleagues: there may be very many.
    const found = () =>
      findWithoutPeers(stage.bot().app.database.client, { today: calendarDate('2026-12-18'), after: 0, limit: 9 });
    expect(await found()).toEqual([]);
    await stage.bot().tick();
    expect(await asked()).toEqual([]);
    await prisma().account.create({ data: { telegramId: 2002, employeeId: id, joinedAt: new Date() } });
    expect(await found()).toEqual([district.appraisals.ani]);
    await stage.bot().tick();
    expect(await prisma().peerRequest.count({ where: { appraisalId: district.appraisals.ani } })).toBe(3);
  });

  it('are asked without a self-assessment once its window has closed, by the tick, and only once', async () => {
    stage.clock.set(new Date('2027-01-07T02:00:00Z'));
    await stage.bot().tick();
    expect(await asked()).toEqual([]);
    stage.clock.set(new Date('2027-01-08T02:00:00Z'));
    await stage.bot().tick();
    await stage.bot().tick();
    expect(await asked()).toHaveLength(5);
  });

  it('who leave, or come to assess the employee, are replaced', async () => {
    await assessSelf(somebody('ani'), aceh(4));
    const [leaver, rater] = await asked();
    if (!leaver || !rater) throw new Error('Nobody is asked.');
    await prisma().employee.update({ where: { id: leaver.id }, data: { active: false } });
    await prisma().appraisal.update({ where: { id: district.appraisals.ani }, data: { supervisorId: rater.id } });
    await stage.bot().tick();
    const now = (await asked()).map(({ id }) => id);
    expect(now).toHaveLength(5);
    expect(now).not.toContain(leaver.id);
    expect(now).not.toContain(rater.id);
  });
});

describe('declining', () => {
  it('gives the reason to HR alone, finds somebody else, and keeps a conflict of interest apart for good', async () => {
    await assessSelf(somebody('ani'), aceh(4));
    const before = await asked();
    const [declining] = before;
    if (!declining) throw new Error('Nobody is asked.');
    const peer = cast(declining);
    await sendFor(peer, '/rekan', /Rekan yang perlu/);
    await pressFor(peer, /Tidak dapat menilai/, /Mengapa Anda tidak dapat menilai/);
    await pressFor(peer, /benturan kepentingan/, /penjelasan singkat/);
    await sendFor(peer, 'Kami <bersaudara>.', /tidak perlu menilai/);
    const hr = somebody('hr');
    const heard = await hr.waitFor(/Seorang rekan tidak dapat menilai Ani/);
    expect(heard.text).toContain('Kami <bersaudara>.');
    expect(heard.text).not.toContain(declining.name);
    const after = await asked();
    expect(after).toHaveLength(5);
    expect(after.map(({ id }) => id)).not.toContain(declining.id);
    for (const name of ['ani', 'kasi', 'kepala'] as const)
      expect(
        somebody(name)
          .messages()
          .map(({ text }) => text)
          .join('\n'),
      ).not.toMatch(/bersaudara|tidak dapat menilai/);

    await prisma().period.update({ where: { id: district.periodId }, data: { state: 'released' } });
    const {
      id: _,
      framework,
      ...period
    } = await prisma().period.findUniqueOrThrow({
      where: { id: district.periodId },
    });
    const next = await prisma().period.create({
      data: { ...period, name: 'Semester I 2027', framework: framework ?? {}, state: 'open' },
    });
    const { unitId } = await prisma().employee.findUniqueOrThrow({ where: { id: district.people.ani.id } });
    const { id } = await prisma().appraisal.create({
      data: { periodId: next.id, employeeId: district.people.ani.id, unitId, supervisorId: district.people.kasi.id },
    });
    const candidates = await findPeerCandidates(stage.bot().app.database.client, id);
    expect(candidates.map((candidate) => candidate.id)).not.toContain(declining.id);
    expect(candidates).toHaveLength(6);
  });
});

describe('the end of the answers', () => {
  it('comes with the period’s close: who has not answered is not awaited, and reopening does not let them move a figure', async () => {
    await assessSelf(somebody('ani'), aceh(4));
    await reviewAsProposed(somebody('kasi'), /Nilai Ani/, aceh(4), 'Terima kasih atas kerja kerasnya.');
    const [one, two, three, late] = await asked();
    if (!one || !two || !three || !late) throw new Error('Too few are asked.');
    for (const resident of [one, two, three]) {
      const peer = cast(resident);
      await sendFor(peer, '/rekan', /Rekan yang perlu/);
      await pressFor(peer, /Nilai Ani/, /1 dari 4/);
      await ratePeer(peer, { levels: [5, 5, 5, 5] }, { commends: false });
    }
    const hr = somebody('hr');
    await sendFor(hr, '/periode', /Periode penilaian/);
    await pressFor(hr, 'Semester II 2026', /Dinilai atasan/);
    await pressFor(hr, '🔒 Tutup periode', /Belum selesai/);
    await pressFor(hr, /Ya, tutup/, /Periode ditutup/);
    // Supervisor 60 and peers 25 of 85, citizens absent, self beside: (60×4 + 25×5) / 85 = 365/85 = 4,29 in both sections: "Sangat Baik" instead of "Baik".
    await somebody('kasi').waitFor(/Jawaban rekan sejawat.* untuk Ani/);
    const again = await sendFor(somebody('kasi'), '/tim', /Perlu diputuskan lagi: Ani/);
    expect(again.text).toContain('Ani');
    const derived = await pressFor(somebody('kasi'), /Putuskan lagi/, /Putuskan sekali lagi/);
    expect(derived.text).toContain('4,29');
    expect(derived.text).not.toMatch(new RegExp([one, two, three].map(({ name }) => name).join('|')));
    await pressFor(somebody('kasi'), 'Pertahankan Baik', /Tuliskan alasannya/);
    await sendFor(somebody('kasi'), 'Target layanan belum semuanya tercapai.', /tersimpan/);
    expect(await prisma().appraisal.findUniqueOrThrow({ where: { id: district.appraisals.ani } })).toMatchObject({
      proposedPredicate: 'SANGAT_BAIK',
      predicate: 'BAIK',
      predicateReason: 'Target layanan belum semuanya tercapai.',
    });

    await sendFor(hr, '/periode', /Periode penilaian/);
    await pressFor(hr, 'Semester II 2026', /Dinilai atasan/);
    await pressFor(hr, /Buka lagi/, /Buka/);
    await pressFor(hr, /Ya, buka lagi/, /terbuka/);
    await sendFor(cast(late), '/rekan', /tidak ada rekan yang perlu Anda nilai/);
    cast(late).pressRaw(cast(late).last().id, `peer.open:${district.appraisals.ani}`);
    await screen(cast(late), /tidak sedang diminta menilai rekan itu/);
  });
});

describe('Kuranji', () => {
  it('wants an example from peers too where they choose 1, 2 or 5', async () => {
    await stage.close();
    await open('kuranji', ['Dedi', 'Eka', 'Fani']);
    const ani = somebody('ani');
    await assessSelf(
      ani,
      [/Efisiensi/, /Efektivitas/, /Dampak/, /Inovasi/].map((question): Answer => [question, 3]),
    );
    const peer = cast(await firstAsked());
    await sendFor(peer, '/rekan', /Rekan yang perlu/);
    await pressFor(peer, /Nilai Ani/, /1 dari 4/);
    const wanted = await pressFor(peer, /^5/, /contoh atau bukti/);
    expect(labels(wanted).flat().join()).not.toContain('Selesai');
    await sendFor(peer, 'Antrean pasien selesai sebelum siang.', /dicatat/);
    await pressFor(peer, /Selesai/, /2 dari 4/);
    await pressFor(peer, /^3/, /3 dari 4/);
  });
});

async function outsiderOf(chosen: readonly Resident[]): Promise<Resident> {
  const outsider = [district.people.budi, ...colleagues].find(({ id }) => !chosen.some((each) => each.id === id));
  if (!outsider) throw new Error('Everybody is asked.');
  return outsider;
}
