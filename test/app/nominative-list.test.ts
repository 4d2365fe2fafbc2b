import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { type District, settleDistrict } from '../support/district.ts';
import { releaseAppraisal } from '../support/released.ts';
import { residentsOf } from '../support/residents.ts';
import { cellsOf } from '../support/sent-file.ts';
import { pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let somebody: ReturnType<typeof residentsOf>;

const workbookSchema = z.array(z.object({ data: z.array(z.array(z.unknown())) }));
const prisma = () => stage.bot().app.database.prisma;

beforeAll(async () => {
  stage = await openStage({ start: afterHours });
  const { database } = stage.bot().app;
  district = await settleDistrict(database);
  somebody = residentsOf(stage, district);
  const releasedAt = new Date('2026-12-16T02:00:00Z');
  await releaseAppraisal(database, district, 'budi', { releasedAt });
  await releaseAppraisal(database, district, 'ani', { releasedAt, predicate: 'SANGAT_BAIK' });
  await prisma().appraisal.update({ where: { id: district.appraisals.ani }, data: { grade: 'Ahli Pertama' } });
  await prisma().unit.update({ where: { path: 'Dinas Contoh / Seksi Darat' }, data: { path: '=1+1' } });
  await prisma().recognition.create({
    data: {
      employeeId: district.people.ani.id,
      nominatedBy: district.people.kasi.id,
      periodId: district.periodId,
      kind: 'award',
      title: 'Arsip digital',
      reason: 'Dipakai tiga bidang.',
      evidence: [],
      state: 'accepted',
      createdAt: releasedAt,
    },
  });
});

afterAll(() => stage.close());

async function take(whom: RegExp, reason: string): Promise<readonly (readonly unknown[])[]> {
  const hr = somebody('hr');
  await sendFor(hr, '/periode', /Periode penilaian/);
  await pressFor(hr, /Semester II 2026/, /dirilis/);
  await pressFor(hr, /Daftar nominatif/, /Siapa yang dimuat/);
  const before = hr.last().id;
  await hr.press(whom);
  await hr.waitFor(({ text }) => /Untuk keperluan apa/.test(text));
  hr.send(reason);
  await screen(hr, /sedang dikirim/);
  const sent = await hr.waitFor(({ media, id }) => media?.kind === 'document' && id > before);
  return workbookSchema.parse(JSON.parse(await cellsOf(stage, sent)))[0]?.data ?? [];
}

describe('the nominative list', () => {
  it('names who was released, by unit and name, with figures as numbers and the reason on the trail', async () => {
    const [, ...rows] = await take(/Semua predikat/, 'Usulan kenaikan pangkat');
    expect(rows.map((row) => [row[1], row[2], row[5], row[8], row[9]])).toEqual([
      // Six months of Ahli Pertama with Sangat Baik: 150 % of 12.5, half a year.
      ['Ani & <b>Ani</b> 🌺', `'=1+1`, 'Sangat Baik', 9.38, 1],
      ['Budi', `'=1+1`, 'Baik', null, 0],
    ]);
    expect(await prisma().auditEntry.findMany({ where: { action: 'nominative-list-exported' } })).toMatchObject([
      { detail: { reason: 'Usulan kenaikan pangkat', predicate: null } },
    ]);
  });

  it('can name one predicate alone', async () => {
    const [, ...rows] = await take(/^Baik$/, 'Penghargaan triwulan');
    expect(rows.map((row) => row[1])).toEqual(['Budi']);
  });

  it('is for HR alone, also by a forged button', async () => {
    const kasi = somebody('kasi');
    await sendFor(kasi, '/menu', /Silakan pilih/);
    kasi.pressRaw(kasi.last().id, `period.nominative:${district.periodId}`);
    await screen(kasi, /hanya untuk pengelola/);
  });
});
