import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { type Answer, answerAll, assessSelf, pauhAnswers, reviewAsProposed } from '../support/appraisals.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { personOf } from '../support/close-period.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { labels, pressFor, pressTwice, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;

beforeEach(() => open('pauh'));
afterEach(() => stage.close());

async function open(framework: string): Promise<void> {
  stage = await openStage();
  district = await settleDistrict(stage.bot().app.database, { framework });
}

const somebody = (name: ResidentName): Person => personOf(stage, district, name);

const prisma = () => stage.bot().app.database.prisma;

describe('/tim', () => {
  it('tells where each person stands and offers those who can be reviewed', async () => {
    const [ani, kasi] = [somebody('ani'), somebody('kasi')];
    kasi.send('/tim');
    const before = await screen(kasi, /Tim Anda/);
    expect(before.text).toContain('Perlu dinilai 0 · sedang dinilai 0 · menunggu 2 · selesai 0');
    expect(before.text).toContain('Ani & <b>Ani</b> 🌺: menunggu penilaian diri');
    expect(labels(before)).toEqual([['📋 Rencana & laporan tim'], ['🏠 Menu']]);

    await assessSelf(ani, pauhAnswers([4, 3, 5, 2]));
    kasi.send('/tim');
    const due = await screen(kasi, /Tim Anda/);
    expect(due.text).toContain('Ani & <b>Ani</b> 🌺: siap dinilai, paling lambat 21 Januari 2027');
    expect(due.text).toContain('Budi: menunggu penilaian diri');
    expect(labels(due)).toEqual([['📝 Nilai Ani & <b>Ani</b> 🌺'], ['📋 Rencana & laporan tim'], ['🏠 Menu']]);

    await pressFor(kasi, /Nilai Ani/, /Kualitas layanan/);
    kasi.send('/tim');
    const underWay = await screen(kasi, /Tim Anda/);
    expect(underWay.text).toContain('penilaian Anda belum selesai');
    expect(underWay.text).toContain('Perlu dinilai 0 · sedang dinilai 1 · menunggu 1 · selesai 0');
    await pressFor(kasi, /Lanjutkan Ani/, /Kualitas layanan/);
  });

  it('is refused to whoever leads nobody', async () => {
    const ani = somebody('ani');
    await sendFor(ani, '/tim', /bukan untuk peran Anda/);
  });

  it('offers who sent nothing once the self-assessment has closed', async () => {
    const kasi = somebody('kasi');
    stage.clock.set(new Date('2027-01-08T02:00:00Z'));
    kasi.send('/tim');
    await screen(kasi, /Perlu dinilai 2/);
    const question = await pressFor(kasi, /Nilai Budi/, /Kualitas layanan/);
    expect(question.text).toContain('Pegawai tidak mengirim penilaian diri.');
  });
});

describe('a review', () => {
  it('shows the own answer beside each question and proposes the predicate with its derivation', async () => {
    const [ani, kasi] = [somebody('ani'), somebody('kasi')];
    await assessSelf(ani, pauhAnswers([4, 3, 5, 2]));
    kasi.send('/tim');
    await screen(kasi, /siap dinilai/);
    const first = await pressFor(kasi, /Nilai Ani/, /Kualitas layanan/);
    expect(first.text).toContain('Penilaian Ani & <b>Ani</b> 🌺 · Semester II 2026');
    expect(first.text).toContain('Penilaian diri pegawai: 4 Kuat');
    const project = await pressForAll(kasi, ['3', '4']);
    expect(project.text).toContain('Penilaian diri pegawai: 5 Teladan');
    expect(project.text).toContain('Arsip digital dipakai tiga bidang.');
    await pressFor(kasi, /^4/, /Kreativitas/);
    await pressFor(kasi, /^4/, /Ringkasan penilaian Anda/);
    await pressFor(kasi, /Lanjut ke umpan balik/, /Umpan balik untuk pegawai/);
    const proposal = await sendFor(kasi, 'Pelayanan Anda baik; mari berlatih gagasan baru.', /Predikat kinerja/);
    // Supervisor 80 %, self 20 %: 0,8×3+0,2×4 = 3,20 · 0,8×4+0,2×3 = 3,80 · 0,8×4+0,2×5 = 4,20 · 0,8×4+0,2×2 = 3,60.
    for (const score of ['3,20', '3,80', '4,20', '3,60']) expect(proposal.text).toContain(score);
    // Results (30×3,2 + 25×3,8 + 25×4,2) / 80 = 296/80 = 3,70 and behaviour 3,60: both meet expectations, so "Baik".
    expect(proposal.text).toContain('Hasil kerja: 3,70');
    expect(proposal.text).toContain('Perilaku kerja: 3,60');
    // (296 + 72) / 100 = 3,68 of 5 = 73,60 of 100.
    expect(proposal.text).toContain('Nilai akhir: 3,68 dari 5 = 73,60 dari 100');
    expect(labels(proposal)[0]).toEqual(['✔️ Baik (usulan)']);
    await pressFor(kasi, /usulan/, /Periksa sekali lagi/);
    const done = await pressFor(kasi, /Kirim penilaian/, /Penilaian untuk Ani .* terkirim/);
    expect(done.text).toContain('Ani & <b>Ani</b> 🌺: selesai');

    const appraisal = await prisma().appraisal.findUniqueOrThrow({ where: { id: district.appraisals.ani } });
    expect(appraisal).toMatchObject({ proposedPredicate: 'BAIK', predicate: 'BAIK', predicateReason: null });
    expect(await prisma().auditEntry.count({ where: { action: 'review-submitted' } })).toBe(1);
    expect(await prisma().auditEntry.count({ where: { action: 'self-assessment-seen' } })).toBe(1);
    expect(await prisma().conversation.count()).toBe(0);
  });

  it('keeps proposal, decision and reason where the supervisor decides otherwise', async () => {
    const [ani, kasi] = [somebody('ani'), somebody('kasi')];
    await assessSelf(ani, pauhAnswers([4, 3, 4, 2]));
    kasi.send('/tim');
    await screen(kasi, /siap dinilai/);
    await kasi.press(/Nilai Ani/);
    await answerAll(kasi, pauhAnswers([3, 4, 4, 4]));
    await pressFor(kasi, /Lanjut ke umpan balik/, /Umpan balik untuk pegawai/);
    await sendFor(kasi, 'pendek', /terlalu singkat/);
    await sendFor(kasi, 'Pelayanan Anda baik sekali.', /Predikat kinerja/);
    await pressFor(kasi, /^Sangat Baik/, /Tuliskan alasannya/);
    kasi.sendHtml('Menangani <b>banjir</b> & tetap melayani 🌊');
    const check = await screen(kasi, /Periksa sekali lagi/);
    expect(check.text).toContain('Alasan: Menangani banjir & tetap melayani 🌊');
    await pressFor(kasi, /Kirim penilaian/, /terkirim/);
    const appraisal = await prisma().appraisal.findUniqueOrThrow({ where: { id: district.appraisals.ani } });
    expect(appraisal).toMatchObject({
      proposedPredicate: 'BAIK',
      predicate: 'SANGAT_BAIK',
      predicateReason: 'Menangani <b>banjir</b> &amp; tetap melayani 🌊',
    });
  });

  it('is sent once when the button is tapped twice, and cannot be opened again', async () => {
    const [ani, kasi] = [somebody('ani'), somebody('kasi')];
    await assessSelf(ani, pauhAnswers([4, 3, 4, 2]));
    kasi.send('/tim');
    await screen(kasi, /siap dinilai/);
    await kasi.press(/Nilai Ani/);
    await answerAll(kasi, pauhAnswers([3, 4, 4, 4]));
    await pressFor(kasi, /Lanjut ke umpan balik/, /Umpan balik untuk pegawai/);
    await sendFor(kasi, 'Pelayanan Anda baik sekali.', /Predikat kinerja/);
    const check = await pressFor(kasi, /usulan/, /Periksa sekali lagi/);
    pressTwice(kasi, check, /Kirim penilaian/);
    await stage.simulator.allConfirmed();
    expect(await prisma().assessment.count({ where: { kind: 'supervisor' } })).toBe(1);
    expect(kasi.last().text).toContain('Tim Anda');
    kasi.pressRaw(kasi.last().id, `review.open:${district.appraisals.ani}`);
    await screen(kasi, /sudah Anda kirim/);
  });

  it('belongs to the supervisor frozen in the appraisal: everybody else is refused, and no look is recorded', async () => {
    const ani = somebody('ani');
    await assessSelf(ani, pauhAnswers([4, 3, 4, 2]));
    for (const name of ['ani', 'budi', 'kapulau', 'kepala', 'hr'] as const) {
      const person = name === 'ani' ? ani : somebody(name);
      person.send('/bantuan');
      const { id } = await screen(person, /Dialog Kinerja/);
      person.pressRaw(id, `review.open:${district.appraisals.ani}`);
      await screen(person, /Anda bukan penilai pegawai itu/);
    }
    expect(await prisma().auditEntry.count({ where: { action: 'self-assessment-seen' } })).toBe(0);
    expect(await prisma().conversation.count({ where: { flow: 'review' } })).toBe(0);
  });

  it('does not begin before the self-assessment was sent', async () => {
    const kasi = somebody('kasi');
    kasi.send('/tim');
    const { id } = await screen(kasi, /Tim Anda/);
    kasi.pressRaw(id, `review.open:${district.appraisals.budi}`);
    await screen(kasi, /Budi belum mengirim penilaian diri.*setelah 7 Januari 2027/);
  });

  it('shows evidence to the supervisor alone, protected, with every look on the audit trail', async () => {
    const [ani, kasi, budi] = [somebody('ani'), somebody('kasi'), somebody('budi')];
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    ani.upload({ name: 'a.jpg', bytes: new Uint8Array([255, 216, 255]), mime: 'image/jpeg', as: 'photo' });
    await screen(ani, /dicatat/);
    await answerAll(ani, pauhAnswers([4, 3, 4, 2]));
    await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);
    const evidence = await prisma().evidence.findFirstOrThrow();

    budi.send('/bantuan');
    const help = await screen(budi, /Dialog Kinerja/);
    budi.pressRaw(help.id, `evidence.show:${evidence.id}`);
    await screen(budi, /Anda bukan penilai pegawai itu/);
    expect(await prisma().auditEntry.count({ where: { action: 'evidence-seen' } })).toBe(0);

    kasi.send('/tim');
    await screen(kasi, /siap dinilai/);
    await pressFor(kasi, /Nilai Ani/, /Kualitas layanan/);
    await kasi.press(/👁/);
    const photo = await kasi.waitFor(/Bukti dari Ani & <b>Ani<\/b> 🌺 untuk Kualitas layanan/);
    expect(photo).toMatchObject({ protected: true, media: { kind: 'photo' } });
    await screen(kasi, /Kualitas layanan[\s\S]*Mana yang paling sesuai/);
    await pressFor(kasi, /^4/, /Ketepatan waktu/);
    expect(await prisma().auditEntry.findMany({ where: { action: 'evidence-seen' } })).toMatchObject([
      { subjectEmployeeId: district.people.ani.id, actorEmployeeId: district.people.kasi.id },
    ]);
  });

  it('goes on after a restart and a pause of days, and is taken late while the period is open', async () => {
    const [ani, kasi] = [somebody('ani'), somebody('kasi')];
    await assessSelf(ani, pauhAnswers([4, 3, 4, 2]));
    kasi.send('/tim');
    await screen(kasi, /siap dinilai/);
    await pressFor(kasi, /Nilai Ani/, /Kualitas layanan/);
    await pressFor(kasi, /^3/, /Ketepatan waktu/);
    await pressFor(kasi, /Lanjutkan nanti/, /Jawaban Anda tersimpan/);
    await stage.restart();
    stage.clock.set(new Date('2027-01-25T02:00:00Z'));
    kasi.send('/lanjut');
    await answerAll(kasi, pauhAnswers([3, 4, 4, 4]).slice(1));
    await prisma().period.update({ where: { id: district.periodId }, data: { state: 'closed' } });
    await pressFor(kasi, /Lanjut ke umpan balik/, /tidak sedang dibuka/);
    await prisma().period.update({ where: { id: district.periodId }, data: { state: 'open' } });
    kasi.send('/lanjut');
    await screen(kasi, /Ringkasan penilaian Anda/);
  });

  it('keeps two reviews that are open side by side apart', async () => {
    const [ani, budi, kasi] = [somebody('ani'), somebody('budi'), somebody('kasi')];
    await assessSelf(ani, pauhAnswers([4, 3, 4, 2]));
    await assessSelf(budi, pauhAnswers([2, 2, 2, 2]));
    kasi.send('/tim');
    await screen(kasi, /siap dinilai/);
    await pressFor(kasi, /Nilai Ani/, /Kualitas layanan/);
    await pressFor(kasi, /^3/, /Ketepatan waktu/);
    kasi.send('/tim');
    await screen(kasi, /Tim Anda/);
    const other = await pressFor(kasi, /Nilai Budi/, /Kualitas layanan/);
    expect(other.text).toContain('Penilaian Budi');
    expect(other.text).toContain('Penilaian diri pegawai: 2 Berkembang');
    kasi.send('/tim');
    await screen(kasi, /Tim Anda/);
    const back = await pressFor(kasi, /Lanjutkan Ani/, /Ketepatan waktu/);
    expect(back.text).toContain('Penilaian Ani');
  });
});

