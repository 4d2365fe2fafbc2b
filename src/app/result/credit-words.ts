import { type CreditPoints, creditPoints } from '../../domain/credit-points.ts';
import type { Rules } from '../../domain/rules.ts';
import { say, type Words } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { percentWords, scoreWords } from './explanation-words.ts';

/** One line on the result; none where the position has no credit points. */
export function creditLine(rules: Rules, appraisal: AppraisalRow): readonly Words[] {
  const credit = creditOf(rules, appraisal);
  return credit === null ? [] : [say('result.credit', { points: scoreWords(credit.points) })];
}

/** How they were made, for "bagaimana dihitung?". */
export function creditExplanation(rules: Rules, appraisal: AppraisalRow): readonly Words[] {
  const credit = creditOf(rules, appraisal);
  if (credit === null) return [];
  const { percent, coefficient, months, points, source } = credit;
  return [
    '',
    say('explain.credit', {
      grade: appraisal.employee.grade,
      percent: percentWords(percent),
      coefficient: scoreWords(coefficient),
      months,
      points: scoreWords(points),
      rule: source,
    }),
  ];
}

function creditOf(rules: Rules, { employee, period, predicate }: AppraisalRow): CreditPoints | null {
  const { startsOn, endsOn } = period;
  return predicate === null ? null : creditPoints(rules, { grade: employee.grade, predicate, startsOn, endsOn });
}
