import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import type { Person } from '../../src/simulator/person.ts';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { crowd, makeServiceCode, openUnitService, payloadOf, rateUnit } from '../support/citizens.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { residentsOf } from '../support/residents.ts';
import { bytesOf } from '../support/sent-file.ts';
import { dataOf, labels, pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let somebody: (name: ResidentName) => Person;
let hr: Person;
let newCitizen: () => Person;
let land: string;
let island: string;

beforeAll(async () => {
  stage = await openStage({ start: afterHours });
  district = await settleDistrict(stage.bot().app.database, { framework: 'aceh' });
  const { prisma } = stage.bot().app.database;
  await prisma.preference.create({ data: { key: 'framework', value: 'aceh' } });
  somebody = residentsOf(stage, district);
  hr = somebody('hr');
  newCitizen = crowd(stage.simulator, 50_000);
  land = await makeServiceCode(hr, /Seksi Darat/);
  island = await makeServiceCode(hr, /UPT Pulau/);
});
afterAll(() => stage.close());

const ratings = () => stage.bot().app.database.prisma.citizenRating.findMany({ orderBy: { id: 'asc' } });

describe('a citizen who scans a poster', () => {
  it('is asked about the service in plain words, one tap a number, with the levels described', async () => {
    const citizen = newCitizen();
    citizen.start(land);
    const asked = await citizen.waitFor(/Ketuk satu angka/);
    expect(asked.text).toContain('Seksi Darat');
    expect(asked.text).toContain('bukan orangnya');
    expect(asked.text).toContain('Warga mendapat penjelasan syarat');
    expect(
      labels(asked)
        .flat()
        .map((label) => label.split(' ')[0]),
    ).toEqual(['1', '2', '3', '4', '5', '👁']);
  });

  it('has rated with the tap alone, also when the link drops before a comment, and without a trace of the chat', async () => {
    const citizen = newCitizen();
    citizen.start(land);
    await citizen.waitFor(/Ketuk satu angka/);
    await pressFor(citizen, /^4/, /sudah tercatat/);
    const [kept] = await ratings();
    expect(kept).toMatchObject({ level: 4, comment: null, commentState: null });
    expect(JSON.stringify(kept)).not.toContain(String(citizen.id));
    // The hour alone is kept.
    expect(kept?.at.toISOString()).toBe('2026-12-17T12:00:00.000Z');
  });

  it('rates once a day: another scan shows the figure, a double tap and forged data change nothing', async () => {
    const citizen = newCitizen();
    citizen.start(island);
    const asked = await citizen.waitFor(/Ketuk satu angka/);
    await pressFor(citizen, /^5/, /sudah tercatat/);
    citizen.pressRaw(asked.id, dataOf(asked, /^5/));
    await pressFor(citizen, /Lewati/, /Nilai layanan dari masyarakat/);
    citizen.start(island);
    const again = await screen(citizen, /sudah menilai UPT Pulau hari ini/);
    expect(again.text).toContain('Masih perlu 9 lagi');
    for (const forged of [`service.rate:${island.slice(2)}`, 'service.rate:0', 'service.settle:1:shown'])
      await citizen.pressRaw(again.id, forged).answered();
    await citizen.waitFor(/khusus|Mintalah tautan|pengelola/i);
    expect((await ratings()).filter(({ level }) => level === 5)).toHaveLength(1);
  });

  it('is told kindly when the code is unknown', async () => {
    const citizen = newCitizen();
    for (const payload of ['u_tidakada99', 'u_', 'u_../x', 'u_UNIT<b>']) {
      citizen.start(payload);
      await citizen.waitFor(/Kode layanan ini tidak kami kenal/);
    }
  });

  it('can look at the figure without rating', async () => {
    const citizen = newCitizen();
    citizen.start(land);
    await citizen.waitFor(/Ketuk satu angka/);
    const before = (await ratings()).length;
    await pressFor(citizen, /Lihat nilai layanan/, /Rata-rata tampil mulai 10 penilaian/);
    await pressFor(citizen, /Nilai layanan ini/, /Ketuk satu angka/);
    expect(await ratings()).toHaveLength(before);
  });

  it('rates five units a day at most', async () => {
    const { prisma } = stage.bot().app.database;
    const codes: string[] = [];
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) {
      const code = `loket${name.toLowerCase()}234`;
      await prisma.unit.create({ data: { name: `Loket ${name}`, path: `Loket ${name}`, publicCode: code } });
      codes.push(`u_${code}`);
    }
    const citizen = newCitizen();
    for (const code of codes.slice(0, 5)) await rateUnit(citizen, code, 3);
    citizen.start(codes[5] ?? '');
    await screen(citizen, /sudah menilai 5 layanan hari ini/);
  });
});

describe('people of the unit', () => {
  it('leave its rating to the citizens, whether their own code or that of the unit above', async () => {
    const ani = somebody('ani');
    ani.start(land);
    await screen(ani, /penilaiannya kami serahkan kepada warga/);
    ani.start(island);
    await ani.waitFor(/Ketuk satu angka/);
  });
});

describe('a comment', () => {
  it.each([
    ['dasar 4nj1ng petugasnya', /dibaca pengelola lebih dulu/],
    ['cek www.judi-slot.xyz ya', /dibaca pengelola lebih dulu/],
    ['hubungi 0812-3456-7890', /dibaca pengelola lebih dulu/],
    ['Antreannya tertib & <b>ramah</b>', /Saran Anda akan dibaca unit ini/],
    ['antreannya tertib & <b>ramah</b>', /dibaca pengelola lebih dulu/],
  ])('"%s" leads to %s', async (comment, answer) => {
    const before = (await ratings()).length;
    const shown = await rateUnit(newCitizen(), land, 5, comment);
    expect(shown.text).toMatch(answer);
    expect(await ratings()).toHaveLength(before + 1);
  });
});

