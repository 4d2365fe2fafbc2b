import { afterEach, describe, expect, it } from 'vitest';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { personOf } from '../support/close-period.ts';
import { type District, settleDistrict } from '../support/district.ts';
import { labels, pressFor, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;

/** A district whose period is still HR's draft. */
async function draft(framework: string) {
  stage = await openStage({ start: afterHours });
  district = await settleDistrict(stage.bot().app.database, { framework });
  await prisma().appraisal.deleteMany();
  await prisma().period.update({ where: { id: district.periodId }, data: { state: 'draft', openedAt: null } });
  return personOf(stage, district, 'hr');
}

describe('before a period opens', () => {
  it('HR gives one unit its sector by hand, and lets it follow the unit above again', async () => {
    const hr = await draft('kuranji');
    await sendFor(hr, '/kerangka', /Kerangka penilaian/);
    await pressFor(hr, /Kuranji/, /untuk sektor: Kesehatan, Pendidikan/);
    await pressFor(hr, /Sektor unit/, /Pilih unit untuk melihat/);
    await pressFor(hr, /^Dinas Contoh ·/, /Unit di bawahnya/);
    await pressFor(hr, /^Seksi Darat ·/, /Sektor: Umum/);
    const set = await pressFor(hr, /^Kesehatan$/, /Sektor Seksi Darat: Kesehatan/);
    expect(labels(set).flat()).toContain('✓ Kesehatan');
    const sectors = async () =>
      (await prisma().unit.findMany({ where: { sector: { not: null } } })).map(({ name, sector }) => [name, sector]);
    expect(await sectors()).toEqual([['Seksi Darat', 'health']]);
    await pressFor(hr, /Ikuti unit di atasnya/, /kini mengikuti unit di atasnya/);
    expect(await sectors()).toEqual([]);
    expect(await prisma().auditEntry.count({ where: { action: 'unit-sector-set' } })).toBe(2);
  });

  it('HR may open the national framework without peers: nobody is asked, and the sections stay at 70 to 30', async () => {
    const hr = await draft('nasional');
    await sendFor(hr, '/periode', /Periode penilaian/);
    await pressFor(hr, /Semester II 2026/, /draf/i);
    await pressFor(hr, /Buka periode/, /Buka Semester II 2026\?/);
    await pressFor(hr, /Buka tanpa rekan sejawat/, /dibuka untuk 7 pegawai/);
    const { framework, state } = await prisma().period.findUniqueOrThrow({ where: { id: district.periodId } });
    expect(state).toBe('open');
    expect(JSON.stringify(framework)).not.toMatch(/"peer"|sectionWeights/);
    expect(await prisma().auditEntry.count({ where: { action: 'period-open-without-peers' } })).toBe(1);
    const ani = personOf(stage, district, 'ani');
    await sendFor(ani, '/kerangka', /70/);
    expect(await prisma().peerRequest.count()).toBe(0);
  });
});
