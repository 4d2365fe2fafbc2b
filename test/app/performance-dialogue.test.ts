import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarDate, toUtcMidnight } from '../../src/domain/calendar.ts';
import type { Person } from '../../src/simulator/person.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { personOf } from '../support/close-period.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { dataOf, labels, pressFor, screen, sendFor } from '../support/talk.ts';

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

/** The superior in Jakarta's time and the employee on the island (an hour ahead) agree on 22 December, 10.00 WIB. */
async function agreeOnTime(): Promise<{ kepala: Person; kapulau: Person }> {
  const [kepala, kapulau] = [await greeted('kepala'), await greeted('kapulau')];
  await sendFor(kepala, '/dialog', /Dialog kinerja/);
  await pressFor(kepala, /kepada pegawai/, /Dengan siapa/);
  const times = await pressFor(kepala, /Kepala UPT/, /Usulkan sampai tiga waktu \(menurut WIB\)/);
  expect(labels(times).flat()).toContain('➕ 18 Desember 2026 09.00 WIB');
  await sendFor(kepala, 'besok pagi', /belum terbaca sebagai waktu/);
  await sendFor(kepala, '2026-12-16 10.00', /sudah lewat/);
  await sendFor(kepala, '2026-12-22 10.00', /Usulan Anda/);
  await pressFor(kepala, /18 Desember 2026 13\.00/, /Usulan Anda[\s\S]*18 Desember[\s\S]*22 Desember/);
  await pressFor(kepala, /Kirim usulan/, /Usulan terkirim/);
  const proposal = await screen(kapulau, /Kepala Dinas mengusulkan waktu/);
  expect(labels(proposal).flat()).toEqual([
    '✅ 18 Desember 2026 14.00 WITA',
    '✅ 22 Desember 2026 11.00 WITA',
    '🗣 Buka dialog',
  ]);
  await pressFor(kapulau, /22 Desember/, /Waktunya disepakati/);
  await screen(kepala, /Kepala UPT setuju\. Dialog kinerja: 22 Desember 2026 10\.00 WIB/);
  return { kepala, kapulau };
}

