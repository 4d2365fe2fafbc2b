import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Framework, readFramework } from '../../src/domain/framework.ts';
import type { GroupKind } from '../../src/domain/group.ts';
import type { Localised } from '../../src/domain/localised.ts';
import { applyVariant, variantKeys } from '../../src/domain/variant.ts';

const folder = new URL('../../prisma/frameworks/', import.meta.url);
const keys = readdirSync(folder).flatMap((name) => (name.endsWith('.yaml') ? [name.replace('.yaml', '')] : []));

/** DOMAIN.md §1 as a table: indicators with section and weight, groups with weight (null is asked, not counted) and minimum, order. */
const asked = {
  pauh: {
    results: { 'kualitas-layanan': 30, 'ketepatan-waktu': 25, 'hasil-proyek': 25 },
    behaviour: { kreativitas: 20 },
    groups: { supervisor: [80, 1], self: [20, 1] },
    order: ['self', 'supervisor'],
    evidence: { 'hasil-proyek': { levels: [1, 5], by: ['self', 'supervisor'] } },
    rules: {},
  },
  kuranji: {
    results: { efisiensi: 24, efektivitas: 28, dampak: 28 },
    behaviour: { 'inovasi-dedikasi': 20 },
    groups: { supervisor: [70, 1], peer: [20, 3], self: [10, 1] },
    order: ['self', 'peer', 'supervisor'],
    evidence: Object.fromEntries(
      ['efisiensi', 'efektivitas', 'dampak', 'inovasi-dedikasi'].map((id) => [
        id,
        { levels: [1, 2, 5], by: ['self', 'supervisor', 'peer'] },
      ]),
    ),
    rules: {},
  },
  lampung: {
    results: { 'kualitas-kerja': 25, 'rencana-kerja': 40 },
    behaviour: { disiplin: 20, kolaborasi: 15 },
    groups: { supervisor: [100, 1], self: [null, 1] },
    order: ['self', 'supervisor'],
    evidence: {},
    rules: {},
  },
  aceh: {
    results: { 'kualitas-pekerjaan': 40, 'layanan-publik': 15 },
    behaviour: { disiplin: 25, adaptabilitas: 20 },
    groups: { supervisor: [60, 1], peer: [25, 3], citizen: [15, 10], self: [null, 1] },
    order: ['self', 'peer', 'supervisor'],
    evidence: {},
    rules: {},
  },
  gerunggang: {
    results: { 'kompetensi-teknis': 25, pelayanan: 20, 'hasil-kerja': 20 },
    behaviour: { 'kepatuhan-prosedur': 20, 'komunikasi-tim': 15 },
    groups: { supervisor: [60, 1], peer: [25, 3], self: [15, 1] },
    order: ['self', 'supervisor', 'peer'],
    evidence: { 'kepatuhan-prosedur': { levels: [1, 2], by: ['supervisor'] } },
    rules: {
      procedureGate: { indicator: 'kepatuhan-prosedur', group: 'supervisor', atMost: 2, predicate: 'KURANG' },
      commendation: { indicator: 'komunikasi-tim', group: 'peer', points: 1, most: 3 },
    },
  },
  nasional: {
    results: { 'rencana-hasil-kerja': 490 },
    behaviour: {
      'berorientasi-pelayanan': 30,
      akuntabel: 30,
      kompeten: 30,
      harmonis: 30,
      loyal: 30,
      adaptif: 30,
      kolaboratif: 30,
    },
    groups: { supervisor: [80, 1], peer: [20, 3], self: [null, 1] },
    order: ['self', 'peer', 'supervisor'],
    evidence: {},
    rules: {
      number: { planIndicator: 'rencana-hasil-kerja', innovationFor: 'SANGAT_BAIK' },
      sectionWeights: {
        heard: 'peer',
        weights: [
          { section: 'results', weight: 60 },
          { section: 'behaviour', weight: 40 },
        ],
      },
    },
  },
};

