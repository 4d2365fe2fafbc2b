import { type Fault, notAscending, repeated } from './fault.ts';
import type { FrameworkShape } from './framework-shape.ts';

/** Rules that name an indicator, a group or a level that is not there. */
export function ruleFaults({ rules, indicators, groups, scale, sections, achievement }: FrameworkShape): Fault[] {
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

/** Points that do not make a line from nothing achieved upwards, within the scale. */
export function achievementFaults({ achievement, scale }: FrameworkShape): Fault[] {
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
