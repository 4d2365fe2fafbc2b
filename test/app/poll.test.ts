import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import type { Person } from '../../src/simulator/person.ts';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { type District, loadFramework, type ResidentName, settleDistrict } from '../support/district.ts';
import { arrive, residentsOf } from '../support/residents.ts';
import { labels, pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let somebody: (name: ResidentName) => Person;

beforeEach(async () => {
  stage = await openStage({ start: afterHours });
  district = await settleDistrict(stage.bot().app.database);
  somebody = residentsOf(stage, district);
  await arrive((['hr', 'ani', 'budi'] as const).map((name) => somebody(name)));
});
afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;
const comment = 'Tidak semua unit melayani <warga> langsung';

/** HR opens a poll about Pauh for a week, up to the draft of its invitation. */
async function openPoll(): Promise<ChatMessage> {
  const hr = somebody('hr');
  await sendFor(hr, '/kerangka', /Kerangka|kerangka/);
  await pressFor(hr, /Pauh/, /Kualitas layanan/);
  await pressFor(hr, '🗳 Jajak pendapat', /Belum ada jajak pendapat/);
  await pressFor(hr, '➕', /Sampai tanggal berapa/);
  await pressFor(hr, /24 Desember 2026/, /4 indikator ditanyakan/);
  return pressFor(hr, '✅ Buka jajak pendapat', /Draf siaran/);
}

/** Four indicators: change with a comment, fits, unclear without, fits. Stops at the summary. */
async function answer(person: Person, words = comment): Promise<ChatMessage> {
  await pressFor(person, /Perlu diubah/, /Apa yang sebaiknya diubah/);
  await sendFor(person, words, /2 dari 4/);
  await pressFor(person, /Sesuai/, /3 dari 4/);
  await pressFor(person, /Belum jelas/, /Bagian mana/);
  await pressFor(person, /Lewati/, /4 dari 4/);
  return pressFor(person, /Sesuai/, /Sebelum dikirim/);
}

async function votes(names: readonly ResidentName[], indicators: number): Promise<void> {
  const ids = loadFramework('pauh').indicators.map(({ id }) => id);
  await prisma().pollVote.createMany({
    data: names.flatMap((name) =>
      ids.slice(0, indicators).map((indicatorId) => ({
        pollId: 1,
        employeeId: district.people[name].id,
        indicatorId,
        answer: 'fits',
        at: afterHours,
      })),
    ),
  });
}

describe('a poll about the indicators', () => {
  it('is told to everybody, answered and changed until its day, shown together once it is over, and followed by what HR does', async () => {
    const [hr, ani, budi] = [somebody('hr'), somebody('ani'), somebody('budi')];
    await openPoll();
    await pressFor(hr, '✔️ Pakai pesan ini', /Untuk siapa/);
    await pressFor(hr, '👥', /Silakan periksa/);
    await hr.press('📣 Kirim');
    const copy = await screen(ani, /Pendapat Anda tentang indikator/);
    expect(labels(copy)).toEqual([['🗳 Beri pendapat'], ['✅ Sudah dibaca']]);
    await pressFor(ani, '🗳 Beri pendapat', /dapat diubah sampai 24 Desember 2026/);
    await pressFor(ani, '▶️ Mulai', /1 dari 4/);
    const summary = await answer(ani);
    expect(summary.text).toContain('1. Kualitas layanan: ✏️ Perlu diubah 💬');
    // One answer is changed from the summary, and the conversation comes back to it.
    await pressFor(ani, /4. Kreativitas/, /4 dari 4/);
    await pressFor(ani, /Belum jelas/, /Bagian mana/);
    await pressFor(ani, /Lewati/, /Sebelum dikirim[\s\S]*4\. Kreativitas memecahkan masalah: ❔/);
    await pressFor(ani, '✅ Kirim jawaban', /pendapat Anda sudah tersimpan/);
    const again = await pressFor(ani, '✏️ Ubah jawaban', /1 dari 4/);
    expect(labels(again).flat()).toContain('✏️ Perlu diubah ✔️');
    // Left there, it changes nothing.
    await pressFor(ani, '⏸', /berhenti di sini/);

    await screen(budi, /Pendapat Anda/);
    await pressFor(budi, '🗳 Beri pendapat', /Mulai menjawab|dapat diubah/);
    await pressFor(budi, '▶️ Mulai', /1 dari 4/);
    await answer(budi, 'Tambahkan waktu tunggu');
    await votes(['kepala', 'kasi', 'kapulau', 'citra'], 3);

    const open = await reportOf(hr);
    expect(open.text).toContain('Sudah menjawab: 5 orang');
    expect(open.text).not.toContain('%');
    hr.pressRaw(hr.last().id, 'poll.comments:1:0:0');
    await screen(hr, /tampil setelah jajak pendapat ditutup/);

    // Its day is over: Budi's answers came too late, and Ani's are as she sent them.
    stage.clock.advance(8 * 86_400_000);
    await pressFor(budi, '✅ Kirim jawaban', /sudah ditutup \(batasnya 24 Desember 2026\)/);
    await sendFor(ani, '/lanjut', /sudah ditutup/);
    expect(await prisma().pollVote.count({ where: { employeeId: district.people.budi.id } })).toBe(0);

    const report = await reportOf(hr);
    expect(report.text).toContain('1. Kualitas layanan (5 jawaban)');
    expect(report.text).toContain('👍 Sesuai 80 % · ✏️ Perlu diubah 20 % · ❔ Belum jelas 0 %');
    expect(report.text).toContain('4. Kreativitas memecahkan masalah: kurang dari 5 jawaban');
    const comments = await pressFor(hr, '💬 Kualitas layanan (1)', /tanpa nama, diacak/);
    expect(comments.text).toContain(comment);
    expect(comments.text).not.toMatch(/Ani|Desember/);
    await pressFor(hr, '🗳 Jajak pendapat ini', /Ditutup/);
    await pressFor(hr, '📣 Sampaikan hasilnya', /Apa yang akan dilakukan/);
    await sendFor(hr, 'Indikator pertama kami pecah dua.', /Draf siaran/);
    await pressFor(hr, '✔️ Pakai pesan ini', /Untuk siapa/);
    await pressFor(hr, '👥', /Silakan periksa/);
    await hr.press('📣 Kirim');
    const told = await screen(ani, /Yang Anda sampaikan/);
    expect(told.text).toContain('5 orang');
    expect(told.text).toContain('Indikator pertama kami pecah dua.');
    expect(told.text).not.toContain(comment);
    const trail = await prisma().auditEntry.findMany({
      where: { action: { startsWith: 'poll-' } },
      orderBy: { id: 'asc' },
    });
    expect(trail.map(({ action, detail }) => [action, detail])).toEqual([
      ['poll-opened', { pollId: 1, framework: 'pauh', closesOn: '2026-12-24' }],
      ['poll-answered', { pollId: 1, framework: 'pauh' }],
    ]);
  });

  it('is opened once, warns before a period freezes what it asks about, and can be closed early', async () => {
    const hr = somebody('hr');
    const invitation = await openPoll();
    expect(invitation.text).toContain('Jajak pendapat dibuka');
    await sendFor(hr, '/kerangka', /kerangka/);
    await pressFor(hr, /Pauh/, /Kualitas layanan/);
    const home = await pressFor(hr, '🗳 Jajak pendapat', /sebelum kerangka dipakai/);
    expect(labels(home).flat()).not.toContain('➕ Buka jajak pendapat');
    // A button of an older screen cannot open a second one.
    hr.pressRaw(hr.last().id, 'poll.start:pauh');
    await screen(hr, /Sampai tanggal berapa/);
    await pressFor(hr, /24 Desember/, /4 indikator/);
    await pressFor(hr, '✅ Buka', /Masih ada jajak pendapat/);
    expect(await prisma().poll.count()).toBe(1);

    const day = (date: string) => new Date(`${date}T00:00:00Z`);
    await prisma().period.create({
      data: {
        name: 'Semester I 2027',
        startsOn: day('2027-01-01'),
        endsOn: day('2027-06-30'),
        frameworkKey: 'pauh',
        selfOpensOn: day('2027-06-16'),
        selfClosesOn: day('2027-07-07'),
        reviewClosesOn: day('2027-07-21'),
      },
    });
    await sendFor(hr, '/periode', /Semester I 2027/);
    const card = await pressFor(hr, 'Semester I 2027', /rancangan|Rancangan|draf/i);
    expect(labels(card).flat()).toContain('🗳 Jajak pendapat');
    const ask = await pressFor(hr, /Buka periode/, /Semester I 2027/);
    expect(ask.text).toContain('Jajak pendapat tentang kerangka ini masih dibuka sampai 24 Desember 2026');

    await reportOf(hr);
    await pressFor(hr, '⏹ Tutup sekarang', /sebelum 24 Desember 2026\?/);
    const question = hr.last();
    await pressFor(hr, '⏹ Ya', /Jajak pendapat ditutup/);
    hr.pressRaw(question.id, 'poll.close:1');
    await stage.simulator.allConfirmed();
    expect(await prisma().auditEntry.count({ where: { action: 'poll-closed' } })).toBe(1);
    await sendFor(hr, '/siaran', /Siaran/);
    const ready = await pressFor(hr, '📚', /Siaran siap pakai/);
    expect(labels(ready).flat()).not.toContain('🗳 Undangan jajak pendapat');
  });

  it('keeps its managing to HR and its answers to those on the roster, also by forged buttons', async () => {
    await openPoll();
    const ani = somebody('ani');
    for (const data of [
      'poll.home:pauh',
      'poll.start:pauh',
      'poll.report:1',
      'poll.comments:1:0:0',
      'poll.invite:1',
      'poll.ask-close:1',
      'poll.close:1',
      'poll.publish:1',
    ]) {
      ani.pressRaw(ani.last().id, data);
      await stage.simulator.allConfirmed();
      expect(ani.last().text, data).toContain('hanya untuk pengelola kepegawaian');
    }
    ani.pressRaw(ani.last().id, 'poll.vote:99');
    await stage.simulator.allConfirmed();
    expect(ani.last().text).toContain('tidak ada');
    const guest = stage.simulator.person({ id: 9001, firstName: 'Tamu' });
    guest.start();
    await stage.simulator.allConfirmed();
    guest.pressRaw(guest.last().id, 'poll.vote:1');
    await stage.simulator.allConfirmed();
    expect(guest.last().text).not.toContain('1 dari 4');
    expect(await prisma().poll.findFirst()).toMatchObject({ state: 'open' });
  });
});

async function reportOf(hr: Person): Promise<ChatMessage> {
  await sendFor(hr, '/kerangka', /kerangka/);
  await pressFor(hr, /Pauh/, /Kualitas layanan/);
  await pressFor(hr, '🗳 Jajak pendapat', /sebelum kerangka dipakai/);
  return pressFor(hr, /24 Desember 2026/, /Jajak pendapat 1/);
}
