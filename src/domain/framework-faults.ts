import { type Fault, notAscending, repeated } from './fault.ts';
import { growthFaults, levelFaults } from './framework-level-faults.ts';
import { achievementFaults, ruleFaults } from './framework-rule-faults.ts';
import type { FrameworkShape } from './framework-shape.ts';
import { variantFaults } from './framework-variant-faults.ts';
import { isUnnamed } from './group.ts';

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
  variantFaults,
  ruleFaults,
  achievementFaults,
];

/** Anonymity needs three answers before anything shows; a framework cannot ask for fewer. DOMAIN.md §6. */
export const fewestUnnamed = 3;

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
  return indicators.flatMap(({ levels }, at) => levelFaults(levels, scale, ['indicators', at, 'levels']));
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

function growth({ indicators, scale }: FrameworkShape): Fault[] {
  return indicators.flatMap(({ growth }, at) => growthFaults(growth, scale, ['indicators', at, 'growth']));
}
