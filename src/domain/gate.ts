import { exact } from './exact.ts';
import type { Framework } from './framework.ts';
import type { Gate, IndicatorScore } from './score-json.ts';

/** What stands behind a low rating on the gate's indicator: a gate closes only with a reason and evidence (Gerunggang). */
export interface GateFacts {
  readonly reasonGiven: boolean;
  readonly evidenceGiven: boolean;
}

/** Where the procedure gate stands, or null when the framework has none. DOMAIN.md §1, Gerunggang. */
export function gateOf(
  rule: Framework['rules']['procedureGate'],
  indicators: readonly IndicatorScore[],
  facts: GateFacts,
): Gate | null {
  if (rule === undefined) return null;
  const { indicator } = rule;
  const part = indicators.find(({ id }) => id === indicator)?.groups.find(({ kind }) => kind === rule.group);
  if (part === undefined || !part.present) return { state: 'not-rated', indicator };
  const level = part.mean;
  if (level.gt(exact(rule.atMost))) return { state: 'passed', indicator, level };
  const lacks = [
    ...(facts.reasonGiven ? [] : ['reason' as const]),
    ...(facts.evidenceGiven ? [] : ['evidence' as const]),
  ];
  return lacks.length > 0
    ? { state: 'unproven', indicator, level, lacks }
    : { state: 'closed', indicator, level, limit: rule.predicate };
}