describe('the frameworks that ship', () => {
  it('are the five systems and the national one', () => {
    expect(keys).toEqual(expect.arrayContaining(Object.keys(asked)));
  });

  it.each(keys)('%s is whole and named as its file, as is any framework that an office adds', (key) => {
    expect(shipped(key).key).toBe(key);
  });

  it.each(Object.entries(asked))(
    '%s asks what its system asks, with its weights, raters, order and rules',
    (key, wanted) => {
      const framework = shipped(key);
      expect(weights(framework, 'results')).toEqual(wanted.results);
      expect(weights(framework, 'behaviour')).toEqual(wanted.behaviour);
      expect(
        Object.fromEntries(framework.groups.map(({ kind, weight, minimum }) => [kind, [weight ?? null, minimum]])),
      ).toEqual(wanted.groups);
      expect(framework.order).toEqual(wanted.order);
      expect(
        Object.fromEntries(framework.indicators.flatMap(({ id, evidence }) => (evidence ? [[id, evidence]] : []))),
      ).toEqual(wanted.evidence);
      expect(framework.rules).toEqual(wanted.rules);
    },
  );

  it.each(Object.keys(asked))('%s keeps the scale, the edges of expectation and the windows of DOMAIN.md', (key) => {
    const framework = shipped(key);
    expect(framework.scale.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5]);
    expect(framework.expectation).toEqual({ below: '2.75', above: '4.25' });
    expect(framework.windows).toEqual({ selfOpensBeforeEnd: 14, selfClosesAfterEnd: 7, reviewClosesAfterEnd: 21 });
  });

  it('ask citizens about the service of the unit only', () => {
    expect(ratersOf('citizen')).toEqual(['aceh/layanan-publik']);
  });

  it('ask everyone but citizens about everything, so that the shares of the groups hold; the national plan is no peer’s to judge', () => {
    for (const key of Object.keys(asked)) {
      const { groups, indicators } = shipped(key);
      for (const { raters, section } of indicators) {
        const wanted = groups
          .map(({ kind }) => kind)
          .filter((kind) => kind !== 'citizen' && !(key === 'nasional' && kind === 'peer' && section === 'results'));
        expect(raters).toEqual(expect.arrayContaining(wanted));
      }
    }
    expect(ratersOf('peer')).not.toContain('nasional/rencana-hasil-kerja');
  });

  it('follow a work plan in Lampung and Nasional alone, where a target reached in full is level 4', () => {
    for (const key of Object.keys(asked)) {
      const { indicators, achievement } = shipped(key);
      const plans = indicators.filter(({ measure }) => measure === 'plan');
      expect(plans.length).toBe(key === 'lampung' || key === 'nasional' ? 1 : 0);
      expect(achievement?.map(({ percent, level }) => [percent, level])).toEqual(
        plans.length === 0
          ? undefined
          : [
              [0, 1],
              [60, 2],
              [80, 3],
              [100, 4],
              [120, 5],
            ],
      );
      for (const { levels } of plans)
        for (const { level, text } of levels)
          for (const words of [text.id, text.en])
            expect(words).toMatch(new RegExp(`\\b${achievement?.find((point) => point.level === level)?.percent} ?%`));
    }
  });

  it('ask Kuranji for quantity and quality of every result, and nobody else for aspects', () => {
    const withAspects = Object.keys(asked).flatMap((key) =>
      shipped(key).indicators.flatMap(({ id, aspects }) => (aspects ? [[id, aspects.map((aspect) => aspect.id)]] : [])),
    );
    expect(withAspects).toEqual(['efisiensi', 'efektivitas', 'dampak'].map((id) => [id, ['Kuantitas', 'Kualitas']]));
  });

  it('speak in Kuranji of patients served and quality of service in health, of pupils’ achievement in education, in every indicator', () => {
    const kuranji = shipped('kuranji');
    const words = (key: string) => JSON.stringify(applyVariant(kuranji, key).indicators);
    expect(words('health')).toMatch(/Jumlah pasien yang dilayani.*Mutu pelayanan/);
    expect(words('education')).toContain('Dampak pada pencapaian siswa');
    for (const { indicators } of kuranji.variants ?? [])
      expect(Object.keys(indicators)).toEqual(kuranji.indicators.map(({ id }) => id));
    expect(Object.keys(asked).filter((key) => shipped(key).variants)).toEqual(['kuranji']);
  });

  it('quote the three behaviours of each BerAKHLAK value word for word', () => {
    const { berakhlak } = z
      .object({ berakhlak: z.object({ values: z.record(z.string(), z.array(z.string())) }) })
      .parse(JSON.parse(readFileSync(new URL('../../prisma/rules.json', import.meta.url), 'utf8')));
    const quoted = shipped('nasional').indicators.flatMap(({ name, points }) =>
      points ? [[name.id, points.map((point) => point.id)]] : [],
    );
    expect(Object.fromEntries(quoted)).toEqual(berakhlak.values);
  });
});

