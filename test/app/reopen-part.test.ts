import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { assessSelf, pauhAnswers, reviewAsProposed } from '../support/appraisals.ts';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { delegate } from '../support/delegate.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { residentsOf } from '../support/residents.ts';
import { pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let somebody: (name: ResidentName) => Person;

beforeEach(async () => {
  stage = await openStage({ start: afterHours });
  district = await settleDistrict(stage.bot().app.database);
  somebody = residentsOf(stage, district);
  for (const name of ['hr', 'kasi'] as const) await sendFor(somebody(name), '/menu', /Silakan pilih/);
  await assessSelf(somebody('ani'), pauhAnswers([4, 3, 5, 2]));
});
afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;
const appraisal = () => prisma().appraisal.findUniqueOrThrow({ where: { id: district.appraisals.ani } });

async function reopen(part: RegExp): Promise<void> {
  const hr = somebody('hr');
  hr.pressRaw(hr.last().id, `period.person:${district.appraisals.ani}`);
  await screen(hr, /Ani/);
  await pressFor(hr, part, /kembali menjadi draf/);
  await sendFor(hr, 'Bukti keliru terlampir.', /Dibuka lagi untuk Ani/);
}

/** The review that came back, sent once more as it was. */
async function sendUnchanged(kasi: Person): Promise<void> {
  await screen(kasi, /dibuka lagi oleh pengelola/);
  await pressFor(kasi, /Nilai Ani/, /Ringkasan penilaian Anda/);
  await pressFor(kasi, /Lanjut ke umpan balik/, /Tulisan Anda sebelumnya:\s+Pelayanan Anda baik sekali/);
  await pressFor(kasi, /Tetap pakai tulisan ini/, /Predikat kinerja/);
  await pressFor(kasi, /usulan/, /Periksa sekali lagi/);
  await pressFor(kasi, /Kirim penilaian/, /terkirim/);
}

describe('HR opens what one person sent again', () => {
  it('the self-assessment becomes a draft with every answer, both are told why, and it is sent once more', async () => {
    await reopen(/Buka lagi penilaian diri/);
    const ani = somebody('ani');
    const told = await screen(ani, /dibuka lagi oleh pengelola/);
    expect(told.text).toContain('Bukti keliru terlampir.');
    await somebody('kasi').waitFor(/dibuka lagi oleh pengelola/);
    expect((await appraisal()).selfSubmittedAt).toBeNull();
    const summary = await sendFor(ani, '/nilai', /Ringkasan/);
    expect(summary.text).toContain('5');
    await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);
    expect(await prisma().assessment.count({ where: { kind: 'self' } })).toBe(1);
    expect(await prisma().evidence.count()).toBe(0);
    const answers = await prisma().answer.findMany({ where: { indicatorId: 'hasil-proyek' } });
    expect(answers).toMatchObject([{ level: 5, comment: expect.stringContaining('Arsip') }]);
    const entry = await prisma().auditEntry.findFirstOrThrow({ where: { action: 'part-reopened' } });
    expect(entry.detail).toMatchObject({ part: 'self', reason: 'Bukti keliru terlampir.' });
  });

  it('the review comes back to its rater, with its decision taken back, until it is sent again', async () => {
    const kasi = somebody('kasi');
    await reviewAsProposed(kasi, /Nilai Ani/, pauhAnswers([3, 4, 4, 4]), 'Pelayanan Anda baik sekali.');
    await reopen(/Buka lagi penilaian atasan/);
    expect(await appraisal()).toMatchObject({ reviewedAt: null, predicate: null, score: null, feedback: null });
    await sendUnchanged(kasi);
    expect((await appraisal()).feedback).toBe('Pelayanan Anda baik sekali.');
  });

  it('the review that a delegate gave comes back to the supervisor in whose stead it was given', async () => {
    const [kasi, kapulau] = [somebody('kasi'), somebody('kapulau')];
    await sendFor(kapulau, '/menu', /Silakan pilih/);
    await delegate(stage.bot().app.database, district, 'kasi', 'kapulau');
    await reviewAsProposed(kapulau, /Nilai Ani/, pauhAnswers([3, 4, 4, 4]), 'Pelayanan Anda baik sekali.');
    await reopen(/Buka lagi penilaian atasan/);
    await sendUnchanged(kasi);
    const given = await prisma().assessment.findMany({ where: { kind: 'supervisor' }, include: { answers: true } });
    expect(given).toMatchObject([{ raterId: district.people.kasi.id, onBehalfOfId: null }]);
    expect(given[0]?.answers.find(({ indicatorId }) => indicatorId === 'kualitas-layanan')?.level).toBe(3);
  });

  it('nothing once the result is released', async () => {
    await prisma().appraisal.update({
      where: { id: district.appraisals.ani },
      data: { reviewedAt: stage.clock.now(), releasedAt: stage.clock.now() },
    });
    const hr = somebody('hr');
    hr.pressRaw(hr.last().id, `period.again:${district.appraisals.ani}:review`);
    await screen(hr, /hanya melalui keberatan/);
  });
});
