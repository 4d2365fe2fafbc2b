import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addItem, agreePlan, type GivenItem, report } from '../../src/demo/plan-steps.ts';
import type { Person } from '../../src/simulator/person.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { personOf } from '../support/close-period.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { dataOf, labels, pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;

beforeEach(async () => {
  stage = await openStage();
  district = await settleDistrict(stage.bot().app.database, { framework: 'lampung' });
});
afterEach(() => stage.close());

const somebody = (name: ResidentName): Person => personOf(stage, district, name);

/** Telegram lets a bot write only to whoever wrote first. */
async function both(): Promise<readonly [Person, Person]> {
  const [ani, kasi] = [somebody('ani'), somebody('kasi')];
  await sendFor(kasi, '/menu', /Silakan pilih/);
  return [ani, kasi];
}

const prisma = () => stage.bot().app.database.prisma;
const planOf = (name: ResidentName) =>
  prisma().workPlan.findUniqueOrThrow({
    where: { appraisalId: district.appraisals[name] },
    include: { items: { orderBy: { position: 'asc' } } },
  });

const archive: GivenItem = {
  kind: /^Utama/,
  aspect: /Kuantitas/,
  title: 'Arsip yang ditata & <b>didaftar</b>',
  direction: /Makin tinggi/,
  target: '12,5',
  unit: 'meter',
  weight: '2',
};
const quick: GivenItem = {
  kind: /^Utama/,
  aspect: /Waktu/,
  title: 'Waktu membalas surat',
  direction: /Makin rendah/,
  target: '4',
  unit: 'hari',
  weight: '1',
};

describe('/rencana', () => {
  it('takes a target step by step, asks again for what is no number, and shows the exact share of each weight', async () => {
    const ani = somebody('ani');
    const empty = await sendFor(ani, '/rencana', /masih kosong/);
    expect(labels(empty)).toEqual([['➕ Tambah butir'], ['📈 Laporan', '🏠 Menu']]);
    await pressFor(ani, /Tambah butir/, /jenis apa/);
    await pressFor(ani, /^Utama/, /Sisi mana/);
    await pressFor(ani, /Kuantitas/, /Apa yang ingin dicapai/);
    await sendFor(ani, archive.title, /diukur\?/);
    await pressFor(ani, /Makin tinggi/, /Berapa targetnya/);
    await sendFor(ani, '-3', /belum terbaca sebagai angka/);
    await sendFor(ani, 'dua belas', /belum terbaca sebagai angka/);
    await sendFor(ani, '12,50', /satuannya/);
    await sendFor(ani, 'meter', /Seberapa berat/);
    for (const wrong of ['0', '-1', '2,5', '1001']) await sendFor(ani, wrong, /Bobot perlu bilangan bulat/);
    const overview = await sendFor(ani, '2', /Periksa butir ini/);
    expect(overview.text).toContain('Arsip yang ditata & <b>didaftar</b>');
    expect(overview.text).toContain('target 12,5 meter, makin tinggi makin baik');
    await pressFor(ani, /Simpan/, /bobot 2 dari 2 \(100 %\)/);
    const both = await addItem(ani, quick);
    expect(both.text).toContain('bobot 2 dari 3 (66,67 %)');
    expect(both.text).toContain('bobot 1 dari 3 (33,33 %)');
    expect((await planOf('ani')).items).toMatchObject([
      { target: '12.5', unit: 'meter', direction: 'higher', weight: 2 },
      { target: '4', unit: 'hari', direction: 'lower', weight: 1 },
    ]);
  });

  it('offers to make a target of zero a yes/no item, whose percentage exists', async () => {
    const ani = somebody('ani');
    await sendFor(ani, '/rencana', /masih kosong/);
    await pressFor(ani, /Tambah butir/, /jenis apa/);
    await pressFor(ani, /^Tambahan/, /Sisi mana/);
    await pressFor(ani, /Kualitas/, /Apa yang ingin dicapai/);
    await sendFor(ani, 'Temuan pemeriksaan', /diukur\?/);
    await pressFor(ani, /Makin rendah/, /Berapa targetnya/);
    await sendFor(ani, '0', /Target nol tidak dapat dihitung/);
    await pressFor(ani, /Jadikan terlaksana/, /Seberapa berat/);
    await sendFor(ani, '10', /terlaksana \(ya\/tidak\)/);
    await pressFor(ani, /Simpan/, /tersimpan/);
    expect((await planOf('ani')).items).toMatchObject([{ direction: 'yes-no', target: null, unit: '', weight: 10 }]);
  });

  it('changes one thing of an item and removes an item', async () => {
    const ani = somebody('ani');
    await sendFor(ani, '/rencana', /masih kosong/);
    await addItem(ani, archive);
    await addItem(ani, quick);
    await pressFor(ani, /^✏️ 1$/, /Arsip yang ditata/);
    await pressFor(ani, /Ubah/, /Periksa butir ini/);
    await pressFor(ani, /Target/, /Berapa targetnya/);
    await sendFor(ani, '1.500', /target 1500 meter/);
    await pressFor(ani, /Simpan/, /target 1500 meter/);
    await pressFor(ani, /^✏️ 2$/, /Waktu membalas/);
    const left = await pressFor(ani, /Hapus/, /dihapus dari rencana/);
    expect(left.text).not.toMatch(/2\. Waktu membalas/);
    expect((await planOf('ani')).items).toMatchObject([{ target: '1500' }]);
  });

  it('asks for target and unit when a yes/no item becomes a number', async () => {
    const ani = somebody('ani');
    await sendFor(ani, '/rencana', /masih kosong/);
    await addItem(ani, {
      kind: /^Utama/,
      aspect: /Kualitas/,
      title: 'Pedoman tersusun',
      direction: /Terlaksana atau tidak/,
      weight: '5',
    });
    await pressFor(ani, /^✏️ 1$/, /Pedoman/);
    await pressFor(ani, /Ubah/, /Periksa butir ini/);
    await pressFor(ani, /Cara ukur/, /diukur\?/);
    await pressFor(ani, /Makin tinggi/, /perlu diisi/);
    await pressFor(ani, /Simpan/, /Berapa targetnya/);
    await sendFor(ani, '3', /Periksa butir ini|perlu diisi/);
    await pressFor(ani, /Simpan/, /satuannya/);
    await sendFor(ani, 'pedoman', /target 3 pedoman/);
    await pressFor(ani, /Simpan/, /tersimpan/);
  });
});

describe('a plan between employee and supervisor', () => {
  it('is returned with a remark, proposed again and agreed, and both are told with a button', async () => {
    const [ani, kasi] = await both();
    await sendFor(ani, '/rencana', /masih kosong/);
    await addItem(ani, archive);
    const proposed = await pressFor(ani, /Ajukan ke atasan/, /diajukan/);
    expect(labels(proposed)).toEqual([['↩️ Tarik kembali'], ['📈 Laporan', '🏠 Menu']]);
    await screen(kasi, /Ani & <b>Ani<\/b> 🌺 mengajukan rencana kerja Semester II 2026 \(1 butir\)/);
    await pressFor(kasi, /Rencana & laporan/, /Menunggu tanggapan Anda/);
    await pressFor(kasi, /Kembalikan/, /Apa yang sebaiknya disesuaikan/);
    await sendFor(kasi, 'Mohon target <dinaikkan> sedikit.', /dikembalikan/);
    await screen(ani, /dikembalikan dengan catatan[\s\S]*Mohon target <dinaikkan> sedikit/);
    await pressFor(ani, /Buka rencana kerja/, /Silakan sesuaikan/);
    await addItem(ani, quick);
    await pressFor(ani, /Ajukan ke atasan/, /diajukan/);
    await screen(kasi, /\(2 butir\)/);
    await pressFor(kasi, /Rencana & laporan/, /Menunggu tanggapan/);
    await pressFor(kasi, /Setujui/, /disepakati/);
    await screen(ani, /sudah disepakati/);
    const plan = await planOf('ani');
    expect(plan).toMatchObject({ state: 'agreed', revision: 1, remark: null, agreedBy: district.people.kasi.id });
    const trail = await prisma().auditEntry.findMany({ where: { subjectEmployeeId: district.people.ani.id } });
    expect(trail.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['work-plan-proposed', 'work-plan-seen', 'work-plan-returned', 'work-plan-agreed']),
    );
  });

  it('keeps what was agreed in force while a revision is written, also for an item taken out of it', async () => {
    const [ani, kasi] = await both();
    await agreePlan(ani, kasi, [archive, quick]);
    await report(ani, 1, '12,5');
    await report(ani, 2, '5');
    await sendFor(ani, '/rencana', /Disepakati bersama/);
    await pressFor(ani, /Ubah rencana/, /Kesepakatan ke-1 tetap berlaku/);
    await pressFor(ani, /^✏️ 2$/, /Waktu membalas/);
    const revised = await pressFor(ani, /Hapus/, /dihapus/);
    // (2 × 100 + 1 × 4/5·100) / 3 = 280/3 = 93,33 %
    expect(revised.text).toContain('Capaian rencana: 93,33 %');
    await pressFor(ani, /Ajukan ke atasan/, /diajukan/);
    await screen(kasi, /\(1 butir\)/);
    await pressFor(kasi, /Rencana & laporan/, /Menunggu tanggapan/);
    const agreed = await pressFor(kasi, /Setujui/, /disepakati/);
    expect(agreed.text).toContain('Capaian rencana: 100,00 %');
    const plan = await planOf('ani');
    expect(plan.revision).toBe(2);
    expect(plan.history).toMatchObject([
      { revision: 1, items: [{ realised: null }, { realised: '5' }] },
      { revision: 2, items: [{ realised: '12.5' }] },
    ]);
  });

  it('is taken back before the answer; the old button of the supervisor then agrees to nothing', async () => {
    const [ani, kasi] = await both();
    await sendFor(ani, '/rencana', /masih kosong/);
    await addItem(ani, archive);
    await pressFor(ani, /Ajukan ke atasan/, /diajukan/);
    await screen(kasi, /mengajukan/);
    await pressFor(kasi, /Rencana & laporan/, /Menunggu tanggapan/);
    await pressFor(ani, /Tarik kembali/, /ditarik kembali/);
    await pressFor(kasi, /Setujui/, /tidak menunggu tanggapan/);
    expect((await planOf('ani')).state).toBe('draft');
    // A draft is the employee's own.
    const seen = await sendFor(kasi, '/tim', /Tim Anda/);
    expect(seen.text).toContain('Ani');
    await pressFor(kasi, /Rencana & laporan tim/, /sedang disusun/);
    const person = await pressFor(kasi, /Ani/, /Belum ada rencana yang diajukan/);
    expect(person.text).not.toContain('Arsip');
  });

  it('is agreed as it was seen: after a new proposal the old button only shows what changed', async () => {
    const [ani, kasi] = await both();
    await sendFor(ani, '/rencana', /masih kosong/);
    await addItem(ani, archive);
    await pressFor(ani, /Ajukan ke atasan/, /diajukan/);
    await screen(kasi, /mengajukan/);
    const seen = await pressFor(kasi, /Rencana & laporan/, /Menunggu tanggapan/);
    await pressFor(ani, /Tarik kembali/, /ditarik kembali/);
    await addItem(ani, quick);
    stage.clock.set(new Date('2026-12-17T03:00:00Z'));
    await pressFor(ani, /Ajukan ke atasan/, /diajukan/);
    await screen(kasi, /\(2 butir\)/);
    kasi.pressRaw(seen.id, dataOf(seen, /Setujui/));
    const anew = await screen(kasi, /diajukan lagi dengan perubahan/);
    expect(anew.text).toContain('Waktu membalas surat');
    expect((await planOf('ani')).state).toBe('proposed');
    await pressFor(kasi, /Setujui/, /disepakati\./);
  });

  it('stays closed to others, whatever their buttons say', async () => {
    const [ani, kasi] = await both();
    const [citra, kapulau] = [somebody('citra'), somebody('kapulau')];
    await agreePlan(ani, kasi, [archive]);
    await report(ani, 1, '5');
    const id = district.appraisals.ani;
    const written = await prisma().workReport.findFirstOrThrow();
    const item = (await planOf('ani')).items[0];
    for (const data of [
      `plan.own:${id}`,
      `plan.item:${id}:${item?.id}`,
      `plan.add:${id}`,
      `plan.change:${id}:${item?.id}`,
      `plan.remove:${id}:${item?.id}`,
      `plan.copy:${id}`,
      `plan.propose:${id}`,
      `plan.back:${id}`,
      `plan.revise:${id}`,
      `plan.person:${id}:0`,
      `plan.agree:${id}:1`,
      `plan.return:${id}`,
      `report.list:${id}:0`,
      `report.show:${written.id}`,
      `report.file:${written.id}:0`,
      `report.write:${id}:${item?.id}`,
    ])
      for (const stranger of [citra, kapulau]) {
        const menu = await sendFor(stranger, '/menu', /Silakan pilih/);
        stranger.pressRaw(menu.id, data);
        const told = await screen(stranger, /bukan milik Anda|bukan penilai/);
        expect(told.text).not.toContain('Arsip');
      }
    expect(await planOf('ani')).toMatchObject({ state: 'agreed', revision: 1, items: [{ realised: '5' }] });
  });
});
