import type { FrameworkShape } from './framework-shape.ts';
import { isUnnamed } from './group.ts';

type Fault = { readonly path: readonly (string | number)[]; readonly reason: string };
type Check = (framework: FrameworkShape) => Fault[];

/** What one field cannot know: references, uniqueness, ascending lists, and that every indicator is heard from someone who counts. */
export function frameworkFaults(framework: FrameworkShape): Fault[] {
  return checks.flatMap((check) => check(framework));
}

const checks: readonly Check[] = [
  scale,
  sections,
  groups,
  order,
  expectation,
  windows,
  indicators,
  levels,
  evidence,
  growth,
  rules,
  achievement,
];

/** Anonymity needs three answers before anything shows; a framework cannot ask for fewer. DOMAIN.md §6. */
const fewestUnnamed = 3;

function scale({ scale }: FrameworkShape): Fault[] {
  return notAscending(
    scale.map(({ level }) => level),
    (at) => ['scale', at, 'level'],
  );
}

function sections({ sections, indicators }: FrameworkShape): Fault[] {
  const ids = sections.map(({ id }) => id);
  return [
    ...repeated(ids, (at) => ['sections', at, 'id']),
    ...(['results', 'behaviour'] as const).flatMap((id) =>
      ids.includes(id) ? [] : [{ path: ['sections'], reason: `must have the section ${id}: the predicate needs both` }],
    ),
    ...sections.flatMap(({ id }, at) =>
      indicators.some(({ section }) => section === id)
        ? []
        : [{ path: ['sections', at, 'id'], reason: `has no indicator: at least one must belong to ${id}` }],
    ),
  ];
}

function groups({ groups }: FrameworkShape): Fault[] {
  return [
    ...repeated(
      groups.map(({ kind }) => kind),
      (at) => ['groups', at, 'kind'],
    ),
    ...groups.flatMap(({ kind, minimum }, at) =>
      isUnnamed(kind) && minimum < fewestUnnamed
        ? [{ path: ['groups', at, 'minimum'], reason: `must be ${fewestUnnamed} or more: a ${kind} must stay unnamed` }]
        : [],
    ),
  ];
}

/** Citizens rate a unit all year and need no step; everyone else does. */
function order({ order, groups }: FrameworkShape): Fault[] {
  const kinds = groups.map(({ kind }) => kind);
  return [
    ...repeated(order, (at) => ['order', at]),
    ...order.flatMap((kind, at) =>
      kinds.includes(kind) ? [] : [{ path: ['order', at], reason: `names ${kind}, which is not among the groups` }],
    ),
    ...kinds.flatMap((kind) =>
      order.includes(kind) || kind === 'citizen'
        ? []
        : [{ path: ['order'], reason: `leaves out the group ${kind}: it would never be asked` }],
    ),
  ];
}

function expectation({ expectation }: FrameworkShape): Fault[] {
  return Number(expectation.below) <= Number(expectation.above)
    ? []
    : [{ path: ['expectation', 'above'], reason: 'must not be lower than expectation.below' }];
}

function windows({ windows }: FrameworkShape): Fault[] {
  return windows.reviewClosesAfterEnd >= windows.selfClosesAfterEnd
    ? []
    : [
        {
          path: ['windows', 'reviewClosesAfterEnd'],
          reason: 'must not be earlier than selfClosesAfterEnd: reviews follow the self-assessment',
        },
      ];
}

function indicators({ indicators, groups }: FrameworkShape): Fault[] {
  return [
    ...repeated(
      indicators.map(({ id }) => id),
      (at) => ['indicators', at, 'id'],
    ),
    ...indicators.flatMap(({ raters }, at) => [
      ...repeated(raters, (place) => ['indicators', at, 'raters', place]),
      ...raters.flatMap((kind, place) =>
        groups.some((group) => group.kind === kind)
          ? []
          : [{ path: ['indicators', at, 'raters', place], reason: `names ${kind}, which is not among the groups` }],
      ),
      ...(groups.some(({ kind, weight }) => weight !== undefined && raters.includes(kind))
        ? []
        : [{ path: ['indicators', at, 'raters'], reason: 'has no group with a weight: nothing would count' }]),
    ]),
  ];
}

function levels({ indicators, scale }: FrameworkShape): Fault[] {
  const wanted = scale.map(({ level }) => level);
  return indicators.flatMap(({ levels }, at) => {
    const described = levels.map(({ level }) => level);
    return [
      ...repeated(described, (place) => ['indicators', at, 'levels', place, 'level']),
      ...wanted.flatMap((level) =>
        described.includes(level)
          ? []
          : [{ path: ['indicators', at, 'levels'], reason: `does not describe level ${level} of the scale` }],
      ),
      ...described.flatMap((level, place) =>
        wanted.includes(level)
          ? []
          : [
              {
                path: ['indicators', at, 'levels', place, 'level'],
                reason: `is ${level}, which the scale does not have`,
              },
            ],
      ),
    ];
  });
}

