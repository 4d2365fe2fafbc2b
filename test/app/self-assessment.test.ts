import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { answerAll, assessSelf, pauhAnswers } from '../support/appraisals.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { personOf } from '../support/close-period.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { labels, pressFor, pressTwice, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;

/** 17 December 2026, 09:00 WIB: the first day of the self-assessment. */
beforeEach(() => open(new Date('2026-12-17T02:00:00Z')));
afterEach(() => stage.close());

async function open(start: Date): Promise<void> {
  stage = await openStage({ start });
  district = await settleDistrict(stage.bot().app.database);
}

async function begunAt(start: string): Promise<void> {
  await stage.close();
  await open(new Date(start));
}

const somebody = (name: ResidentName): Person => personOf(stage, district, name);

const prisma = () => stage.bot().app.database.prisma;

describe('a self-assessment', () => {
  it('leads through every indicator to the preliminary score, with the explanation of each number', async () => {
    const ani = somebody('ani');
    ani.send('/nilai');
    const first = await screen(ani, /Kualitas layanan/);
    expect(first.text).toContain('Penilaian diri · Semester II 2026');
    expect(first.text).toContain('1 dari 4');
    expect(labels(first).flat()).toEqual([
      '1 Perlu dukungan',
      '2 Berkembang',
      '3 Andal',
      '4 Kuat',
      '5 Teladan',
      'Tidak dapat menilai',
      expect.stringContaining('Tambah contoh'),
      expect.stringContaining('Lanjutkan nanti'),
    ]);
    await answerAll(ani, pauhAnswers([4, 3, 5, 2]));
    const result = await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);

    // (30 × 4 + 25 × 3 + 25 × 5 + 20 × 2) / 100 = 3,60 of 5 = 72,00 of 100.
    expect(result.text).toContain('Nilai dari penilaian diri saja: 72,00 dari 100');
    expect(result.text).toContain('1. Kualitas layanan (30 % dari nilai): 4,00');
    expect(result.text).toContain('4. Kreativitas memecahkan masalah (20 % dari nilai): 2,00');
    // Results: (30 × 4 + 25 × 3 + 25 × 5) / 80 = 4,00, between 2,75 and 4,25; behaviour: 2,00, below 2,75.
    expect(result.text).toMatch(/Hasil kerja: 4,00/);
    expect(result.text).toMatch(/Perilaku kerja: 2,00/);
    expect(result.text).toContain('Umpan balik sementara');
    expect(result.protected).toBe(true);
    expect(ani.messages().filter(({ keyboard }) => keyboard.length > 0)).toHaveLength(1);

    const assessments = await prisma().assessment.findMany({ include: { answers: true } });
    expect(assessments).toHaveLength(1);
    expect(Object.fromEntries(assessments[0]?.answers.map((each) => [each.indicatorId, each.level]) ?? [])).toEqual({
      'kualitas-layanan': 4,
      'ketepatan-waktu': 3,
      'hasil-proyek': 5,
      kreativitas: 2,
    });
    expect(await prisma().conversation.count()).toBe(0);
    expect(await prisma().auditEntry.count({ where: { action: 'self-assessment-submitted' } })).toBe(1);
  });

  it('counts what cannot be rated as missing and not as zero', async () => {
    const ani = somebody('ani');
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    await pressFor(ani, /Tidak dapat menilai/, /Ketepatan waktu/);
    await answerAll(ani, pauhAnswers([4, 3, 4, 3]).slice(1));
    const result = await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);
    // (25 × 3 + 25 × 4 + 20 × 3) / 70 = 235/70 = 3,357… of 5 = 67,14 of 100.
    expect(result.text).toContain('67,14 dari 100');
    expect(result.text).toContain('Belum dinilai siapa pun: Kualitas layanan');
  });

  it('lets any answer be changed from the summary before it is sent', async () => {
    const ani = somebody('ani');
    ani.send('/nilai');
    await answerAll(ani, pauhAnswers([4, 3, 4, 2]));
    await pressFor(ani, /2\. Ketepatan waktu/, /Ketepatan waktu[\s\S]*Mana yang paling sesuai/);
    const summary = await pressFor(ani, /^5/, /Ringkasan/);
    expect(summary.text).toContain('2. Ketepatan waktu: 5 Teladan');
    const result = await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);
    // (30 × 4 + 25 × 5 + 25 × 4 + 20 × 2) / 100 = 3,85 of 5 = 77,00 of 100.
    expect(result.text).toContain('77,00 dari 100');
  });

  it('is sent once however often the button is tapped, and shown when it is asked for again', async () => {
    const ani = somebody('ani');
    ani.send('/nilai');
    const summary = await answerAll(ani, pauhAnswers([4, 3, 4, 2]));
    pressTwice(ani, summary, /Kirim penilaian diri/);
    await stage.simulator.allConfirmed();
    expect(ani.last().text).toContain('Hasil sementara');
    expect(await prisma().assessment.count()).toBe(1);
    ani.send('/nilai');
    const again = await screen(ani, /Hasil sementara/);
    expect(again.text).toContain('Penilaian diri Anda sudah terkirim');
    expect(await prisma().assessment.count()).toBe(1);
    // A button from a reminder that is still on another message.
    ani.pressRaw(summary.id, `self.open:${district.appraisals.ani}`);
    await screen(ani, /sudah terkirim\. Lihat hasil sementaranya/);
  });

  it('is refused in words the day before it opens, by the calendar of the own zone', async () => {
    // 16 December 23:59 WIB, which is 17 December 00:59 WITA.
    await begunAt('2026-12-16T16:59:00Z');
    const [ani, citra] = [somebody('ani'), somebody('citra')];
    ani.send('/nilai');
    await screen(ani, /Penilaian diri untuk Semester II 2026 dibuka pada 17 Desember 2026/);
    citra.send('/nilai');
    await screen(citra, /Kualitas layanan/);
    expect(await prisma().conversation.count()).toBe(1);
  });

  it('is refused in words the day after it closed, by the calendar of the own zone', async () => {
    // 7 January 23:30 WIB, which is 8 January 00:30 WITA.
    await begunAt('2027-01-07T16:30:00Z');
    const [ani, citra] = [somebody('ani'), somebody('citra')];
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    citra.send('/nilai');
    await screen(citra, /berakhir pada 7 Januari 2027/);
  });

  it("never opens another person's appraisal, whatever the button says", async () => {
    const budi = somebody('budi');
    for (const id of [district.appraisals.ani, 0, 2_147_483_647]) {
      budi.send('/menu');
      const menu = await screen(budi, /Silakan pilih/);
      budi.pressRaw(menu.id, `self.open:${id}`);
      await screen(budi, /Penilaian itu bukan milik Anda/);
    }
    expect(await prisma().conversation.count()).toBe(0);
  });
});

