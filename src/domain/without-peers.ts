import type { Framework } from './framework.ts';
import type { GroupKind } from './group.ts';

/** Whether a framework foresees both: peers heard, and not. Its sections then have other weights once peers were heard (PP 30/2019: 60/40 instead of 70/30). */
export function arePeersOptional({ rules }: Framework): boolean {
  return rules.sectionWeights?.heard === 'peer';
}

/** The same framework for a period in which HR asks no peers: nothing of it speaks of them any more. Throws where peers are no option but a part. */
export function withoutPeers(framework: Framework): Framework {
  if (!arePeersOptional(framework)) throw new Error(`The framework ${framework.key} cannot do without peers.`);
  const others = (kinds: readonly GroupKind[]) => kinds.filter((kind) => kind !== 'peer');
  const { sectionWeights: _, commendation, procedureGate, ...rules } = framework.rules;
  return {
    ...framework,
    groups: framework.groups.filter(({ kind }) => kind !== 'peer'),
    order: others(framework.order),
    indicators: framework.indicators.map(({ evidence, ...indicator }) => ({
      ...indicator,
      raters: others(indicator.raters),
      ...(evidence && { evidence: { ...evidence, by: others(evidence.by) } }),
    })),
    rules: {
      ...rules,
      ...(commendation && commendation.group !== 'peer' && { commendation }),
      ...(procedureGate && procedureGate.group !== 'peer' && { procedureGate }),
    },
  };
}
