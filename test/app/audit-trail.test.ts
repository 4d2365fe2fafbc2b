import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acts } from '../../src/app/audit-trail/act-words.ts';
import { periodActs } from '../../src/app/period/period-data.ts';
import { productFile } from '../../src/root.ts';
import type { Person } from '../../src/simulator/person.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { residentsOf } from '../support/residents.ts';
import { cellsOf } from '../support/sent-file.ts';
import { pressFor, screen, sendFor } from '../support/talk.ts';

describe('the audit trail', () => {
  let stage: Stage;
  let district: District;
  let somebody: (name: ResidentName) => Person;

  beforeEach(async () => {
    stage = await openStage();
    district = await settleDistrict(stage.bot().app.database);
    somebody = residentsOf(stage, district);
    const [ani, kasi, budi] = [district.people.ani, district.people.kasi, district.people.budi];
    const about = (action: string, actorEmployeeId: number, subjectEmployeeId: number | null) => ({
      at: stage.clock.now(),
      actorTelegramId: 1n,
      actorEmployeeId,
      action,
      subjectEmployeeId,
      detail: {},
    });
    await prisma().auditEntry.createMany({
      data: [
        about('evidence-seen', kasi.id, ani.id),
        about('peer-assessment-submitted', budi.id, null),
        about('feedback-sent', budi.id, null),
      ],
    });
  });
  afterEach(() => stage.close());

  const prisma = () => stage.bot().app.database.prisma;

  it('shows HR a day without whom it was about, and one person only for a reason that is on it too', async () => {
    const hr = somebody('hr');
    hr.send('/audit');
    const day = await screen(hr, /Jejak audit · 17 Desember 2026/);
    expect(day.text).toContain('Kepala Seksi: melihat bukti penilaian diri');
    expect(day.text).toContain('sistem atau tanpa nama: mengirim penilaian rekan');
    expect(day.text).not.toMatch(/Ani|Budi/);
    await pressFor(hr, /Hari sebelumnya/, /16 Desember 2026[\s\S]*Tidak ada catatan/);
    await pressFor(hr, /Satu pegawai/, /Ketik nama/);
    await sendFor(hr, 'ani', /Cocok/);
    await pressFor(hr, /^Ani/, /tuliskan alasannya/);
    await sendFor(hr, 'Pengaduan nomor 7', /Jejak audit Ani[\s\S]*melihat bukti[\s\S]*, Ani/);
    const look = await prisma().auditEntry.findFirstOrThrow({ where: { action: 'audit-person-seen' } });
    expect(look).toMatchObject({
      subjectEmployeeId: district.people.ani.id,
      detail: { reason: 'Pengaduan nomor 7' },
    });
  });

  it('never tells what somebody did without a name, also on their own page and in the export', async () => {
    const hr = somebody('hr');
    hr.send('/audit');
    await screen(hr, /Jejak audit/);
    await pressFor(hr, /Satu pegawai/, /Ketik nama/);
    await sendFor(hr, 'Budi', /Cocok/);
    await pressFor(hr, /^Budi/, /tuliskan alasannya/);
    const page = await sendFor(hr, 'Pengaduan nomor 7', /Jejak audit Budi/);
    expect(page.text).not.toMatch(/rekan|memberi umpan/);
    hr.send('/audit');
    await screen(hr, /17 Desember 2026/);
    await pressFor(hr, /Ekspor/, /Rentang waktu/);
    await pressFor(hr, /7 hari/, /Untuk apa/);
    await sendFor(hr, 'Laporan tahunan', /sedang dikirim/);
    const file = await hr.waitFor(({ media }) => media?.name === 'jejak-audit-7.xlsx');
    const cells = await cellsOf(stage, file);
    expect(cells).toContain('melihat bukti penilaian diri');
    expect(cells).toContain('mengirim penilaian rekan');
    expect(cells).not.toMatch(/"Budi","(mengirim penilaian rekan|memberi umpan)/);
  });

  it('is nobody’s but HR’s', async () => {
    const budi = somebody('budi');
    budi.send('/audit');
    const refused = await screen(budi, /bukan untuk peran Anda/);
    budi.pressRaw(refused.id, `audit.ask:${district.people.ani.id}`);
    await screen(budi, /hanya untuk pengelola/);
  });
});

describe('every act on the trail', () => {
  it('has words in both languages', () => {
    const known: ReadonlySet<string> = new Set(acts);
    const missing = [...actsInSource()].filter((act) => !known.has(act));
    expect(missing).toEqual([]);
  });
});

/** Codes in the second argument of `audit(…)` and in `action: '…'` of a record. */
function actsInSource(): ReadonlySet<string> {
  const root = productFile('src/app');
  const found = new Set<string>(periodActs.map((act) => `period-${act}`));
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts')) continue;
    const text = readFileSync(`${root}/${path}`, 'utf8');
    for (const [, second = ''] of text.matchAll(/\baudit\(\s*\w+,\s*([^,)]+)/g))
      for (const [, code = ''] of second.replaceAll(/=== '[^']*'/g, '').matchAll(/'([a-z-]+)'/g)) found.add(code);
    if (!text.includes('recordAudit')) continue;
    for (const [, code = ''] of text.matchAll(/\baction: '([a-z-]+)'/g)) found.add(code);
  }
  return found;
}
