import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { answerAll, assessSelf, pauhAnswers, reviewAsProposed } from '../support/appraisals.ts';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { residentsOf } from '../support/residents.ts';
import { labels, pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let somebody: (name: ResidentName) => Person;

beforeEach(async () => {
  stage = await openStage({ start: afterHours });
  district = await settleDistrict(stage.bot().app.database);
  somebody = residentsOf(stage, district);
  for (const name of ['kasi', 'kapulau'] as const) await sendFor(somebody(name), '/menu', /Silakan pilih|Anda/);
});
afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;

/** Kepala Seksi hands over to Kepala UPT for a week from 17 December. */
async function handOver(): Promise<void> {
  const kasi = somebody('kasi');
  await sendFor(kasi, '/delegasi', /Belum ada delegasi/);
  const choice = await pressFor(kasi, /Buat delegasi/, /Siapa yang menilai atas nama Anda/);
  // Neither the people whom they assess nor themselves.
  expect(labels(choice).flat().slice(0, 2)).toEqual(['Kepala Dinas', 'Kepala UPT']);
  expect(labels(choice).flat().join()).not.toMatch(/Ani|Budi|Kepala Seksi/);
  await pressFor(kasi, /Kepala UPT/, /Mulai kapan/);
  await sendFor(kasi, 'besok', /belum terbaca/);
  await sendFor(kasi, '16-12-2026 sampai 20-12-2026', /paling awal 17 Desember/);
  await sendFor(kasi, '17-12-2026 sampai 23-12-2026', /Kepala UPT menilai atas nama Anda dari 17 Desember 2026/);
  const list = await pressFor(kasi, /Ya, delegasikan/, /Tercatat: Kepala UPT/);
  expect(list.text).toContain('sedang berjalan');
}

describe('a delegation', () => {
  it('lets the delegate assess on behalf, and the result says so', async () => {
    await handOver();
    const [ani, kapulau] = [somebody('ani'), somebody('kapulau')];
    await screen(kapulau, /Kepala Seksi menitipkan penilaian kepada Anda dari 17 Desember 2026/);
    await assessSelf(ani, pauhAnswers([4, 3, 4, 2]));
    const team = await sendFor(kapulau, '/tim', /Tim Anda/);
    expect(team.text).toContain('(a.n. Kepala Seksi): siap dinilai');
    await reviewAsProposed(kapulau, /Nilai Ani/, pauhAnswers([3, 4, 4, 4]), 'Pelayanan Anda baik sekali.');
    const review = await prisma().assessment.findFirstOrThrow({ where: { kind: 'supervisor' } });
    expect(review).toMatchObject({ raterId: district.people.kapulau.id, onBehalfOfId: district.people.kasi.id });
    // The supervisor keeps their right, but the first that was sent counts.
    const kasi = somebody('kasi');
    expect((await sendFor(kasi, '/tim', /Tim Anda/)).text).toMatch(/Ani.*: selesai/);
    kasi.pressRaw(kasi.last().id, `review.open:${district.appraisals.ani}`);
    await screen(kasi, /sudah/);

    const releasedAt = stage.clock.now();
    await prisma().appraisal.update({ where: { id: district.appraisals.ani }, data: { releasedAt } });
    await prisma().period.update({ where: { id: district.periodId }, data: { state: 'released', releasedAt } });
    await sendFor(ani, '/hasil', /dinilai oleh Kepala UPT a\.n\. Kepala Seksi/);
  });

  it('takes the review that is sent first when both are at it', async () => {
    await handOver();
    await assessSelf(somebody('ani'), pauhAnswers([4, 3, 4, 2]));
    const [kasi, kapulau] = [somebody('kasi'), somebody('kapulau')];
    for (const rater of [kasi, kapulau]) {
      await sendFor(rater, '/tim', /siap dinilai/);
      await rater.press(/Nilai Ani/);
      await answerAll(rater, pauhAnswers([3, 4, 4, 4]));
      await pressFor(rater, /Lanjut ke umpan balik/, /Umpan balik untuk pegawai/);
      await sendFor(rater, 'Pelayanan Anda baik sekali.', /Predikat kinerja/);
      await pressFor(rater, /usulan/, /Periksa sekali lagi/);
    }
    await pressFor(kapulau, /Kirim penilaian/, /terkirim/);
    await pressFor(kasi, /Kirim penilaian/, /sudah/);
    expect(await prisma().assessment.count({ where: { kind: 'supervisor' } })).toBe(1);
  });

  it('gives no rights outside its days, after it was cancelled, or to the delegate of a delegate', async () => {
    await handOver();
    await assessSelf(somebody('ani'), pauhAnswers([4, 3, 4, 2]));
    const [kasi, kapulau, kepala] = [somebody('kasi'), somebody('kapulau'), somebody('kepala')];
    const tries = async (person: Person, words: RegExp) => {
      await sendFor(person, '/menu', /Silakan pilih|Anda/);
      person.pressRaw(person.last().id, `review.open:${district.appraisals.ani}`);
      await screen(person, words);
    };
    await prisma().delegation.create({
      data: {
        fromId: district.people.kapulau.id,
        toId: district.people.kepala.id,
        startsOn: new Date('2026-12-17'),
        endsOn: new Date('2026-12-31'),
        createdAt: afterHours,
      },
    });
    await tries(kepala, /bukan penilai pegawai itu/);
    await tries(kapulau, /Kualitas layanan/);
    // 23 December is included, by the calendar of Jakarta where the supervisor works; in Makassar it is the 24th already.
    stage.clock.set(new Date('2026-12-23T16:30:00Z'));
    await tries(kapulau, /Kualitas layanan/);
    stage.clock.set(new Date('2026-12-23T17:30:00Z'));
    await tries(kapulau, /bukan penilai pegawai itu/);
    stage.clock.set(new Date('2026-12-20T12:00:00Z'));
    await sendFor(kasi, '/delegasi', /sedang berjalan/);
    await pressFor(kasi, /Batalkan: Kepala UPT/, /dibatalkan/);
    await tries(kapulau, /bukan penilai pegawai itu/);
    expect(await prisma().outboxMessage.count({ where: { dedupeKey: { endsWith: ':end' } } })).toBe(0);
  });

  it('that is over is not cancelled by an old button, and nobody is told anything', async () => {
    await handOver();
    const [kasi, kapulau] = [somebody('kasi'), somebody('kapulau')];
    const { id } = await prisma().delegation.findFirstOrThrow();
    stage.clock.set(new Date('2026-12-24T12:00:00Z'));
    kasi.pressRaw(kasi.last().id, `delegate.cancel:${id}`);
    const list = await screen(kasi, /sudah berakhir/);
    expect(list.text).toContain('selesai');
    expect((await prisma().delegation.findFirstOrThrow()).cancelledAt).toBeNull();
    expect(await prisma().auditEntry.count({ where: { action: 'delegation-cancelled' } })).toBe(0);
    await stage.bot().idle();
    for (const { text } of kapulau.messages()) expect(text).not.toContain('dibatalkan');
  });

  it('is set by HR for somebody who is absent, and both are told', async () => {
    const hr = somebody('hr');
    hr.send('/menu');
    await screen(hr, /Silakan pilih/);
    hr.pressRaw(hr.last().id, `person:${district.people.kasi.id}`);
    await screen(hr, /Membawahi langsung/);
    await pressFor(hr, /Delegasi/, /Belum ada delegasi/);
    await pressFor(hr, /Buat delegasi/, /atas nama Kepala Seksi/);
    await sendFor(hr, 'UPT', /Kepala UPT|ditemukan|UPT/);
    await pressFor(hr, /Kepala UPT/, /Mulai kapan/);
    await pressFor(hr, /saja/, /menilai atas nama Kepala Seksi/);
    await pressFor(hr, /Ya, delegasikan/, /Tercatat/);
    await screen(somebody('kapulau'), /menitipkan penilaian kepada Anda/);
    await screen(somebody('kasi'), /Kepala UPT menilai atas nama Anda/);
    // HR finds it again from /pegawai without knowing whose it was.
    await sendFor(hr, '/pegawai', /Kirim|kirim/);
    const all = await pressFor(hr, /Semua delegasi/, /Kepala Seksi → Kepala UPT.*sedang berjalan/);
    expect(labels(all).flat()).toContain('Kepala Seksi');
    await pressFor(hr, /^Kepala Seksi/, /Delegasi Kepala Seksi/);
    // Somebody else's delegation is nobody's to look at or to cancel.
    const budi = somebody('budi');
    await sendFor(budi, '/menu', /Silakan pilih|Anda/);
    const { id } = await prisma().delegation.findFirstOrThrow();
    budi.pressRaw(budi.last().id, `delegate.cancel:${id}`);
    await stage.simulator.allConfirmed();
    expect((await prisma().delegation.findFirstOrThrow()).cancelledAt).toBeNull();
  });
});
