import { afterEach, describe, expect, it } from 'vitest';
import { agreePlan, type GivenItem, report } from '../../src/demo/plan-steps.ts';
import type { Person } from '../../src/simulator/person.ts';
import { answerAll, assessSelf, pauhAnswers } from '../support/appraisals.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { personOf } from '../support/close-period.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { dataOf, labels, pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;

afterEach(() => stage.close());

async function open(framework: string): Promise<readonly [Person, Person]> {
  stage = await openStage();
  district = await settleDistrict(stage.bot().app.database, { framework });
  const [ani, kasi] = [somebody('ani'), somebody('kasi')];
  await sendFor(kasi, '/menu', /Silakan pilih/);
  return [ani, kasi];
}

const somebody = (name: ResidentName) => personOf(stage, district, name);
const prisma = () => stage.bot().app.database.prisma;

const archive: GivenItem = {
  kind: /^Utama/,
  aspect: /Kuantitas/,
  title: 'Arsip yang ditata',
  direction: /Makin tinggi/,
  target: '10',
  unit: 'meter',
  weight: '1',
};
const project: GivenItem = {
  kind: /^Proyek/,
  aspect: /Kualitas/,
  title: 'Digitalisasi arsip',
  direction: /Terlaksana atau tidak/,
  weight: '1',
};

describe('/laporan', () => {
  it('takes what was reached with words, a document and a link, and lists the report with its date', async () => {
    const [ani, kasi] = await open('lampung');
    await agreePlan(ani, kasi, [archive, project]);
    await sendFor(ani, '/laporan', /Belum ada laporan/);
    await pressFor(ani, /^✍️ 1$/, /sampai hari ini/);
    await sendFor(ani, 'banyak', /belum terbaca sebagai angka/);
    await sendFor(ani, '7,5', /menambahkan keterangan/);
    await sendFor(ani, 'Lima rak <selesai> & rapi', /Dicatat/);
    ani.upload({
      name: 'daftar.pdf',
      bytes: new TextEncoder().encode('%PDF-1.4'),
      mime: 'application/pdf',
      as: 'document',
    });
    await screen(ani, /daftar\.pdf/);
    await sendFor(ani, 'https://contoh.go.id/arsip', /contoh\.go\.id/);
    const list = await pressFor(ani, /Kirim laporan/, /Laporan tersimpan/);
    expect(list.text).toContain('Arsip yang ditata: 7,5 meter (target 10 meter, makin tinggi makin baik) = 75,00 %');
    expect(list.text).toMatch(/1\) 17 Desember 2026 \d\d\.\d\d WIB · Arsip yang ditata · 7,5 meter · 📎2/);
    const own = await pressFor(ani, /^👁 1$/, /Lima rak <selesai> & rapi/);
    expect(labels(own).flat()).toEqual(['👁 daftar.pdf', '👁 contoh.go.id', '⬅️ Laporan', '🏠 Menu']);
  });

  it('shows plan, reports and evidence to the supervisor, each look on the audit trail', async () => {
    const [ani, kasi] = await open('lampung');
    await agreePlan(ani, kasi, [archive]);
    await sendFor(ani, '/laporan', /Belum ada laporan/);
    await pressFor(ani, /^✍️ 1$/, /sampai hari ini/);
    await sendFor(ani, '9', /menambahkan keterangan/);
    ani.upload({ name: 'rak.pdf', bytes: new TextEncoder().encode('%PDF'), mime: 'application/pdf', as: 'document' });
    await screen(ani, /rak\.pdf/);
    await pressFor(ani, /Kirim laporan/, /Laporan tersimpan/);
    await sendFor(kasi, '/tim', /Tim Anda/);
    await pressFor(kasi, /Rencana & laporan tim/, /Rencana kerja tim/);
    const person = await pressFor(kasi, /Ani/, /Rencana dan laporan Ani/);
    expect(person.text).toContain('Capaian rencana: 90,00 %');
    await pressFor(kasi, /^👁 1$/, /Dari Ani/);
    await kasi.press(/rak\.pdf/);
    await kasi.waitFor(({ media }) => media?.name === 'rak.pdf');
    await screen(kasi, /Dari Ani/);
    const trail = await prisma().auditEntry.findMany({
      where: { subjectEmployeeId: district.people.ani.id, actorEmployeeId: district.people.kasi.id },
    });
    expect(trail.map(({ action }) => action)).toEqual([
      'work-plan-seen',
      'work-plan-agreed',
      'work-plan-seen',
      'work-report-seen',
      'work-evidence-seen',
    ]);
  });

  it('takes a report in words alone, also from whoever has no plan yet, but never an empty one', async () => {
    const [ani] = await open('lampung');
    await sendFor(ani, '/laporan', /belum berisi target/);
    const asked = await pressFor(ani, /Laporan dengan kata/, /Ceritakan kemajuannya/);
    expect(labels(asked).flat()).not.toContain('📤 Kirim laporan');
    await sendFor(ani, 'Membantu posko banjir dua hari.', /posko banjir/);
    await pressFor(ani, /Kirim laporan/, /Laporan tersimpan/);
    expect(await prisma().workReport.findMany()).toMatchObject([{ itemId: null, realised: null, evidence: [] }]);
  });

  it('is over once the review was sent: what was assessed stays as it was', async () => {
    const [ani, kasi] = await open('lampung');
    await agreePlan(ani, kasi, [archive]);
    await report(ani, 1, '10');
    await prisma().appraisal.update({
      where: { id: district.appraisals.ani },
      data: { reviewedAt: stage.clock.now() },
    });
    const closed = await sendFor(ani, '/laporan', /tetap seperti saat dinilai/);
    expect(labels(closed).flat()).toEqual(['👁 1', '🗒 Rencana kerja', '🏠 Menu']);
    const plan = await sendFor(ani, '/rencana', /tetap seperti saat dinilai/);
    expect(labels(plan).flat()).toEqual(['📈 Laporan', '🏠 Menu']);
  });
});