describe('an example', () => {
  it('keeps its formatting, its emoji and everything that looks like HTML', async () => {
    const ani = somebody('ani');
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    ani.sendHtml('<b>Rapi</b> 🌺👩🏽‍💻 &lt;/b&gt;&lt;script&gt; 5 &lt; 6 &amp; "7"');
    const shown = await screen(ani, /dicatat/);
    expect(shown.text).toContain('Rapi 🌺👩🏽‍💻 </b><script> 5 < 6 & "7"');
    expect(shown.html).toContain('<b>Rapi</b>');
    await answerAll(ani, pauhAnswers([4, 3, 4, 2]));
    await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);
    const answer = await prisma().answer.findFirst({ where: { indicatorId: 'kualitas-layanan' } });
    expect(answer?.comment).toBe('<b>Rapi</b> 🌺👩🏽‍💻 &lt;/b&gt;&lt;script&gt; 5 &lt; 6 &amp; &quot;7&quot;');
  });

  it('of 4,096 characters is refused with its length, and the question stays open', async () => {
    const ani = somebody('ani');
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    const refused = await sendFor(ani, '<&>'.repeat(1365), /Tulisan itu 4095 karakter; paling banyak 1000/);
    expect(refused.text).toContain('Kualitas layanan');
    await sendFor(ani, '<&>'.repeat(333), /dicatat/);
    await pressFor(ani, /^4/, /Ketepatan waktu/);
  });

  it('may be a photo, a document and a link, which stand behind the answer', async () => {
    const ani = somebody('ani');
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    ani.upload({ name: 'a.jpg', bytes: new Uint8Array([255, 216, 255]), mime: 'image/jpeg', as: 'photo' });
    await screen(ani, /foto-\d+\.jpg dicatat/);
    const pdf = new TextEncoder().encode('%PDF-1.4');
    ani.upload({
      name: 'SK <1>.pdf',
      bytes: pdf,
      mime: 'application/pdf',
      as: 'document',
      caption: 'Surat & lampiran',
    });
    await screen(ani, /Contoh Anda dicatat/);
    await sendFor(ani, 'https://arsip.example.go.id/berkas/7', /arsip\.example\.go\.id dicatat/);
    await answerAll(ani, pauhAnswers([4, 3, 4, 2]));
    await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);
    const evidence = await prisma().evidence.findMany({ orderBy: { id: 'asc' } });
    expect(evidence.map(({ kind, url }) => [kind, url])).toEqual([
      ['photo', null],
      ['document', null],
      ['link', 'https://arsip.example.go.id/berkas/7'],
    ]);
  });
});

