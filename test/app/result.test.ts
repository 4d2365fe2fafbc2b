import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { assessSelf, pauhAnswers, reviewAsProposed } from '../support/appraisals.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { personOf } from '../support/close-period.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { labels, pressFor, screen } from '../support/talk.ts';

let stage: Stage;
let district: District;
let ani: Person;

/** Ani's result of 73,60 and "Baik" is released. */
beforeEach(async () => {
  stage = await openStage();
  district = await settleDistrict(stage.bot().app.database);
  ani = somebody('ani');
  await assessSelf(ani, pauhAnswers([4, 3, 5, 2]));
  const kasi = somebody('kasi');
  await reviewAsProposed(kasi, /Nilai Ani/, pauhAnswers([3, 4, 4, 4]), 'Pelayanan <Anda> & tim baik 👏');
  await release();
});
afterEach(() => stage.close());

const somebody = (name: ResidentName): Person => personOf(stage, district, name);

const prisma = () => stage.bot().app.database.prisma;

async function release(): Promise<void> {
  const releasedAt = stage.clock.now();
  await prisma().appraisal.update({ where: { id: district.appraisals.ani }, data: { releasedAt } });
  await prisma().period.update({ where: { id: district.periodId }, data: { state: 'released', releasedAt } });
}

describe('a released result', () => {
  it('shows scores, predicate, the words of the supervisor and the feedback, protected from forwarding', async () => {
    ani.send('/hasil');
    const result = await screen(ani, /Hasil penilaian · Semester II 2026/);
    expect(result.text).toContain('Predikat kinerja: Baik');
    // (30 × 3,2 + 25 × 3,8 + 25 × 4,2 + 20 × 3,6) / 100 = 3,68 of 5; see the review's test for each.
    expect(result.text).toContain('Nilai akhir: 73,60 dari 100');
    expect(result.text).toContain('Hasil kerja: 3,70, sesuai ekspektasi');
    expect(result.text).toContain('Perilaku kerja: 3,60, sesuai ekspektasi');
    expect(result.text).toContain('Pelayanan <Anda> & tim baik 👏');
    expect(result.text).toContain('Yang sudah baik');
    // Self 2, supervisor 4: a difference of 2, at least 1, that the employee had not seen.
    expect(result.text).toMatch(/Kreativitas memecahkan masalah: kekuatan yang belum Anda sadari/);
    expect(result.protected).toBe(true);
    expect(labels(result).flat()).toEqual([
      '📈 Lihat grafik',
      '🧮 Bagaimana dihitung?',
      '🌱 Rencana pengembangan',
      '✅ Saya sudah membaca',
      '✋ Ajukan keberatan',
      '🏠 Menu',
    ]);
    expect(await prisma().auditEntry.count({ where: { action: 'own-result-seen' } })).toBe(1);
  });

  it('explains every number, draws itself, and leads back', async () => {
    ani.send('/hasil');
    await screen(ani, /Hasil penilaian/);
    const explanation = await pressFor(ani, /Bagaimana dihitung/, /Nilai akhir: 3,68 dari 5 = 73,60 dari 100/);
    expect(explanation.text).toMatch(/1\. Kualitas layanan \(30 % dari nilai\): 3,20 = .*atasan 3,00 × 80 %/);
    expect(explanation.text).toMatch(/diri 4,00 × 20 %/);
    expect(explanation.protected).toBe(true);
    await pressFor(ani, /Kembali ke hasil/, /Predikat kinerja: Baik/);
    await ani.press(/Lihat grafik/);
    const chart = await ani.waitFor(({ media }) => media !== null);
    expect(chart).toMatchObject({ protected: true, media: { kind: 'photo', name: expect.stringContaining('.') } });
    await pressFor(ani, /Kembali ke hasil/, /Predikat kinerja: Baik/);
    expect(ani.messages().filter(({ keyboard }) => keyboard.length > 0)).toHaveLength(1);
  });

  it('is acknowledged once, however often the button is pressed', async () => {
    ani.send('/menu');
    await screen(ani, /Hasil Semester II 2026 sudah dirilis/);
    ani.send('/hasil');
    const result = await screen(ani, /Bila sudah membaca/);
    const data = `result.accept:${district.appraisals.ani}`;
    ani.pressRaw(result.id, data);
    await screen(ani, /Terima kasih, tercatat/);
    const first = await prisma().appraisal.findUniqueOrThrow({ where: { id: district.appraisals.ani } });
    expect(first.acknowledgedAt).not.toBeNull();
    stage.clock.advance(3_600_000);
    ani.pressRaw(ani.last().id, data);
    const again = await screen(ani, /Anda sudah menyatakan telah membaca/);
    expect(labels(again).flat()).not.toContain('✅ Saya sudah membaca');
    const second = await prisma().appraisal.findUniqueOrThrow({ where: { id: district.appraisals.ani } });
    expect(second.acknowledgedAt).toEqual(first.acknowledgedAt);
    expect(await prisma().auditEntry.count({ where: { action: 'result-acknowledged' } })).toBe(1);
  });

  it('is in the list of /hasil beside those of earlier periods, and everyone sees only their own', async () => {
    const earlier = await prisma().period.create({
      data: {
        name: 'Semester I 2026',
        startsOn: new Date('2026-01-01'),
        endsOn: new Date('2026-06-30'),
        state: 'released',
        frameworkKey: 'pauh',
        framework: (await prisma().period.findUniqueOrThrow({ where: { id: district.periodId } })).framework ?? {},
        selfOpensOn: new Date('2026-06-16'),
        selfClosesOn: new Date('2026-07-07'),
        reviewClosesOn: new Date('2026-07-21'),
      },
    });
    const { unitId } = await prisma().appraisal.findUniqueOrThrow({ where: { id: district.appraisals.ani } });
    await prisma().appraisal.create({
      data: {
        periodId: earlier.id,
        employeeId: district.people.ani.id,
        unitId,
        predicate: 'BAIK',
        releasedAt: stage.clock.now(),
      },
    });
    ani.send('/hasil');
    const list = await screen(ani, /Hasil penilaian Anda/);
    expect(labels(list).flat()).toEqual(['📊 Semester II 2026', '📊 Semester I 2026', '🏠 Menu']);
    await pressFor(ani, /Semester II 2026/, /Nilai akhir: 73,60/);

    const budi = somebody('budi');
    budi.send('/hasil');
    const none = await screen(budi, /Belum ada hasil/);
    budi.pressRaw(none.id, `result.open:${district.appraisals.ani}`);
    await screen(budi, /bukan milik Anda/);
    expect(await prisma().auditEntry.count({ where: { actorEmployeeId: district.people.budi.id } })).toBe(0);
  });

  it('tells the reason where the supervisor decided otherwise than the rules', async () => {
    await prisma().appraisal.update({
      where: { id: district.appraisals.ani },
      data: { predicate: 'SANGAT_BAIK', predicateReason: 'Menangani <b>banjir</b> &amp; melayani' },
    });
    ani.send('/hasil');
    const result = await screen(ani, /Predikat kinerja: Sangat Baik/);
    expect(result.text).toContain('Predikat ini ditetapkan atasan dengan pertimbangan: Menangani banjir & melayani');
  });
});
