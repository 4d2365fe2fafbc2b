import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { arrive, residentsOf } from '../support/residents.ts';
import { labels, pressFor, screen, sendFor } from '../support/talk.ts';

const question = 'Apakah penilaian ini memengaruhi <tunjangan> saya?';
let stage: Stage;
let district: District;
let somebody: (name: ResidentName) => Person;

beforeEach(async () => {
  stage = await openStage();
  await settle();
});
afterEach(() => stage.close());

async function settle(): Promise<void> {
  district = await settleDistrict(stage.bot().app.database);
  somebody = residentsOf(stage, district);
  await arrive([somebody('hr')]);
}

const prisma = () => stage.bot().app.database.prisma;

async function ask(person: Person, as: RegExp, text = question): Promise<void> {
  person.send('/aspirasi');
  await screen(person, /Aspirasi/);
  await pressFor(person, /Tulis aspirasi/, /Bagaimana Anda ingin/);
  await pressFor(person, as, /Silakan tulis/);
  await sendFor(person, text, /sudah sampai|hari/);
}

/** Everything HR sees of an anonymous question of this person: the notice, the list, the question, and the answered question. */
async function whatHrSees(name: ResidentName): Promise<readonly string[]> {
  const hr = somebody('hr');
  await ask(somebody(name), /Tanpa nama/);
  const seen = [await screen(hr, /aspirasi baru/)];
  seen.push(await pressFor(hr, /Baca/, /tunjangan/));
  seen.push(await pressFor(hr, /Menunggu jawaban/, /yang terlama/));
  seen.push(await pressFor(hr, /tunjangan/, /tanpa nama/));
  seen.push(await pressFor(hr, /Jawab/, /tulis jawabannya/));
  seen.push(await sendFor(hr, 'Tidak, tunjangan tetap.', /Jawaban tersimpan/));
  return seen.map((message) => JSON.stringify([message.text, labels(message)]));
}

describe('a worry without a name', () => {
  it('shows HR the very same screens whoever sent it, leaves nobody on the audit trail or in the log, and is answered all the same', async () => {
    const ofAni = await whatHrSees('ani');
    await screen(somebody('ani'), /sudah dijawab[\s\S]*tunjangan tetap/);
    const trail = await prisma().auditEntry.findMany({ where: { action: 'concern-sent' } });
    expect(trail).toMatchObject([
      { actorTelegramId: null, actorEmployeeId: null, subjectEmployeeId: null, detail: {} },
    ]);
    const { telegramId } = district.people.ani;
    expect(stage.log.lines.filter((line) => line.includes(String(telegramId)))).toEqual([]);

    await stage.close();
    stage = await openStage();
    await settle();
    const ofBudi = await whatHrSees('budi');
    expect(ofBudi).toEqual(ofAni);
    expect(ofBudi.join(' ')).not.toMatch(/Budi|Ani|1990|Seksi/);
  });

  it('tells everybody of HR, the sender too, so that no missing notice gives them away', async () => {
    await ask(somebody('hr'), /Tanpa nama/);
    await screen(somebody('hr'), /aspirasi baru/);
  });

  it('is answered in the chat the sender moved to', async () => {
    const ani = somebody('ani');
    await ask(ani, /Tanpa nama/);
    const { id: employeeId, telegramId } = district.people.ani;
    await prisma().account.update({
      where: { telegramId },
      data: { employeeId: null, cutOffAt: stage.clock.now() },
    });
    await prisma().account.create({ data: { telegramId: 2001, employeeId, firstName: 'Ani', joinedAt: new Date() } });
    await prisma().invitation.create({
      data: {
        employeeId,
        codeHash: 'a'.repeat(64),
        createdAt: stage.clock.now(),
        expiresAt: stage.clock.now(),
        usedAt: stage.clock.now(),
        usedBy: telegramId,
      },
    });
    const hr = somebody('hr');
    await screen(hr, /aspirasi baru/);
    await pressFor(hr, /Baca/, /tanpa nama/);
    await pressFor(hr, /Jawab/, /tulis jawabannya/);
    await sendFor(hr, 'Tidak, tunjangan tetap.', /Jawaban tersimpan/);
    const sent = await prisma().outboxMessage.findFirstOrThrow({ where: { dedupeKey: { endsWith: ':answer' } } });
    expect(sent).toMatchObject({ chatId: 2001n, mustArrive: true });
  });
});

describe('a question with a name', () => {
  it('is answered, published in HR’s own words, and read by everybody under Tanya jawab', async () => {
    const hr = somebody('hr');
    await ask(somebody('budi'), /Dengan nama/);
    await screen(hr, /aspirasi baru/);
    await pressFor(hr, /Baca/, /Dari: Budi \(1990/);
    await pressFor(hr, /Jawab/, /tulis jawabannya/);
    await sendFor(hr, 'Tidak, tunjangan tetap.', /Jawaban tersimpan/);
    await pressFor(hr, /Terbitkan/, /kata-kata Anda sendiri/);
    await sendFor(hr, 'Apakah tunjangan berubah?', /Sudah terbit/);
    const citra = somebody('citra');
    citra.send('/bantuan');
    await screen(citra, /Dialog Kinerja/);
    const faq = await pressFor(citra, /Tanya jawab/, /Apakah tunjangan berubah\?\nTidak, tunjangan tetap/);
    expect(faq.text).not.toContain('Budi');
    citra.pressRaw(faq.id, 'concern.list:0');
    await screen(citra, /hanya untuk pengelola/);
    await pressFor(hr, /Tarik dari/, /Taken out|ditarik/);
    citra.pressRaw(citra.last().id, 'concern.faq:0');
    await screen(citra, /Belum ada yang diterbitkan/);
  });

  it('is taken ten times a day from one person and 2,000 characters long', async () => {
    const { telegramId } = district.people.ani;
    const at = stage.clock.now();
    await prisma().concern.createMany({
      data: Array.from({ length: 9 }, () => ({ telegramId, anonymous: true, text: 'Halo', at })),
    });
    const ani = somebody('ani');
    ani.send('/aspirasi');
    await screen(ani, /Aspirasi/);
    await pressFor(ani, /Tulis aspirasi/, /Bagaimana Anda ingin/);
    await pressFor(ani, /Dengan nama/, /paling banyak 2000/);
    await sendFor(ani, 'x'.repeat(2001), /paling banyak 2000/);
    await sendFor(ani, 'x'.repeat(2000), /sudah sampai/);
    ani.pressRaw(ani.last().id, 'concern.new');
    await screen(ani, /kirim lagi besok/);
    expect(await prisma().concern.count()).toBe(10);
  });
});