describe('the procedure gate of Gerunggang', () => {
  it('needs reason and evidence, and then limits the predicate whatever the results', async () => {
    await stage.close();
    await open('gerunggang');
    const [ani, kasi] = [somebody('ani'), somebody('kasi')];
    const all = (level: number): readonly Answer[] =>
      [/Kompetensi teknis/, /Pelayanan/, /Hasil kerja/, /Kepatuhan prosedur/, /Komunikasi tim/].map((question) => [
        question,
        level,
      ]);
    await assessSelf(ani, all(4));
    kasi.send('/tim');
    await screen(kasi, /siap dinilai/);
    await pressFor(kasi, /Nilai Ani/, /Kompetensi teknis/);
    await pressForAll(kasi, ['4', '4', '4']);
    const asked = await pressFor(kasi, /^2/, /tuliskan alasannya/);
    expect(labels(asked).flat().join()).not.toContain('Selesai');
    const reason = await sendFor(kasi, 'Dua kali melewati persetujuan.', /dicatat/);
    expect(labels(reason).flat().join()).not.toContain('Selesai');
    await sendFor(kasi, 'https://arsip.contoh.go.id/memo/12', /arsip\.contoh\.go\.id dicatat/);
    await pressFor(kasi, /Selesai/, /Komunikasi tim/);
    await pressFor(kasi, /^4/, /Ringkasan penilaian Anda/);
    await pressFor(kasi, /Lanjut ke umpan balik/, /Umpan balik untuk pegawai/);
    const proposal = await sendFor(kasi, 'Mari rapikan prosedur bersama.', /Predikat kinerja/);
    // Peers are absent: supervisor 60/75 = 80 %, self 20 %. Procedure 0,8×2 + 0,2×4 = 2,40; the others 4,00.
    expect(proposal.text).toContain('2,40');
    // Behaviour (20×2,4 + 15×4) / 35 = 108/35 = 3,09 and results 4,00 would give "Baik"; the gate says "Kurang".
    expect(proposal.text).toContain('Perilaku kerja: 3,09');
    expect(proposal.text).toContain('predikat paling tinggi Kurang');
    expect(labels(proposal)[0]).toEqual(['✔️ Kurang (usulan)']);
  });
});