describe('the plan in the assessment', () => {
  it('is rated as usual, with the reason, until it is agreed and every item reported', async () => {
    const [ani, kasi] = await open('lampung');
    await sendFor(ani, '/nilai', /1 dari 4/);
    const without = await pressFor(ani, /^4/, /2 dari 4[\s\S]*Rencana kerja tahunan/);
    expect(without.text).toContain('Belum ada rencana yang disepakati, jadi Rencana kerja tahunan dinilai');
    await agreePlan(ani, kasi, [archive, project]);
    await report(ani, 1, '20');
    const half = await sendFor(ani, '/lanjut', /2 dari 4/);
    expect(half.text).toContain('1 dari 2 butir sudah dilaporkan');
    expect(half.text).toContain('Arsip yang ditata: 20 meter');
    await report(ani, 2, /Belum terlaksana/);

    // The open question is gone; the conversation goes on with the next one. (120 + 0) / 2 = 60 % is level 2.
    await sendFor(ani, '/lanjut', /2 dari 3[\s\S]*Disiplin/);
    await pressFor(ani, /^3/, /3 dari 3/);
    const summary = await pressFor(ani, /^3/, /Ringkasan/);
    expect(summary.text).toContain('Rencana kerja tahunan: tingkat 2,00 dari capaian rencana 60,00 %');
    // The plan's page is one button away and leads back.
    await pressFor(ani, /Buka rencana kerja/, /Rencana kerja/);
    await pressFor(ani, /Ke penilaian diri/, /Ringkasan/);
    const preliminary = await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);
    // (25 × 4 + 40 × 2 + 20 × 3 + 15 × 3) / 100 = 2,85 of 5.
    expect(preliminary.text).toContain('57,00 dari 100');

    await sendFor(kasi, '/tim', /Tim Anda/);
    await pressFor(kasi, /Nilai Ani/, /1 dari 3/);
  });

  it('of Pauh stands beside the project question, for employee and supervisor alike', async () => {
    const [ani, kasi] = await open('pauh');
    await agreePlan(ani, kasi, [archive, project]);
    await report(ani, 2, /Sudah terlaksana/);
    await sendFor(ani, '/nilai', /1 dari 4/);
    const service = await pressFor(ani, /^4/, /2 dari 4/);
    expect(service.text).not.toContain('Digitalisasi arsip');
    const own = await pressFor(ani, /^4/, /Hasil proyek/);
    expect(own.text).toContain('Proyek dalam rencana kerja');
    expect(own.text).toContain('Digitalisasi arsip: ✅ Sudah terlaksana');
    expect(own.text).not.toContain('Arsip yang ditata');
    await answerAll(ani, pauhAnswers([4, 4, 4, 4]).slice(2));
    await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);
    await sendFor(kasi, '/tim', /Tim Anda/);
    await pressFor(kasi, /Nilai Ani/, /1 dari 4/);
    await pressFor(kasi, /^4/, /2 dari 4/);
    const theirs = await pressFor(kasi, /^4/, /Hasil proyek/);
    expect(theirs.text).toContain('Digitalisasi arsip: ✅ Sudah terlaksana');
    // The page with plan and reports leads back into the review.
    await pressFor(kasi, /Rencana & laporan/, /Rencana dan laporan Ani/);
    await pressFor(kasi, /Ke penilaian Ani/, /Hasil proyek/);
  });

  it('leaves a self-assessment that was sent before the plan was agreed as it is', async () => {
    const [ani, kasi] = await open('lampung');
    await assessSelf(ani, [
      [/Kualitas kerja/, 4],
      [/Rencana kerja tahunan/, 5],
      [/Disiplin/, 4],
      [/Kolaborasi/, 4],
    ]);
    await agreePlan(ani, kasi, [archive]);
    await report(ani, 1, '8');
    await sendFor(kasi, '/tim', /Tim Anda/);
    await pressFor(kasi, /Nilai Ani/, /1 dari 3/);
  });
});

