import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { personOf } from '../support/close-period.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { labels, pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;

beforeEach(async () => {
  stage = await openStage({ start: afterHours });
  district = await settleDistrict(stage.bot().app.database);
});
afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;

/** Somebody who has written to the bot, so that it may write to them. */
async function greeted(name: ResidentName): Promise<Person> {
  const person = personOf(stage, district, name);
  await sendFor(person, '/menu', /Silakan pilih/);
  return person;
}

const reason = 'Ia membuka loket keliling tiap Kamis untuk warga <pulau> terluar.';

/** Nominates up to the question for evidence. */
async function propose(person: Person, relation: RegExp, nominee: RegExp | null, title: string): Promise<void> {
  await sendFor(person, '/penghargaan', /Penghargaan dan inovasi/);
  await pressFor(person, /Usulkan atau daftarkan/, /Untuk siapa/);
  if (nominee === null) {
    await pressFor(person, relation, /nama inovasinya/);
  } else {
    await pressFor(person, relation, /Siapa orangnya/);
    await pressFor(person, nominee, /Apa yang Anda usulkan/);
    await pressFor(person, /Penghargaan/, /judul singkat/);
  }
  await sendFor(person, title, /Ceritakan alasannya/);
  await sendFor(person, reason, /Bukti/);
}

async function proposeWithPhoto(person: Person, relation: RegExp, nominee: RegExp | null, title: string) {
  await propose(person, relation, nominee, title);
  person.upload({
    name: 'bukti.png',
    mime: 'image/png',
    as: 'photo',
    bytes: await readFile('prisma/sample/bukti.png'),
  });
  await screen(person, /dicatat/);
  await pressFor(person, /Selesai/, /Periksa sekali lagi/);
  return pressFor(person, /Kirim usulan/, /terkirim ke pengelola/);
}

async function accept(hr: Person): Promise<void> {
  await pressFor(hr, /Buka usulan/, /Menunggu keputusan/);
  await pressFor(hr, /Putuskan/, /Bagaimana keputusannya/);
  await pressFor(hr, /Terima/, /beberapa kata/);
  await pressFor(hr, /Lewati/, /Diterima/);
}

