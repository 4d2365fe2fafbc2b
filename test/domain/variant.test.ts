import { describe, expect, it } from 'vitest';
import { type Framework, parseFramework, readFramework } from '../../src/domain/framework.ts';
import { applyVariant, sectorsOf } from '../../src/domain/variant.ts';
import { frameworkData } from './sample-framework.ts';

const groups = [
  { kind: 'self', weight: 20, minimum: 1 },
  { kind: 'supervisor', weight: 80, minimum: 1 },
];
const quality = { id: 'quality', section: 'results', weight: 60, raters: ['self', 'supervisor'] };
const manner = { id: 'manner', section: 'behaviour', weight: 40, raters: ['self', 'supervisor'] };
const both = (text: string) => ({ id: text, en: text });
const health = {
  key: 'health',
  title: both('Health'),
  match: ['Puskesmas'],
  indicators: { quality: { name: both('Patients'), aspects: [both('Number'), both('Care')] } },
};

describe('a variant of a framework', () => {
  it('changes the words of what it names and nothing else, above all no weight', () => {
    const framework = withVariants([health]);
    const read = applyVariant(framework, 'health');
    expect(read.indicators[0]?.name).toEqual(both('Patients'));
    expect(read.indicators[0]?.aspects?.map(({ en }) => en)).toEqual(['Number', 'Care']);
    expect(read.indicators[0]?.levels).toEqual(framework.indicators[0]?.levels);
    expect(read.indicators[1]).toBe(framework.indicators[1]);
    expect(read.indicators.map(({ weight }) => weight)).toEqual([60, 40]);
  });

  it('that is not there leaves the framework as it stands', () => {
    const framework = withVariants([health]);
    expect(applyVariant(framework, 'fisheries')).toBe(framework);
    expect(applyVariant(framework, null)).toBe(framework);
  });

  it('makes a sector that units can have, with the words of every framework that knows it', () => {
    const other = withVariants([{ ...health, title: both('Other'), match: ['RSUD', 'Puskesmas'] }]);
    expect(sectorsOf([withVariants([health]), other])).toEqual([
      { key: 'health', title: both('Health'), match: ['Puskesmas', 'RSUD'] },
    ]);
  });

  const level = (at: number) => ({ level: at, text: both(`${at}`) });
  const faults: [string, unknown[], string, RegExp][] = [
    ['a key twice', [health, { ...health, match: ['RSUD'] }], 'variants[1].key', /repeats health/],
    ['the name of the general words', [{ ...health, key: 'general' }], 'variants[0].key', /must not be general/],
    ['a key too long for a button', [{ ...health, key: 'kesehatan-masyarakat' }], 'variants[0].key', /1 to 12/],
    [
      'a word that speaks for two sectors',
      [health, { ...health, key: 'other', match: ['puskesmas'] }],
      'variants[1].match[0]',
      /repeats puskesmas/,
    ],
    ['no words at all', [{ ...health, match: [] }], 'variants[0].match', /must not be empty/],
    ['nothing that reads differently', [{ ...health, indicators: {} }], 'variants[0].indicators', /changes nothing/],
    [
      'an indicator that is not there',
      [{ ...health, indicators: { speed: { name: both('Speed') } } }],
      'variants[0].indicators.speed',
      /is not an indicator/,
    ],
    [
      'a weight of its own',
      [{ ...health, indicators: { quality: { weight: 90 } } }],
      'variants[0].indicators.quality',
      /does not know the field weight/,
    ],
    [
      'a level left undescribed',
      [{ ...health, indicators: { quality: { levels: [1, 2, 3, 4].map(level) } } }],
      'variants[0].indicators.quality.levels',
      /level 5/,
    ],
    [
      'no next step below the top',
      [
        {
          ...health,
          indicators: { quality: { growth: [{ upTo: 2, kind: 'course', text: both('Course') }] } },
        },
      ],
      'variants[0].indicators.quality.growth',
      /must reach level 4/,
    ],
  ];
  it.each(faults)('is refused with %s', (_what, variants, path, reason) => {
    const read = readFramework(frameworkData(groups, [quality, manner], { variants }));
    const problem = read.ok ? undefined : read.problems.find((each) => each.path === path);
    expect(problem?.reason).toMatch(reason);
  });
});

function withVariants(variants: readonly unknown[]): Framework {
  return parseFramework(frameworkData(groups, [quality, manner], { variants }));
}