describe('a plan of a period that was released', () => {
  it('is read again with its reports, and nothing in it can be changed', async () => {
    const [ani] = await open('lampung');
    await prisma().workPlan.create({
      data: {
        appraisalId: district.appraisals.ani,
        state: 'agreed',
        revision: 1,
        items: {
          create: {
            position: 1,
            kind: 'main',
            aspect: 'quantity',
            title: 'Arsip tertata',
            target: '40',
            unit: 'berkas',
            direction: 'higher',
            weight: 1,
            realised: '42',
          },
        },
      },
    });
    const current = await sendFor(ani, '/rencana', /Arsip tertata/);
    expect(labels(current).flat()).not.toContain('🗂 Rencana periode lalu');
    await prisma().period.update({ where: { id: district.periodId }, data: { state: 'released' } });
    await sendFor(ani, '/rencana', /Rencana kerja periode lalu/);
    const plan = await pressFor(ani, /Semester II 2026/, /Arsip tertata/);
    expect(labels(plan).flat()).toEqual(['📈 Laporan periode ini', expect.stringContaining('Menu')]);
    await pressFor(ani, /Laporan periode ini/, /Arsip tertata/);
  });

  it('is read again by HR officers too, whose /rencana shows the templates between periods', async () => {
    await open('lampung');
    const hr = somebody('hr');
    await prisma().workPlan.create({ data: { appraisalId: district.appraisals.hr, state: 'agreed', revision: 1 } });
    await prisma().period.update({ where: { id: district.periodId }, data: { state: 'released' } });
    await sendFor(hr, '/rencana', /Belum ada templat/);
    await pressFor(hr, '🗂 Rencana periode lalu', /Rencana kerja periode lalu/);
    await pressFor(hr, /Semester II 2026/, /Rencana kerja/);
  });
});