function evidence({ indicators, scale }: FrameworkShape): Fault[] {
  return indicators.flatMap(({ evidence, raters }, at) =>
    evidence === undefined
      ? []
      : [
          ...evidence.levels.flatMap((level, place) =>
            scale.some((step) => step.level === level)
              ? []
              : [
                  {
                    path: ['indicators', at, 'evidence', 'levels', place],
                    reason: `is ${level}, which the scale does not have`,
                  },
                ],
          ),
          ...evidence.by.flatMap((kind, place) =>
            raters.includes(kind)
              ? []
              : [
                  {
                    path: ['indicators', at, 'evidence', 'by', place],
                    reason: `names ${kind}, who does not rate this indicator`,
                  },
                ],
          ),
        ],
  );
}

/** Every level below the top needs a next step, or feedback could name a need and no way on. */
function growth({ indicators, scale }: FrameworkShape): Fault[] {
  const belowTop = scale.at(-2)?.level ?? 0;
  return indicators.flatMap(({ growth }, at) => [
    ...notAscending(
      growth.map(({ upTo }) => upTo),
      (place) => ['indicators', at, 'growth', place, 'upTo'],
    ),
    ...((growth.at(-1)?.upTo ?? 0) >= belowTop
      ? []
      : [
          {
            path: ['indicators', at, 'growth'],
            reason: `must reach level ${belowTop}, so that everyone below the top has a next step`,
          },
        ]),
  ]);
}

function rules({ rules, indicators, groups, scale, sections, achievement }: FrameworkShape): Fault[] {
  const faults: Fault[] = [];
  const raterNeeded = (rule: string, id: string, kind: string) => {
    const indicator = indicators.find((one) => one.id === id);
    if (indicator === undefined)
      faults.push({ path: ['rules', rule, 'indicator'], reason: `names ${id}, which is not an indicator` });
    else if (!indicator.raters.some((rater) => rater === kind))
      faults.push({ path: ['rules', rule, 'group'], reason: `names ${kind}, who does not rate ${id}` });
  };
  const { procedureGate, commendation, number, sectionWeights } = rules;
  if (procedureGate !== undefined) {
    raterNeeded('procedureGate', procedureGate.indicator, procedureGate.group);
    if (!scale.some(({ level }) => level === procedureGate.atMost))
      faults.push({
        path: ['rules', 'procedureGate', 'atMost'],
        reason: `is ${procedureGate.atMost}, which the scale does not have`,
      });
  }
  if (commendation !== undefined) raterNeeded('commendation', commendation.indicator, commendation.group);
  if (number !== undefined) {
    const plan = indicators.find(({ id }) => id === number.planIndicator);
    if (plan?.measure !== 'plan')
      faults.push({
        path: ['rules', 'number', 'planIndicator'],
        reason: `must name an indicator whose measure is plan, not ${number.planIndicator}`,
      });
  }
  if (sectionWeights !== undefined) {
    if (!groups.some(({ kind }) => kind === sectionWeights.heard))
      faults.push({
        path: ['rules', 'sectionWeights', 'heard'],
        reason: `names ${sectionWeights.heard}, which is not among the groups`,
      });
    const weighted = sectionWeights.weights.map(({ section }) => section);
    faults.push(...repeated(weighted, (at) => ['rules', 'sectionWeights', 'weights', at, 'section']));
    for (const { id } of sections)
      if (!weighted.includes(id))
        faults.push({ path: ['rules', 'sectionWeights', 'weights'], reason: `leaves out the section ${id}` });
  }
  if (achievement === undefined && indicators.some(({ measure }) => measure === 'plan'))
    faults.push({
      path: ['achievement'],
      reason: 'is missing: an indicator is measured by the plan, so its percentages need levels',
    });
  return faults;
}

function achievement({ achievement, scale }: FrameworkShape): Fault[] {
  if (achievement === undefined) return [];
  const lowest = scale[0]?.level ?? 0;
  const top = scale.at(-1)?.level ?? 0;
  return [
    ...notAscending(
      achievement.map(({ percent }) => percent),
      (at) => ['achievement', at, 'percent'],
    ),
    ...(achievement[0]?.percent === 0
      ? []
      : [{ path: ['achievement', 0, 'percent'], reason: 'must be 0: nothing achieved has a level too' }]),
    ...achievement.flatMap(({ level }, at) =>
      level < lowest || level > top || level < (achievement[at - 1]?.level ?? lowest)
        ? [{ path: ['achievement', at, 'level'], reason: `must lie between ${lowest} and ${top} and not fall` }]
        : [],
    ),
  ];
}

function repeated(values: readonly string[] | readonly number[], pathOf: (at: number) => Fault['path']): Fault[] {
  const seen = new Set<string | number>();
  return values.flatMap((value, at) => {
    if (seen.has(value)) return [{ path: pathOf(at), reason: `repeats ${value}` }];
    seen.add(value);
    return [];
  });
}

function notAscending(values: readonly number[], pathOf: (at: number) => Fault['path']): Fault[] {
  return values.flatMap((value, at) => {
    const before = values[at - 1];
    return before !== undefined && value <= before
      ? [{ path: pathOf(at), reason: `must be more than ${before}, the one before it` }]
      : [];
  });
}