describe('the public average', () => {
  it('is there from the tenth rating, and then moves by three', async () => {
    await stage.bot().app.database.prisma.unit.create({
      data: { name: 'Loket Nilai', path: 'Loket Nilai', publicCode: 'nilai23456' },
    });
    const levels = [5, 4, 3, 5, 4, 3, 5, 4, 3];
    let shown: ChatMessage | null = null;
    for (const level of levels) shown = await rateUnit(newCitizen(), 'u_nilai23456', level);
    expect(shown?.text).toContain('Masih perlu 1 lagi');
    expect(shown?.text).not.toContain('⭐');
    // (36 + 4) / 10 = 4,00.
    expect((await rateUnit(newCitizen(), 'u_nilai23456', 4)).text).toContain(
      'Rata-rata 4,00 dari 5, dari 10 penilaian',
    );
    for (const level of [1, 1])
      expect((await rateUnit(newCitizen(), 'u_nilai23456', level)).text).toContain('4,00 dari 5, dari 10 penilaian');
    // (40 + 1 + 1 + 2) / 13 = 3,3846.
    expect((await rateUnit(newCitizen(), 'u_nilai23456', 2)).text).toContain('3,38 dari 5, dari 13 penilaian');
  });
});

describe('HR', () => {
  it('gets the poster as PNG and as PDF', async () => {
    await openUnitService(hr, /Seksi Darat/);
    await pressFor(hr, /Poster PNG/, /Poster dikirim/);
    const png = await hr.waitFor((message) => message.media?.name === 'poster-seksi-darat.png');
    expect((await bytesOf(stage, png)).subarray(1, 4).toString()).toBe('PNG');
    await openUnitService(hr, /Seksi Darat/);
    await pressFor(hr, /Poster PDF/, /Poster dikirim/);
    const pdf = await hr.waitFor((message) => message.media?.name === 'poster-seksi-darat.pdf');
    expect((await bytesOf(stage, pdf)).subarray(0, 4).toString()).toBe('%PDF');
  });

  it('reads held comments and shows or hides each; the unit sees only what is shown', async () => {
    await sendFor(hr, '/menu', /Komentar warga menunggu dibaca: 4/);
    await sendFor(hr, '/pegawai', /Kirim berkas daftar pegawai/);
    await pressFor(hr, /Layanan publik/, /Pilih unit/);
    const held = await pressFor(hr, /Perlu dibaca \(4\)/, /Komentar yang perlu dibaca/);
    expect(held.text).toContain('4nj1ng');
    expect(held.text).toContain('judi-slot');
    await pressFor(hr, /Sembunyikan 1/, /disembunyikan/);
    const after = await pressFor(hr, /Tampilkan 2/, /Komentar ditampilkan/);
    expect(after.text).not.toContain('4nj1ng');
    // Four and six more make ten: five with a comment came above, and one without.
    while ((await landRatings()) < 10) await rateUnit(newCitizen(), land, 4);
    const ani = somebody('ani');
    await sendFor(ani, '/hasil', /Hasil penilaian/);
    const voice = await pressFor(ani, /Suara masyarakat/, /Yang ditulis warga/);
    expect(voice.text).toContain('Antreannya tertib & <b>ramah</b>');
    expect(voice.text).not.toContain('4nj1ng');
    expect(voice.text).not.toContain('judi-slot');
    expect(voice.text).toContain('dari 10 penilaian');
  });

  it('changes a code after being asked once more: the old poster ends, the new one works, a second tap does nothing', async () => {
    await openUnitService(hr, /UPT Pulau/);
    const asked = await pressFor(hr, /Ganti kode/, /Poster dan tautan lama langsung tidak berlaku/);
    const card = await pressFor(hr, /Ya, ganti kode/, /Kode diganti/);
    const fresh = payloadOf(card);
    expect(fresh).not.toBe(island);
    hr.pressRaw(asked.id, dataOf(asked, /^Ya/));
    expect(payloadOf(await openUnitService(hr, /UPT Pulau/))).toBe(fresh);
    const citizen = newCitizen();
    citizen.start(island);
    await citizen.waitFor(/Kode layanan ini tidak kami kenal/);
    citizen.start(fresh);
    await citizen.waitFor(/Ketuk satu angka/);
  });

  it('alone may do all this', async () => {
    const budi = somebody('budi');
    await sendFor(budi, '/menu', /Silakan pilih/);
    const { id } = budi.last();
    budi.pressRaw(id, 'service.find');
    await screen(budi, /hanya untuk pengelola kepegawaian/);
    for (const data of ['service.unit:1', 'service.code:1', 'service.poster:1:png', 'service.held:0'])
      await budi.pressRaw(id, data).answered();
    await stage.bot().idle();
    expect(await stage.bot().app.database.prisma.unit.count({ where: { id: 1, publicCode: null } })).toBe(1);
    expect(budi.messages().some(({ media }) => media !== null)).toBe(false);
  });
});

async function landRatings(): Promise<number> {
  const { prisma } = stage.bot().app.database;
  return prisma.citizenRating.count({ where: { unit: { publicCode: land.slice(2) } } });
}
