import { describe, expect, it } from 'vitest';
import { parseFramework, readFramework, topOf } from '../../src/domain/framework.ts';
import { frameworkData } from './sample-framework.ts';

const groups = [
  { kind: 'self', weight: 20, minimum: 1 },
  { kind: 'supervisor', weight: 80, minimum: 1 },
];
const quality = { id: 'quality', section: 'results', weight: 60, raters: ['self', 'supervisor'] };
const manner = { id: 'manner', section: 'behaviour', weight: 40, raters: ['self', 'supervisor'] };
const good = () => frameworkData(groups, [quality, manner]);

describe('a framework', () => {
  it('is read when it is whole, with rating as the measure unless it says plan', () => {
    const framework = parseFramework(good());
    expect(framework.indicators.map(({ measure }) => measure)).toEqual(['rating', 'rating']);
    expect(topOf(framework)).toBe(5);
    expect(framework.rules).toEqual({});
  });

  it('may have a scale of another length: the top is the last level', () => {
    const four = [1, 2, 3, 4];
    const text = (level: number) => ({ id: `t${level}`, en: `t${level}` });
    const levels = four.map((level) => ({ level, text: text(level) }));
    const framework = parseFramework(
      frameworkData(
        groups,
        [
          { ...quality, levels },
          { ...manner, levels },
        ],
        {
          scale: four.map((level) => ({ level, label: text(level) })),
          achievement: undefined,
        },
      ),
    );
    expect(topOf(framework)).toBe(4);
  });

  const faults: [string, Record<string, unknown>, string, RegExp][] = [
    [
      'a weight of zero',
      frameworkData(groups, [{ ...quality, weight: 0 }, manner]),
      'indicators[0].weight',
      /positive whole/,
    ],
    [
      'a weight with a fraction',
      frameworkData(groups, [{ ...quality, weight: 14.29 }, manner]),
      'indicators[0].weight',
      /whole number/,
    ],
    [
      'an empty English text',
      frameworkData(groups, [{ ...quality, name: { id: 'Mutu', en: ' ' } }, manner]),
      'indicators[0].name.en',
      /must not be empty/,
    ],
    [
      'a missing Indonesian text',
      frameworkData(groups, [{ ...quality, name: { en: 'Quality' } }, manner]),
      'indicators[0].name.id',
      /is missing/,
    ],
    ['a misspelt field', frameworkData(groups, [{ ...quality, wieght: 3 }, manner]), 'indicators[0]', /wieght/],
    [
      'a level left undescribed',
      frameworkData(groups, [{ ...quality, levels: [{ level: 1, text: { id: 'a', en: 'a' } }] }, manner]),
      'indicators[0].levels',
      /level 5/,
    ],
    [
      'an indicator twice',
      frameworkData(groups, [quality, { ...manner, id: 'quality' }]),
      'indicators[1].id',
      /repeats quality/,
    ],
    [
      'a rater that is no group',
      frameworkData(groups, [{ ...quality, raters: ['supervisor', 'peer'] }, manner]),
      'indicators[0].raters[1]',
      /peer/,
    ],
    [
      'an indicator nobody counts for',
      frameworkData(
        [
          { kind: 'self', minimum: 1 },
          { kind: 'supervisor', weight: 1, minimum: 1 },
        ],
        [{ ...quality, raters: ['self'] }, manner],
      ),
      'indicators[0].raters',
      /nothing would count/,
    ],
    ['a section without an indicator', frameworkData(groups, [quality]), 'sections[1].id', /no indicator/],
    ['an order that leaves a group out', { ...good(), order: ['self'] }, 'order', /supervisor/],
    [
      'two peers as enough',
      frameworkData([...groups, { kind: 'peer', weight: 5, minimum: 2 }], [quality, manner]),
      'groups[2].minimum',
      /unnamed/,
    ],
    [
      'evidence by someone who does not rate',
      frameworkData(groups, [{ ...quality, raters: ['supervisor'], evidence: { levels: [1], by: ['self'] } }, manner]),
      'indicators[0].evidence.by[0]',
      /does not rate/,
    ],
    [
      'evidence for a level outside the scale',
      frameworkData(groups, [{ ...quality, evidence: { levels: [6], by: ['self'] } }, manner]),
      'indicators[0].evidence.levels[0]',
      /6/,
    ],
    [
      'a gate on an unknown indicator',
      {
        ...good(),
        rules: { procedureGate: { indicator: 'nope', group: 'supervisor', atMost: 2, predicate: 'KURANG' } },
      },
      'rules.procedureGate.indicator',
      /nope/,
    ],
    [
      'a commendation by a group that is not asked',
      { ...good(), rules: { commendation: { indicator: 'manner', group: 'peer', points: 1, most: 3 } } },
      'rules.commendation.group',
      /peer/,
    ],
    [
      'a number without a plan',
      { ...good(), rules: { number: { planIndicator: 'quality', innovationFor: 'SANGAT_BAIK' } } },
      'rules.number.planIndicator',
      /plan/,
    ],
    [
      'growth that ends too low',
      frameworkData(groups, [
        { ...quality, growth: [{ upTo: 2, kind: 'course', text: { id: 'a', en: 'a' } }] },
        manner,
      ]),
      'indicators[0].growth',
      /level 4/,
    ],
    [
      'a float as an expectation',
      { ...good(), expectation: { below: 2.75, above: '4.25' } },
      'expectation.below',
      /quotes/,
    ],
    [
      'an achievement that does not start at zero',
      { ...good(), achievement: [{ percent: 60, level: 2 }] },
      'achievement[0].percent',
      /must be 0/,
    ],
    [
      'reviews that close before self-assessment',
      { ...good(), windows: { selfOpensBeforeEnd: 14, selfClosesAfterEnd: 7, reviewClosesAfterEnd: 3 } },
      'windows.reviewClosesAfterEnd',
      /earlier/,
    ],
  ];
  const text = { id: 'teks', en: 'text' };
  const scale = (...levels: number[]) => levels.map((level) => ({ level, label: text }));
  const section = (id: string) => ({ id, title: text });
  const sectionWeights = (heard: string, ...sections: string[]) => ({
    ...good(),
    rules: { sectionWeights: { heard, weights: sections.map((id) => ({ section: id, weight: 1 })) } },
  });
  faults.push(
    ['a scale that falls', { ...good(), scale: scale(1, 2, 4, 3, 5) }, 'scale[3].level', /more than 4/],
    [
      'a section twice',
      { ...good(), sections: [section('results'), section('behaviour'), section('results')] },
      'sections[2].id',
      /repeats/,
    ],
    ['a section that is not there', { ...good(), sections: [section('results')] }, 'sections', /behaviour/],
    ['a group twice', { ...good(), groups: [...groups, groups[0]] }, 'groups[2].kind', /repeats self/],
    ['an order that names a stranger', { ...good(), order: ['self', 'supervisor', 'peer'] }, 'order[2]', /peer/],
    [
      'edges the wrong way round',
      { ...good(), expectation: { below: '4.25', above: '2.75' } },
      'expectation.above',
      /lower/,
    ],
    [
      'a level the scale does not have',
      frameworkData(groups, [{ ...quality, levels: [1, 2, 3, 4, 5, 6].map((level) => ({ level, text })) }, manner]),
      'indicators[0].levels[5].level',
      /6/,
    ],
    [
      'growth that does not ascend',
      frameworkData(groups, [{ ...quality, growth: [4, 2].map((upTo) => ({ upTo, kind: 'course', text })) }, manner]),
      'indicators[0].growth[1].upTo',
      /more than 4/,
    ],
    [
      'a gate by a group that does not rate',
      { ...good(), rules: { procedureGate: { indicator: 'manner', group: 'peer', atMost: 2, predicate: 'KURANG' } } },
      'rules.procedureGate.group',
      /peer/,
    ],
    [
      'a gate at a level the scale does not have',
      { ...good(), rules: { procedureGate: { indicator: 'manner', group: 'self', atMost: 9, predicate: 'KURANG' } } },
      'rules.procedureGate.atMost',
      /9/,
    ],
    [
      'a gate to a predicate that does not exist',
      { ...good(), rules: { procedureGate: { indicator: 'manner', group: 'self', atMost: 2, predicate: 'CUKUP' } } },
      'rules.procedureGate.predicate',
      /SANGAT_BAIK/,
    ],
    [
      'section weights once a stranger was heard',
      sectionWeights('peer', 'results', 'behaviour'),
      'rules.sectionWeights.heard',
      /peer/,
    ],
    [
      'section weights that leave a section out',
      sectionWeights('self', 'results'),
      'rules.sectionWeights.weights',
      /behaviour/,
    ],
    [
      'a plan without levels for its percentages',
      { ...frameworkData(groups, [{ ...quality, measure: 'plan' }, manner]), achievement: undefined },
      'achievement',
      /missing/,
    ],
    [
      'an achievement that falls',
      {
        ...good(),
        achievement: [
          { percent: 0, level: 2 },
          { percent: 60, level: 1 },
        ],
      },
      'achievement[1].level',
      /not fall/,
    ],
    ['no indicators', { ...good(), indicators: [] }, 'indicators', /must not be empty/],
  );
  it.each(faults)('is refused with path and reason: %s', (_, data, path, reason) => {
    const read = readFramework(data);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.problems).toContainEqual({ path, reason: expect.stringMatching(reason) });
  });

  it('that is not even an object is refused in words', () => {
    expect(() => parseFramework('pauh')).toThrow(/Not a framework/);
  });
});
