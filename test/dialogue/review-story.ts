import { readFileSync } from 'node:fs';
import { reviewBasis } from '../../src/app/review/review-basis.ts';
import { type ReviewBasis, reviewFlow } from '../../src/dialogue/flows/review.ts';
import type { Flow } from '../../src/dialogue/step.ts';
import type { Framework } from '../../src/domain/framework.ts';
import { parseRules } from '../../src/domain/rules.ts';
import type { AssessmentRow } from '../../src/storage/assessment.ts';

const rules = parseRules(JSON.parse(readFileSync('prisma/rules.json', 'utf8')));

/** A review as the bot builds it, beside a self-assessment with the same level, comment and number of files everywhere. */
export function reviewOf(
  framework: Framework,
  self: {
    readonly level: number | null;
    readonly comment: string | null;
    readonly files: number;
    readonly name?: string;
  } = {
    level: 3,
    comment: 'Sudah saya kerjakan.',
    files: 1,
  },
): Flow {
  return reviewFlow(basisOf(framework, [selfAssessment(framework, self)]));
}

export function basisOf(framework: Framework, assessments: readonly AssessmentRow[]): ReviewBasis {
  return reviewBasis(framework, rules, assessments);
}

function selfAssessment(framework: Framework, self: Parameters<typeof reviewOf>[1]): AssessmentRow {
  return {
    id: 1,
    kind: 'self',
    raterId: 1,
    commendation: null,
    answers: framework.indicators.map(({ id: indicatorId }) => ({
      indicatorId,
      level: self?.level ?? null,
      comment: self?.comment ?? null,
      evidence: Array.from({ length: self?.files ?? 0 }, (_, at) => ({
        id: 2 ** 31 - 1 - at,
        indicatorId,
        kind: 'document',
        fileId: 'file',
        url: null,
        name: self?.name ?? `bukti-${at}.pdf`,
      })),
    })),
  };
}