describe('what the supervisor wrote', () => {
  it('is seen by nobody else before the release: not by the employee, not by HR, not by the head', async () => {
    const [ani, kasi] = [somebody('ani'), somebody('kasi')];
    await assessSelf(ani, pauhAnswers([4, 3, 4, 2]));
    await reviewAsProposed(kasi, /Nilai Ani/, pauhAnswers([3, 4, 4, 4]), 'Rahasia sampai dirilis.');
    for (const name of ['ani', 'hr', 'kepala', 'budi'] as const) {
      const person = name === 'ani' ? ani : somebody(name);
      for (const data of [
        `result.open:${district.appraisals.ani}`,
        `result.explain:${district.appraisals.ani}`,
        `result.chart:${district.appraisals.ani}`,
        `result.accept:${district.appraisals.ani}`,
      ]) {
        person.send('/hasil');
        const { id } = await screen(person, /dirilis/);
        person.pressRaw(id, data);
        await screen(person, name === 'ani' ? /belum dirilis/ : /bukan milik Anda/);
        await stage.simulator.allConfirmed();
      }
      expect(
        person
          .messages()
          .map(({ text }) => text)
          .join('\n'),
      ).not.toMatch(/Rahasia|73,|Predikat kinerja/);
    }
    expect(await prisma().appraisal.count({ where: { acknowledgedAt: { not: null } } })).toBe(0);
    expect(await prisma().auditEntry.count({ where: { action: 'own-result-seen' } })).toBe(0);
  });
});

/** Presses these levels one after the other, each on the next question. */
async function pressForAll(person: Person, levels: readonly string[]) {
  for (const level of levels) {
    const before = person.last().text;
    await person.press(new RegExp(`^${level}`));
    await person.waitFor(({ text }) => text !== before);
  }
  return person.last();
}
