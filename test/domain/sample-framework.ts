import { type Framework, parseFramework } from '../../src/domain/framework.ts';

type Group = { kind: string; weight?: number; minimum: number };
type SampleIndicator = { id: string; section: string; weight: number; raters: readonly string[] } & Record<
  string,
  unknown
>;

const both = (text: string) => ({ id: `${text} (id)`, en: text });

/** A framework as data, with short texts, for tests that say only what matters to them. */
export function frameworkData(
  groups: readonly Group[],
  indicators: readonly SampleIndicator[],
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    key: 'sample',
    version: 1,
    title: both('Sample'),
    about: both('For growth'),
    source: 'test',
    scale: [1, 2, 3, 4, 5].map((level) => ({ level, label: both(`Level ${level}`) })),
    sections: [
      { id: 'results', title: both('Results') },
      { id: 'behaviour', title: both('Behaviour') },
    ],
    groups,
    order: groups.map(({ kind }) => kind).filter((kind) => kind !== 'citizen'),
    expectation: { below: '2.75', above: '4.25' },
    windows: { selfOpensBeforeEnd: 14, selfClosesAfterEnd: 7, reviewClosesAfterEnd: 21 },
    indicators: indicators.map((indicator) => ({
      name: both(indicator.id),
      description: both(`About ${indicator.id}`),
      levels: [1, 2, 3, 4, 5].map((level) => ({ level, text: both(`${indicator.id} at ${level}`) })),
      growth: [
        { upTo: 2, kind: 'course', text: both(`${indicator.id} course`) },
        { upTo: 4, kind: 'coaching', text: both(`${indicator.id} coaching`) },
      ],
      ...indicator,
    })),
    achievement: [
      { percent: 0, level: 1 },
      { percent: 60, level: 2 },
      { percent: 80, level: 3 },
      { percent: 100, level: 4 },
      { percent: 120, level: 5 },
    ],
    ...more,
  };
}

export function sampleFramework(...parts: Parameters<typeof frameworkData>): Framework {
  return parseFramework(frameworkData(...parts));
}
