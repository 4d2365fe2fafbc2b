import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
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
/** What somebody was told or shown of feedback so far. */
const about = (person: Person) =>
  person
    .messages()
    .map(({ text }) => text)
    .filter((text) => /umpan balik tanpa|Umpan balik untuk|Saran/.test(text));
const praise = 'Penjelasan Anda kepada warga kemarin jelas dan sabar.';

/** Opens the question about a receiver of this relation. */
async function choose(person: Person, relation: RegExp, receiver: RegExp): Promise<void> {
  person.send('/umpanbalik');
  await screen(person, /kapan saja/);
  await pressFor(person, /Tulis umpan balik/, /Untuk siapa/);
  await pressFor(person, relation, /Siapa orangnya/);
  await pressFor(person, receiver, /pujian atau saran/);
}

describe('/umpanbalik', () => {
  it('carries a supervisor’s praise to the staff under the supervisor’s name, once, and thanks come back', async () => {
    const [kasi, ani] = [somebody('kasi'), await greeted('ani')];
    await choose(kasi, /Pegawai saya/, /Ani/);
    await pressFor(kasi, /Pujian/, /10 sampai 1\.000/);
    await sendFor(kasi, 'Bagus', /terlalu singkat/);
    kasi.sendHtml('Penjelasan <b>Anda</b> & kesabaran 🌺 luar biasa.');
    const preview = await screen(kasi, /akan membacanya \(dengan nama Anda\)/);
    expect(preview.text).toContain('Pujian untuk Anda dari Kepala Seksi:');
    await pressFor(kasi, /Kirim/, /Umpan balik terkirim/);
    const arrived = await screen(ani, /Pujian untuk Anda dari Kepala Seksi/);
    expect(arrived.text).toContain('Penjelasan Anda & kesabaran 🌺 luar biasa.');
    await ani.press(/Terima kasih/);
    await screen(kasi, /Ani & <b>Ani<\/b> 🌺 berterima kasih/);
    await ani.press(/Terima kasih/);
    await stage.simulator.allConfirmed();
    expect(await prisma().outboxMessage.count({ where: { dedupeKey: { startsWith: 'feedback-thanks' } } })).toBe(1);
    expect(await prisma().conversation.count()).toBe(0);
  });

  it('hands over what is not signed in the next week, when three wrote, with no word of it and nothing that tells who or when', async () => {
    const seen: string[] = [];
    for (const order of [
      ['budi', 'hr', 'citra'],
      ['citra', 'budi', 'hr'],
    ] as const) {
      if (order[0] === 'citra') {
        await stage.close();
        stage = await openStage();
        district = await settleDistrict(stage.bot().app.database);
      }
      await prisma().employee.updateMany({
        where: { id: { in: [district.people.hr.id, district.people.citra.id] } },
        data: { supervisorId: district.people.kasi.id },
      });
      const ani = await greeted('ani');
      for (const [day, writer] of order.entries()) {
        stage.clock.set(new Date(`2026-12-${15 + day}T0${2 + day}:00:00Z`));
        const from = somebody(writer);
        await choose(from, /Rekan saya/, /Ani/);
        await pressFor(from, /Saran/, /Dengan nama Anda, atau tanpa nama/);
        await pressFor(from, /Tanpa nama/, /10 sampai 1\.000/);
        await sendFor(from, `${praise} (${writer})`, /akan membacanya \(tanpa nama\)/);
        await pressFor(from, /Kirim/, /disampaikan bersama umpan balik lain/);
        await stage.bot().tick();
      }
      expect(about(ani)).toEqual([]);
      await sendFor(ani, '/umpanbalik', /Diterima: 0 · terkirim: 0/);
      // Sunday, then Monday morning before work, then Monday at work.
      for (const at of ['2026-12-20T03:00:00Z', '2026-12-21T00:30:00Z']) {
        stage.clock.set(new Date(at));
        await stage.bot().tick();
        expect(await prisma().feedbackNote.count({ where: { givenAt: { not: null } } })).toBe(0);
      }
      stage.clock.set(new Date('2026-12-21T02:00:00Z'));
      await stage.bot().tick();
      const told = await screen(ani, /3 umpan balik tanpa nama untuk Anda/);
      expect(told.text).not.toMatch(/Budi|Pengelola|Citra|Penjelasan/);
      const list = await pressFor(ani, /Diterima/, /Umpan balik untuk Anda/);
      expect(list.text).toContain('Desember 2026');
      expect(list.text).not.toMatch(/\d+ Desember|Budi|Pengelola|Citra/);
      const notes = await prisma().feedbackNote.findMany({ orderBy: { token: 'asc' } });
      const shown = [...list.text.matchAll(/\((budi|hr|citra)\)/g)].map(([, who]) => who);
      expect(shown).toEqual(notes.map(({ text }) => /\((\w+)\)/.exec(text)?.[1]));
      await ani.press(/Terima kasih \(1\)/);
      await stage.simulator.allConfirmed();
      seen.push(
        JSON.stringify([[...shown].sort(), about(ani).map((text) => text.replaceAll(/\((budi|hr|citra)\)/g, ''))]),
      );
      const trail = await prisma().auditEntry.findMany({ where: { action: 'feedback-sent' } });
      expect(trail.map(({ subjectEmployeeId }) => subjectEmployeeId)).toEqual([null, null, null]);
      expect(await prisma().conversation.count()).toBe(0);
      // A repeated tick gives nothing twice.
      await stage.bot().tick();
      expect(await prisma().outboxMessage.count({ where: { dedupeKey: { startsWith: 'feedback-batch' } } })).toBe(1);
    }
    expect(seen[1]).toBe(seen[0]);
  });

  it('gives a single unnamed note a week later, so that only its week is known', async () => {
    const ani = await greeted('ani');
    const waiting = () => prisma().feedbackNote.count({ where: { givenAt: null } });
    await prisma().feedbackNote.create({
      data: {
        fromId: district.people.budi.id,
        toId: district.people.ani.id,
        kind: 'praise',
        text: praise,
        named: false,
        at: new Date('2026-12-17T02:00:00Z'),
      },
    });
    for (const at of ['2026-12-21T02:00:00Z', '2026-12-25T02:00:00Z']) {
      stage.clock.set(new Date(at));
      await stage.bot().tick();
      expect(await waiting()).toBe(1);
    }
    // Christmas week is over; Monday is a holiday, so it is Tuesday.
    await prisma().holiday.create({ data: { date: new Date('2026-12-28T00:00:00Z'), name: 'Cuti bersama' } });
    stage.clock.set(new Date('2026-12-28T02:00:00Z'));
    await stage.bot().tick();
    expect(await waiting()).toBe(1);
    stage.clock.set(new Date('2026-12-29T02:00:00Z'));
    await stage.bot().tick();
    expect(await waiting()).toBe(0);
    await screen(ani, /1 umpan balik tanpa nama untuk Anda/);
  });

  it('tells honestly before sending when the receiver might guess, and lets the writer sign instead', async () => {
    const [citra, kapulau] = [somebody('citra'), await greeted('kapulau')];
    await choose(citra, /Atasan saya/, /Kepala UPT/);
    const question = await pressFor(citra, /Saran/, /Dengan nama Anda/);
    expect(question.text).toContain('hanya 1 orang');
    await pressFor(citra, /Dengan nama saya/, /10 sampai 1\.000/);
    await sendFor(citra, praise, /akan membacanya \(dengan nama Anda\)/);
    await pressFor(citra, /Kirim/, /Umpan balik terkirim/);
    await screen(kapulau, /Saran untuk Anda dari Citra/);
    const sent = await pressFor(citra, /Terkirim/, /yang Anda kirim/);
    expect(sent.text).toContain('Saran untuk Kepala UPT, 17 Desember 2026, dengan nama Anda');
  });

  it('stops at ten a day and goes on the next day of the writer’s zone', async () => {
    const citra = somebody('citra');
    await prisma().feedbackNote.createMany({
      data: Array.from({ length: 10 }, () => ({
        fromId: district.people.citra.id,
        toId: district.people.kapulau.id,
        kind: 'praise',
        text: praise,
        named: false,
        at: new Date('2026-12-16T16:30:00Z'),
      })),
    });
    citra.send('/umpanbalik');
    await screen(citra, /kapan saja/);
    await pressFor(citra, /Tulis umpan balik/, /sudah mengirim 10/);
    // 00.10 WITA of the 18th, still the 17th in Jakarta.
    stage.clock.set(new Date('2026-12-17T16:10:00Z'));
    citra.send('/umpanbalik');
    await screen(citra, /kapan saja/);
    await pressFor(citra, /Tulis umpan balik/, /Untuk siapa/);
  });

  it('offers nobody outside the three relations and hides those who have not joined', async () => {
    const budi = somebody('budi');
    await prisma().account.delete({ where: { telegramId: district.people.ani.telegramId } });
    budi.send('/umpanbalik');
    await screen(budi, /kapan saja/);
    const whom = await pressFor(budi, /Tulis umpan balik/, /Untuk siapa/);
    expect(labels(whom).flat().join()).not.toMatch(/Rekan saya|Pegawai saya/);
    await pressFor(budi, /Batal/, /kapan saja/);
  });

  it('lets nobody thank for, or learn of, a note to somebody else', async () => {
    const { token } = await prisma().feedbackNote.create({
      data: {
        fromId: district.people.budi.id,
        toId: district.people.ani.id,
        kind: 'praise',
        text: praise,
        named: false,
        at: new Date('2026-12-16T02:00:00Z'),
        givenAt: new Date('2026-12-16T02:00:00Z'),
      },
    });
    for (const name of ['hr', 'kasi', 'kepala'] as const) {
      const person = somebody(name);
      person.send('/umpanbalik');
      const first = await screen(person, /Diterima: 0 · terkirim: 0/);
      person.pressRaw(first.id, `note.thank:${token}`);
      await stage.simulator.allConfirmed();
      person.pressRaw(first.id, 'note.received:0');
      await screen(person, /Belum ada umpan balik/);
      expect(
        person
          .messages()
          .map(({ text }) => text)
          .join('\n'),
      ).not.toMatch(/Budi|Penjelasan/);
    }
    expect(await prisma().outboxMessage.count()).toBe(0);
  });
});