describe('/dialog', () => {
  it('goes from a proposal to a record both signed, each side in its own zone', async () => {
    const { kepala, kapulau } = await agreeOnTime();
    const early = await pressFor(kepala, /Buka dialog/, /Disepakati: 22 Desember 2026 10\.00 WIB/);
    expect(labels(early).flat().join()).not.toContain('Tulis catatan');
    stage.clock.set(new Date('2026-12-22T04:00:00Z'));
    await sendFor(kapulau, '/dialog', /disepakati 22 Desember 2026 11\.00 WITA/);
    await pressFor(kapulau, /Kepala Dinas/, /Disepakati/);
    await pressFor(kapulau, /Tulis catatan/, /20 sampai 1\.500/);
    await sendFor(kapulau, 'Pendek', /terlalu singkat/);
    await sendFor(kapulau, 'Perahu pelayanan perlu jadwal <tetap> & suku cadang.', /Catatan tersimpan/);
    await screen(kepala, /Kepala UPT menulis catatan/);
    await pressFor(kapulau, /Tanda tangani/, /Tanda tangan Anda tercatat/);

    // The other side changes the text before signing: the first signature is gone, and the old button signs nothing.
    await screen(kepala, /menandatangani catatan/);
    const before = await pressFor(kepala, /Buka dialog/, /Perahu pelayanan perlu jadwal <tetap> & suku cadang/);
    const oldSign = dataOf(before, /Tanda tangani/);
    await pressFor(kepala, /Ubah catatan/, /Tulisan Anda sebelumnya/);
    const changed = await sendFor(kepala, 'Perahu pelayanan mendapat jadwal tetap mulai Januari.', /Catatan tersimpan/);
    expect(changed.text).toContain('Kepala UPT: belum menandatangani');
    kepala.pressRaw(changed.id, oldSign);
    await screen(kepala, /sudah berubah/);
    await pressFor(kepala, /Tanda tangani/, /Tanda tangan Anda tercatat/);
    await sendFor(kapulau, '/dialog', /menunggu tanda tangan/);
    await pressFor(kapulau, /Kepala Dinas/, /jadwal tetap mulai Januari/);
    const signed = await pressFor(kapulau, /Tanda tangani/, /Tanda tangan Anda tercatat/);
    expect(signed.text).toMatch(/Kepala Dinas: 22 Desember 2026 12\.00 WITA/);
    expect(labels(signed).flat().join()).not.toMatch(/Ubah catatan|Tanda tangani/);
    expect(await prisma().performanceDialogue.findMany()).toMatchObject([{ state: 'signed' }]);
  });

  it('lets the other side propose other times, and an old button then agrees to nothing', async () => {
    const [ani, kasi] = [await greeted('ani'), await greeted('kasi')];
    await sendFor(ani, '/dialog', /Belum ada dialog/);
    await pressFor(ani, /kepada atasan/, /Usulkan sampai tiga waktu/);
    await pressFor(ani, /18 Desember 2026 09\.00/, /Usulan Anda/);
    await pressFor(ani, /Kirim usulan/, /Usulan terkirim/);
    const proposal = await screen(kasi, /mengusulkan waktu/);
    const old = dataOf(proposal, /18 Desember 2026 09\.00/);
    await pressFor(kasi, /Buka dialog/, /mengusulkan waktu berikut/);
    await pressFor(kasi, /Usulkan waktu lain/, /Usulkan sampai tiga waktu/);
    await sendFor(kasi, '21-12-2026 08:30', /Usulan Anda/);
    const again = await pressFor(kasi, /Kirim usulan/, /Usulan terkirim/);
    kasi.pressRaw(again.id, old);
    await screen(kasi, /sudah berubah/);
    await screen(ani, /Kepala Seksi mengusulkan waktu/);
    await pressFor(ani, /21 Desember 2026 08\.30/, /Waktunya disepakati/);
    await sendFor(ani, '/dialog', /disepakati/);
    await pressFor(ani, /kepada atasan/, /masih berjalan/);
    expect(await prisma().performanceDialogue.count()).toBe(1);
  });

  it('reminds both the working day before and on the morning, and asks for the record afterwards, each once', async () => {
    await prisma().holiday.create({ data: { date: toUtcMidnight(calendarDate('2026-12-21')), name: 'Libur' } });
    const { kepala, kapulau } = await agreeOnTime();
    const at = async (time: string) => {
      stage.clock.set(new Date(time));
      await stage.bot().tick();
      await stage.bot().tick();
    };
    const heard = (person: Person) =>
      person.messages().filter(({ text }) => /^(🗣 Hari ini, d|🗣 D|📝 D)ialog kinerja dengan/.test(text)).length;
    // Monday the 21st is a holiday, so Friday the 18th is the day before.
    await at('2026-12-18T02:00:00Z');
    await screen(kepala, /^🗣 Dialog kinerja dengan Kepala UPT: 22 Desember 2026 10\.00 WIB/);
    await screen(kapulau, /^🗣 Dialog kinerja dengan Kepala Dinas: 22 Desember 2026 11\.00 WITA/);
    await at('2026-12-21T02:00:00Z');
    // 08.15 on the island is 07.15 in the city.
    await at('2026-12-22T00:15:00Z');
    await screen(kapulau, /Hari ini, dialog kinerja/);
    expect([heard(kepala), heard(kapulau)]).toEqual([1, 2]);
    await at('2026-12-22T01:15:00Z');
    await screen(kepala, /Hari ini, dialog kinerja/);
    await at('2026-12-22T05:00:00Z');
    await screen(kepala, /sudah lewat waktunya/);
    await screen(kapulau, /sudah lewat waktunya/);
    await at('2026-12-23T05:00:00Z');
    expect([heard(kepala), heard(kapulau)]).toEqual([3, 3]);
  });

  it('is between the two alone: everybody else is refused, and HR sees counts only', async () => {
    await agreeOnTime();
    const { id } = await prisma().performanceDialogue.findFirstOrThrow();
    const hr = await greeted('hr');
    for (const person of [await greeted('ani'), await greeted('citra'), await greeted('kasi'), hr]) {
      for (const data of [
        `meeting.open:${id}`,
        `meeting.times:${id}`,
        `meeting.cancel:${id}`,
        `meeting.record:${id}`,
        `meeting.sign:${id}:1`,
        `meeting.agree:${id}:1`,
        `meeting.new:${district.appraisals.kapulau}`,
      ]) {
        person.send('/menu');
        const menu = await screen(person, /Silakan pilih/);
        person.pressRaw(menu.id, data);
        await screen(person, /hanya untuk pegawai dan atasannya/);
      }
    }
    const counts = await sendFor(hr, '/dialog', /0 diusulkan, 1 disepakati/);
    expect(counts.text).not.toContain('Kepala UPT');
    expect(await prisma().performanceDialogue.findUnique({ where: { id } })).toMatchObject({ state: 'agreed' });
  });
});