describe('templates of positions', () => {
  const header = 'jabatan,jenis,aspek,uraian,target,satuan,arah,bobot';
  const csv = (rows: readonly string[]) => new TextEncoder().encode([header, ...rows].join('\r\n'));
  const sendFile = (hr: Person, rows: readonly string[]) =>
    hr.upload({ name: 'templat.csv', bytes: csv(rows), mime: 'text/csv', as: 'document' });

  it('are checked whole, every problem named with its row, and then copied by whoever holds the position', async () => {
    const [ani] = await open('lampung');
    const hr = somebody('hr');
    await sendFor(hr, '/rencana', /Rencana kerja/);
    await pressFor(hr, /Templat rencana/, /Belum ada templat/);
    await pressFor(hr, /Kirim berkas templat/, /Semua baris diperiksa/);
    sendFile(hr, [
      'Analis,utama,kuantitas,Telaah selesai,12,telaah,naik,60',
      'Analis,inti,kuantitas,Telaah selesai,0,telaah,naik,60',
      'Analis,utama,mutu,,dua,telaah,samping,1.5',
      'Analis,tambahan,kualitas,Berbagi ilmu,3,,ya/tidak,40',
    ]);
    const bad = await screen(hr, /belum dapat dipakai/);
    expect(bad.text).toMatch(/Baris 3: jenis “inti” tidak dikenal/);
    expect(bad.text).toMatch(/Baris 3: target nol tidak punya persentase/);
    expect(bad.text).toMatch(/Baris 4: kolom uraian kosong/);
    expect(bad.text).toMatch(/Baris 4: aspek “mutu” tidak dikenal/);
    expect(bad.text).toMatch(/Baris 4: arah “samping” tidak dikenal/);
    expect(bad.text).toMatch(/Baris 4: bobot “1.5” perlu bilangan bulat/);
    expect(bad.text).toMatch(/Baris 5: butir ya\/tidak tidak memakai target/);
    expect(await prisma().planTemplate.count()).toBe(0);
    sendFile(hr, [
      'Analis,utama,kuantitas,Telaah selesai,"12,5",telaah,naik,60',
      'Analis,tambahan,kualitas,Berbagi ilmu,,,ya/tidak,40',
      'Arsiparis,proyek,waktu,Layanan arsip,2,hari,turun,1',
    ]);
    const preview = await screen(hr, /2 jabatan, 3 butir/);
    expect(preview.text).toContain('Menggantikan templat yang sudah ada: 0');
    expect(await prisma().planTemplate.count()).toBe(0);
    const saved = await pressFor(hr, /Simpan templat/, /Templat tersimpan: 2 jabatan, 3 butir/);
    // The button of the preview was good once.
    hr.pressRaw(preview.id, dataOf(preview, /Simpan templat/));
    await stage.simulator.allConfirmed();
    expect(await prisma().auditEntry.count({ where: { action: 'plan-templates-imported' } })).toBe(1);
    expect(saved.text).toContain('Analis: 2 butir');

    await sendFor(ani, '/rencana', /masih kosong/);
    const copied = await pressFor(ani, /Salin templat/, /2 butir dari templat Analis disalin/);
    expect(copied.text).toContain('target 12,5 telaah');
    await pressFor(ani, /Salin templat/, /sudah ada di rencana Anda/);
    expect(await prisma().workItem.count()).toBe(2);
  });

  it('are not for employees', async () => {
    const [ani] = await open('lampung');
    const plan = await sendFor(ani, '/rencana', /masih kosong/);
    expect(labels(plan).flat()).not.toContain('🗂 Templat rencana');
    ani.pressRaw(plan.id, 'plan.templates');
    await screen(ani, /hanya untuk pengelola kepegawaian/);
    const menu = await sendFor(ani, '/menu', /Silakan pilih/);
    ani.pressRaw(menu.id, 'plan.send-templates');
    await screen(ani, /hanya untuk pengelola kepegawaian/);
  });
});
