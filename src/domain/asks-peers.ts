import type { Framework, Indicator } from './framework.ts';

/** What has been sent in an appraisal so far; `self` is also true once its window has closed. */
export interface StepsDone {
  readonly self: boolean;
  readonly supervisor: boolean;
}

/** Whether peers have a part in a framework, counted or shown. */
export function hasPeers({ groups }: Framework): boolean {
  return groups.some(({ kind }) => kind === 'peer');
}

/** Whether it is the peers' turn: whoever stands before them in the framework's order has answered (Gerunggang: self, supervisor, then peers). */
export function isPeersTurn(framework: Framework, done: StepsDone): boolean {
  if (!hasPeers(framework)) return false;
  const before = framework.order.slice(0, Math.max(0, framework.order.indexOf('peer')));
  return before.every((kind) => (kind === 'self' ? done.self : kind === 'supervisor' ? done.supervisor : true));
}

/** The indicators peers are asked about, in the framework's order. */
export function peerIndicators({ indicators }: Framework): readonly Indicator[] {
  return indicators.filter(({ raters }) => raters.includes('peer'));
}

/** Answers of peers from which anything of theirs may show. */
export function peerMinimum({ groups }: Framework): number {
  return groups.find(({ kind }) => kind === 'peer')?.minimum ?? Number.POSITIVE_INFINITY;
}