describe('the words of the frameworks that ship', () => {
  const indicators = keys.flatMap((key) => {
    const framework = shipped(key);
    return [null, ...variantKeys(framework)].flatMap((variant) =>
      applyVariant(framework, variant).indicators.map((indicator) => ({
        place: `${key}${variant === null ? '' : ` (${variant})`}/${indicator.id}`,
        indicator,
      })),
    );
  });

  it.each(indicators)('$place describes levels that differ, each short enough for a phone', ({ indicator }) => {
    for (const language of ['id', 'en'] as const) {
      const texts = indicator.levels.map(({ text }) => text[language]);
      expect(new Set(texts).size).toBe(texts.length);
      for (const text of texts) {
        expect(text.length).toBeLessThanOrEqual(160);
        expect(text).toMatch(/^[A-Z0-9].*\.$/);
      }
      expect(indicator.description[language].length).toBeLessThanOrEqual(300);
    }
  });

  it.each(indicators)('$place offers a next step below the middle and another below the top', ({ indicator }) => {
    expect(indicator.growth.length).toBeGreaterThanOrEqual(2);
    for (const { text } of indicator.growth) {
      expect(text.id.length).toBeLessThanOrEqual(160);
      expect(text.en.length).toBeLessThanOrEqual(160);
    }
  });

  it.each(indicators)('$place is told apart in both languages, not copied from one to the other', ({ indicator }) => {
    for (const { id, en } of [indicator.description, ...textsOf(indicator)]) expect(id).not.toBe(en);
  });

  it.each(indicators)('$place neither threatens nor blames', ({ indicator }) => {
    for (const { id, en } of textsOf(indicator)) {
      expect(id).not.toMatch(/sanksi|hukum|tegur|ancam|langgar|gagal|malas|lalai|buruk|bodoh|salahkan|tidak mampu/i);
      expect(en).not.toMatch(/sanction|punish|penalt|threat|warn|fail|lazy|careless|negligen|incapable|\bbad\b|blame/i);
    }
  });

  it('say in Lampung that the appraisal is for growth, not punishment', () => {
    const { about } = shipped('lampung');
    expect(about.id).toContain('bertumbuh, bukan untuk menghukum');
    expect(about.en).toContain('to grow, not to punish');
  });

  it('say in Gerunggang that nobody is ranked and that procedure counts', () => {
    const { about } = shipped('gerunggang');
    expect(about.id).toMatch(/Prosedur.*Tidak ada peringkat/);
    expect(about.en).toMatch(/procedure.*Nobody is ranked/);
  });
});

function shipped(key: string): Framework {
  const read = readFramework(parse(readFileSync(new URL(`${key}.yaml`, folder), 'utf8')));
  if (read.ok) return read.framework;
  throw new Error(`${key}.yaml\n${read.problems.map(({ path, reason }) => `  ${path}: ${reason}`).join('\n')}`);
}

function weights({ indicators }: Framework, section: string): Record<string, number> {
  return Object.fromEntries(indicators.filter((one) => one.section === section).map(({ id, weight }) => [id, weight]));
}

function ratersOf(kind: GroupKind): string[] {
  return Object.keys(asked).flatMap((key) =>
    shipped(key)
      .indicators.filter(({ raters }) => raters.includes(kind))
      .map(({ id }) => `${key}/${id}`),
  );
}

function textsOf({ levels, growth }: Framework['indicators'][number]): Localised[] {
  return [...levels, ...growth].map(({ text }) => text);
}
