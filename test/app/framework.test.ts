import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderScreen } from '../../src/app/core/render-screen.ts';
import { frameworkCard } from '../../src/app/framework/framework-card.ts';
import { indicatorCard } from '../../src/app/framework/indicator-card.ts';
import { loadFrameworks, loadRules } from '../../src/app/framework/load-frameworks.ts';
import { translate } from '../../src/i18n/translate.ts';
import { productFile } from '../../src/root.ts';
import type { Person } from '../../src/simulator/person.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { type District, settleDistrict } from '../support/district.ts';
import { labels, pressFor, screen, sendFor } from '../support/talk.ts';

describe('the framework files', () => {
  it('are six, each by its key, and the national tables are whole', () => {
    expect([...loadFrameworks().keys()]).toEqual(['aceh', 'gerunggang', 'kuranji', 'lampung', 'nasional', 'pauh']);
    expect(loadRules().numberBands.source).toBe('PP 30/2019 art. 41');
  });

  it('may be joined by one of HR’s own', () => {
    withFolder({ 'solok.yaml': shipped('pauh').replace('key: pauh', 'key: solok') }, (folder) => {
      expect([...loadFrameworks(folder).keys()]).toEqual(['solok']);
    });
  });

  it('name every problem with file and place, all at once', () => {
    const files = {
      'pauh.yaml': shipped('pauh').replace('weight: 30', 'weight: 0'),
      'solok.yml': shipped('pauh'),
      'rusak.yaml': 'key: [rusak',
    };
    withFolder(files, (folder) => {
      expect(() => loadFrameworks(folder)).toThrow(/pauh\.yaml: indicators\[0\]\.weight: must be a positive/);
      expect(() => loadFrameworks(folder)).toThrow(/solok\.yml: key: is "pauh", while the file's name says "solok"/);
      expect(() => loadFrameworks(folder)).toThrow(/rusak\.yaml: is not YAML/);
    });
  });

  it('are refused where there is none', () => {
    withFolder({}, (folder) => expect(() => loadFrameworks(folder)).toThrow(/no \.yaml file/));
  });
});

describe('a framework in words', () => {
  const all = [...loadFrameworks().values()];

  it.each(all)('$key fits on one screen in both languages, and so does each indicator', (framework) => {
    for (const locale of ['id', 'en'] as const) {
      expect(renderScreen({ lines: frameworkCard(framework), buttons: [] }, locale)).toHaveLength(1);
      for (const indicator of framework.indicators)
        expect(renderScreen({ lines: indicatorCard(framework, indicator), buttons: [] }, locale)).toHaveLength(1);
    }
  });

  it('shows shares as weight by sum of weights, rounded only for the eye', () => {
    const nasional = card('nasional');
    const shares = [...nasional.matchAll(/^\d\. .*: ([\d,]+) %$/gm)].map(([, share]) => share);
    expect(new Set(shares.slice(1))).toEqual(new Set([shares[1]]));
    expect(card('pauh')).toContain('1. Kualitas layanan: 30 %');
    expect(card('pauh')).toMatch(/Hasil kerja<\/b> – 80 %/);
  });

  it('says who rates, from how many answers, and who only stands beside', () => {
    expect(card('aceh')).toContain('masyarakat: bobot 15, tanpa nama, dihitung mulai 10 jawaban');
    expect(card('aceh')).toContain('diri: ditampilkan berdampingan, tidak ikut dihitung');
  });

  it('says every rule, Gerunggang’s gate among them', () => {
    expect(card('gerunggang')).toMatch(/Bila atasan menilai Kepatuhan prosedur pada tingkat 2 atau kurang.*Kurang/);
    expect(card('nasional')).toMatch(/PP 30\/2019.*Sangat Baik memerlukan inovasi/);
    expect(card('lampung')).toContain('0 % → 1, 60 % → 2, 80 % → 3, 100 % → 4, 120 % → 5');
  });

  function card(key: string): string {
    const framework = all.find((each) => each.key === key);
    return framework ? translate('id', frameworkCard(framework)) : '';
  }
});

describe('in the chat', () => {
  let stage: Stage;
  let district: District;
  let hr: Person;
  let ani: Person;

  beforeAll(async () => {
    stage = await openStage();
    district = await settleDistrict(stage.bot().app.database);
    hr = stage.simulator.person({ id: district.people.hr.telegramId, firstName: 'Pengelola' });
    ani = stage.simulator.person({ id: district.people.ani.telegramId, firstName: 'Ani' });
  });
  afterAll(() => stage.close());

  it('HR sees all six with what each is for', async () => {
    const list = await sendFor(hr, '/kerangka', /Kerangka penilaian/);
    expect(
      labels(list)
        .flat()
        .filter((label) => /Pauh|Kuranji|Lampung|Aceh|Gerunggang|Nasional/.test(label)),
    ).toHaveLength(6);
    expect(list.text).toContain('Penilaian Lampung ada agar Anda bertumbuh, bukan untuk menghukum.');
    expect(list.text).toContain('Dipakai sekarang: Kerangka Nasional');
  });

  it('HR takes one into use, once, and it is on the audit trail', async () => {
    const card = await pressFor(hr, /Lampung/, /Aturan/);
    await pressFor(hr, /Pakai kerangka ini/, /kini dipakai/);
    hr.pressRaw(card.id, 'framework.use:lampung');
    await sendFor(hr, '/kerangka', /Dipakai sekarang: Penilaian Kinerja Lampung/);
    expect(await entries('framework-chosen')).toEqual([{ framework: 'lampung', version: 1, before: 'nasional' }]);
  });

  it('an employee reads the standard of their own period, level by level, and cannot choose', async () => {
    await sendFor(ani, '/menu', /Halo, /);
    await pressFor(ani, '➕ Lainnya', /^➕ Lainnya/);
    const card = await pressFor(ani, '📐 Standar penilaian', /Penilaian Kinerja Pauh/);
    expect(card.text).toContain('Semester II 2026');
    expect(labels(card).flat()).not.toContain('✅ Pakai kerangka ini');
    const indicator = await pressFor(ani, /1\. Kualitas layanan/, /1 dari 4/);
    for (const level of [1, 2, 3, 4, 5]) expect(indicator.text).toMatch(new RegExp(`^${level} – `, 'm'));
    expect(indicator.text).toContain('atasan 80 %, diri 20 %');
    await pressFor(ani, /Berikutnya/, /2 dari 4/);
    ani.pressRaw(ani.last().id, 'framework.use:aceh');
    await screen(ani, /hanya untuk pengelola/);
    expect(await entries('framework-chosen')).toHaveLength(1);
  });

  it('old or forged buttons lead nowhere', async () => {
    await sendFor(ani, '/kerangka', /Penilaian Kinerja Pauh/);
    for (const data of [
      'framework.show:l.tidak-ada',
      'framework.level:p.1:99',
      'framework.show:p.999',
      'framework.show:x',
    ]) {
      ani.pressRaw(ani.last().id, data);
      await sendFor(ani, '/kerangka', /Penilaian Kinerja Pauh/);
    }
    expect(stage.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  async function entries(action: string) {
    const found = await stage
      .bot()
      .app.database.prisma.auditEntry.findMany({ where: { action }, orderBy: { id: 'asc' } });
    return found.map(({ detail }) => detail);
  }
});

function shipped(key: string): string {
  return readFileSync(productFile(`prisma/frameworks/${key}.yaml`), 'utf8');
}

function withFolder(files: Readonly<Record<string, string>>, work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'frameworks-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
