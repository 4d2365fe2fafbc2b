import { predicateWords } from '../../dialogue/flows/review.ts';
import { backingLines } from '../../dialogue/rating-step.ts';
import { say, type Words } from '../../i18n/words.ts';
import type { ObjectionRow } from '../../storage/objection.ts';

/** When each step of an objection was taken; times in the zone given. */
export function historyWords({ raisedAt, statedAt, decidedAt }: ObjectionRow, zone: string): readonly Words[] {
  const at = (instant: Date) => ({ at: { at: instant.toISOString(), zone } });
  return [
    say('objection.raised-at', at(raisedAt)),
    ...(statedAt ? [say('objection.stated-at', at(statedAt))] : []),
    decidedAt ? say('objection.decided-at', at(decidedAt)) : say('objection.waiting'),
  ];
}

/** How it ended and why; nothing while it is open. */
export function decisionWords({ state, oldPredicate, newPredicate, decisionReason }: ObjectionRow): readonly Words[] {
  if (state === 'open' || oldPredicate === null || decisionReason === null) return [];
  return [
    '',
    newPredicate === null
      ? say('objection.decided-stays', { predicate: predicateWords(oldPredicate) })
      : say('objection.decided-changed', { before: predicateWords(oldPredicate), after: predicateWords(newPredicate) }),
    ...(decisionReason === '' ? [] : [say('objection.decision-reason', { reason: { html: decisionReason } })]),
    say('objection.final'),
  ];
}

/** What both sides said, until retention took it. */
export function sidesWords({ reason, evidence, supervisorStatement }: ObjectionRow): readonly Words[] {
  if (reason === '') return [say('retention.erased-text')];
  return [
    say('objection.reason', { reason: { html: reason } }),
    ...backingLines(evidence),
    '',
    supervisorStatement === null
      ? say('objection.no-statement')
      : say('objection.statement', { statement: { html: supervisorStatement } }),
  ];
}