describe('/penghargaan', () => {
  it('goes from the nomination over HR’s decision to the announcement that the nominee agreed to', async () => {
    const [kasi, ani, hr, budi] = [
      await greeted('kasi'),
      await greeted('ani'),
      await greeted('hr'),
      await greeted('budi'),
    ];
    const sent = await proposeWithPhoto(kasi, /Pegawai saya/, /Ani/, 'Loket keliling');
    expect(sent.text).toContain('loket keliling tiap Kamis untuk warga <pulau> terluar');
    const notice = await screen(hr, /usulan penghargaan baru/);
    expect(notice.text).not.toContain('Ani');
    await pressFor(hr, /Buka usulan/, /Menunggu keputusan/);
    expect(await prisma().auditEntry.count({ where: { action: 'recognition-seen' } })).toBe(1);
    await hr.press(/📎/);
    await hr.waitFor((message) => /Bukti untuk "Loket keliling"/.test(message.text));
    await screen(hr, /Menunggu keputusan/);
    await pressFor(hr, /Putuskan/, /Bagaimana keputusannya/);
    await pressFor(hr, /Terima/, /beberapa kata/);
    await sendFor(hr, 'Terima kasih atas teladannya.', /dikabari secara pribadi/);
    await screen(kasi, /Usulan Anda "Loket keliling" untuk Ani .* diterima/);
    const asked = await screen(ani, /Selamat!.*Loket keliling[\s\S]*Bolehkah ini diumumkan/);
    expect(asked.text).toContain('Terima kasih atas teladannya.');
    // Without an answer there is no way to announce.
    expect(labels(hr.last()).flat().join()).not.toMatch(/Umumkan/);
    await pressFor(ani, /Boleh diumumkan/, /boleh mengumumkannya/);
    await screen(hr, /mengizinkan pengumuman/);
    await pressFor(hr, /Buka usulan/, /Izin pengumuman: diberikan/);
    await pressFor(hr, /Umumkan/, /Draf siaran/);
    await pressFor(hr, /Pakai pesan ini/, /Untuk siapa|siapa/);
    await pressFor(hr, /Semua pegawai/, /periksa sekali lagi/);
    await hr.press(/Kirim sekarang/);
    await budi.waitFor((message) => /Selamat kepada Ani .*Loket keliling/s.test(message.text));
    const row = await prisma().recognition.findFirstOrThrow();
    expect(row.announcedAt).not.toBeNull();
    await sendFor(ani, '/penghargaan', /Loket keliling/);
    await pressFor(ani, /Loket keliling/, /Sudah diumumkan dengan persetujuan/);
  }, 60_000);

  it('stands without an announcement: the nominee refuses, or takes consent back while the text is being written', async () => {
    const [kasi, ani, hr] = [await greeted('kasi'), await greeted('ani'), await greeted('hr')];
    await proposeWithPhoto(kasi, /Pegawai saya/, /Ani/, 'Loket keliling');
    await screen(hr, /usulan penghargaan baru/);
    await accept(hr);
    await screen(ani, /Bolehkah ini diumumkan/);
    const refused = await pressFor(ani, /Cukup untuk saya/, /tidak diumumkan\. Penghargaan Anda tetap berlaku/);
    expect(refused.text).toContain('✅ Diterima.');
    await pressFor(ani, /Boleh diumumkan/, /boleh mengumumkannya/);
    await screen(hr, /mengizinkan pengumuman/);
    await pressFor(hr, /Buka usulan/, /Izin pengumuman: diberikan/);
    await pressFor(hr, /Umumkan/, /Draf siaran/);
    await pressFor(ani, /Tarik izin/, /Penghargaan Anda tetap berlaku/);
    await pressFor(hr, /Pakai pesan ini/, /Untuk siapa|siapa/);
    await pressFor(hr, /Semua pegawai/, /periksa sekali lagi/);
    await pressFor(hr, /Kirim sekarang/, /Tidak ada yang dikirim/);
    expect(await prisma().recognition.findFirstOrThrow()).toMatchObject({ announcedAt: null, consent: 'refused' });
    expect(await prisma().broadcast.count()).toBe(0);
  }, 60_000);

  it('tells HR each time the nominee changes their mind about an announcement', async () => {
    const [kasi, ani, hr] = [await greeted('kasi'), await greeted('ani'), await greeted('hr')];
    await proposeWithPhoto(kasi, /Pegawai saya/, /Ani/, 'Loket keliling');
    await screen(hr, /usulan penghargaan baru/);
    await accept(hr);
    await screen(ani, /Bolehkah ini diumumkan/);
    const heard = async () => {
      await stage.bot().idle();
      return hr.messages().filter(({ text }) => /mengizinkan pengumuman/.test(text)).length;
    };
    await pressFor(ani, /Boleh diumumkan/, /boleh mengumumkannya/);
    expect(await heard()).toBe(1);
    await pressFor(ani, /Tarik izin/, /Penghargaan Anda tetap berlaku/);
    stage.clock.advance(60_000);
    await pressFor(ani, /Boleh diumumkan/, /boleh mengumumkannya/);
    expect(await heard()).toBe(2);
  }, 60_000);

  it('tells the nominator why it was not accepted, and the nominee nothing', async () => {
    const [budi, ani, hr] = [await greeted('budi'), await greeted('ani'), await greeted('hr')];
    await proposeWithPhoto(budi, /Rekan saya/, /Ani/, 'Loket keliling');
    await screen(hr, /usulan penghargaan baru/);
    await pressFor(hr, /Buka usulan/, /Menunggu keputusan/);
    await pressFor(hr, /Putuskan/, /Bagaimana keputusannya/);
    await pressFor(hr, /Belum dapat diterima/, /Tuliskan alasannya/);
    await sendFor(hr, 'Buktinya belum menunjukkan manfaatnya.', /Pengusul dikabari/);
    const told = await screen(budi, /belum dapat diterima/);
    expect(told.text).toContain('Buktinya belum menunjukkan manfaatnya.');
    const own = await sendFor(ani, '/penghargaan', /Penghargaan dan inovasi/);
    expect(own.text).not.toContain('Loket keliling');
    const id = (await prisma().recognition.findFirstOrThrow()).id;
    ani.pressRaw(ani.last().id, `recog.open:${id}`);
    await screen(ani, /bukan milik Anda/);
  }, 60_000);

  it('is not decided by whoever proposed it or is proposed, and can be taken back until it is decided', async () => {
    const hr = await greeted('hr');
    await proposeWithPhoto(hr, /Inovasi saya sendiri/, null, 'Arsip sekali cari');
    expect(labels(hr.last()).flat().join()).not.toMatch(/Putuskan/);
    const id = (await prisma().recognition.findFirstOrThrow()).id;
    hr.pressRaw(hr.last().id, `recog.decide:${id}`);
    await screen(hr, /pengelola kepegawaian lain yang memutuskan/);
    await sendFor(hr, '/penghargaan', /Arsip sekali cari/);
    await pressFor(hr, /Arsip sekali cari/, /Menunggu keputusan/);
    await pressFor(hr, /Tarik usulan/, /Usulan ditarik/);
    expect(await prisma().recognition.findFirstOrThrow()).toMatchObject({ state: 'withdrawn' });
  }, 60_000);

  it('offers only those who stand to the person as they say, and nobody to themselves as an award', async () => {
    const citra = await greeted('citra');
    await sendFor(citra, '/penghargaan', /Penghargaan dan inovasi/);
    const asked = await pressFor(citra, /Usulkan atau daftarkan/, /Untuk siapa/);
    // Citra is alone in her unit and leads nobody.
    expect(labels(asked).flat()).toEqual(expect.arrayContaining(['💡 Inovasi saya sendiri']));
    expect(labels(asked).flat().join()).not.toMatch(/Pegawai saya/);
  }, 60_000);
});