describe('a self-assessment that is interrupted', () => {
  it('goes on days later, after a restart, where it was paused', async () => {
    const ani = somebody('ani');
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    await pressFor(ani, /^4/, /Ketepatan waktu/);
    await pressFor(ani, /Lanjutkan nanti/, /Jawaban Anda tersimpan/);
    stage.clock.advance(5 * 24 * 3_600_000);
    await stage.restart();
    ani.send('/lanjut');
    const question = await screen(ani, /Ketepatan waktu/);
    expect(question.text).toContain('2 dari 4');
    await answerAll(ani, pauhAnswers([4, 3, 4, 2]).slice(1));
    const result = await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);
    // (30 × 4 + 25 × 3 + 25 × 4 + 20 × 2) / 100 = 3,35 of 5 = 67,00 of 100.
    expect(result.text).toContain('67,00 dari 100');
  });

  it.each([
    ['/batal', /Jawaban yang sudah Anda berikan tetap tersimpan/],
    ['/menu', /belum selesai, ditunggu sampai 7 Januari 2027/],
    ['/start', /belum selesai, ditunggu sampai 7 Januari 2027/],
  ])('by %s gives way at once, and goes on with /nilai', async (command, words) => {
    const ani = somebody('ani');
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    await pressFor(ani, /^4/, /Ketepatan waktu/);
    await sendFor(ani, command, words);
    await sendFor(ani, 'Bukan jawaban', /tidak ada pertanyaan yang terbuka/);
    ani.send('/nilai');
    const question = await screen(ani, /Ketepatan waktu/);
    expect(question.text).not.toContain('Bukan jawaban');
  });

  it('by the end of its window says so, keeps the draft, and goes on when HR gives more time', async () => {
    const ani = somebody('ani');
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    await pressFor(ani, /^4/, /Ketepatan waktu/);
    stage.clock.set(new Date('2027-01-08T02:00:00Z'));
    await pressFor(ani, /^3/, /berakhir pada 7 Januari 2027; jawaban Anda sebelumnya tetap tersimpan/);
    await prisma().appraisal.update({
      where: { id: district.appraisals.ani },
      data: { selfClosesOn: new Date('2027-01-10T00:00:00Z') },
    });
    ani.send('/lanjut');
    await answerAll(ani, pauhAnswers([4, 3, 4, 2]).slice(1));
    await pressFor(ani, /Kirim penilaian diri/, /67,00 dari 100/);
  });

  it('by the closing of the period takes no answer, not even the last one, and loses none', async () => {
    const ani = somebody('ani');
    ani.send('/nilai');
    await answerAll(ani, pauhAnswers([4, 3, 4, 2]));
    await prisma().period.update({ where: { id: district.periodId }, data: { state: 'closed' } });
    await pressFor(ani, /Kirim penilaian diri/, /tidak sedang dibuka/);
    expect(await prisma().assessment.count()).toBe(0);
    await prisma().period.update({ where: { id: district.periodId }, data: { state: 'open' } });
    ani.send('/lanjut');
    await screen(ani, /Ringkasan/);
    await pressFor(ani, /Kirim penilaian diri/, /67,00 dari 100/);
  });

  it('without a period says that none is open', async () => {
    await prisma().period.update({ where: { id: district.periodId }, data: { state: 'draft' } });
    const ani = somebody('ani');
    ani.send('/nilai');
    await screen(ani, /Belum ada periode penilaian yang dibuka/);
    ani.send('/lanjut');
    await screen(ani, /Tidak ada percakapan yang dijeda/);
  });
});

describe('who assessed themselves', () => {
  it('finds the preliminary result under /hasil, and nobody else does', async () => {
    const [ani, budi] = [somebody('ani'), somebody('budi')];
    await assessSelf(ani, pauhAnswers([4, 3, 4, 2]));
    ani.send('/hasil');
    await screen(ani, /belum dirilis/);
    await pressFor(ani, /Hasil sementara/, /67,00 dari 100/);
    budi.send('/hasil');
    const other = await screen(budi, /belum dirilis/);
    expect(labels(other).flat().join()).not.toContain('Hasil sementara');
  });
});
