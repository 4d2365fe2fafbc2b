import { achievementLevel } from './achievement.ts';
import type { RatingSum } from './citizen-figure.ts';
import { type Exact, exact, least, sum, weightedMean, zero } from './exact.ts';
import { expectationOf } from './expectation.ts';
import { type Framework, topOf } from './framework.ts';
import { type GateFacts, gateOf } from './gate.ts';
import type { GroupKind } from './group.ts';
import { type Answer, groupMean, summedMean } from './group-mean.ts';
import { type Basis, indicatorScore } from './indicator-score.ts';
import { performanceNumber } from './number.ts';
import { notBetterThan } from './predicate.ts';
import type { Rules } from './rules.ts';
import type { IndicatorScore, Missing, Score, SectionScore } from './score-json.ts';
import { indicatorWeights, shareOf } from './weight-share.ts';

/** One rater's submitted answers; an answer on an indicator that the group does not rate is not looked at. */
export interface Submission {
  readonly group: GroupKind;
  /** Opaque; only tells raters apart. */
  readonly rater: string;
  readonly answers: Readonly<Record<string, Answer>>;
}

/** What counts besides the answers. Left out means: none, not given, not there. */
export interface Extras {
  /** Commendations of peers that carry an example. */
  readonly commendations?: number;
  readonly gate?: GateFacts;
  /** Achievement of the whole work plan in percent, from `planAchievement`; null or left out while there is no plan. */
  readonly planPercent?: Exact | null;
  /** Citizens' ratings of the unit, added up, where they count; then no submission is theirs. */
  readonly citizens?: RatingSum | null;
  /** Title (Telegram HTML) of the recorded innovation that counts for the period. */
  readonly innovation?: string | null;
}

/** The score of an appraisal from all that was submitted, exactly and with every number's derivation (DOMAIN.md §2). */
export function scoreAppraisal(
  framework: Framework,
  rules: Rules,
  submissions: readonly Submission[],
  extras: Extras = {},
): Score {
  return compute(framework, rules, submissions, extras, 'all');
}

/** What the self-assessment alone would give, marked preliminary: self counts fully, nobody else is missing. */
export function scorePreliminary(framework: Framework, rules: Rules, self: Submission, extras: Extras = {}): Score {
  return compute(framework, rules, [self], extras, 'self');
}

function compute(
  framework: Framework,
  rules: Rules,
  submissions: readonly Submission[],
  extras: Extras,
  basis: Basis,
): Score {
  checkLevels(framework, submissions);
  const top = topOf(framework);
  const rated = framework.indicators.map((indicator) => {
    const meanOf = (group: GroupKind, minimum: number) =>
      group === 'citizen' && extras.citizens
        ? summedMean(extras.citizens, minimum)
        : groupMean(answersOn(indicator.id, group, submissions), minimum);
    const planPercent = indicator.measure === 'plan' ? (extras.planPercent ?? null) : null;
    const { groups, score, presentShare } = indicatorScore(framework, indicator, meanOf, basis);
    if (planPercent === null || framework.achievement === undefined)
      return { indicator, groups, score, presentShare, planPercent: null };
    return {
      indicator,
      groups: groups.map((part) => (part.present ? { ...part, share: zero } : part)),
      score: achievementLevel(planPercent, framework.achievement),
      presentShare: exact(1),
      planPercent,
    };
  });
  const heard = (kind: GroupKind) =>
    rated.some(({ groups }) => groups.some((part) => part.kind === kind && part.present));
  const heardGroup = framework.rules.sectionWeights?.heard;
  const weights = indicatorWeights(framework, heardGroup !== undefined && heard(heardGroup));
  const weightOf = (id: string) => weights.get(id) ?? zero;
  const present = rated.filter(({ score }) => score !== null);
  const presentWeight = sum(present.map(({ indicator }) => weightOf(indicator.id)));
  const sectionWeight = (section: string) =>
    sum(
      present.filter(({ indicator }) => indicator.section === section).map(({ indicator }) => weightOf(indicator.id)),
    );

  const indicators = rated.map(({ indicator: { id, section }, ...rest }): IndicatorScore => {
    const used = rest.score === null ? zero : weightOf(id);
    return {
      id,
      section,
      ...rest,
      shareOfSection: shareOf(used, sectionWeight(section)),
      shareOfTotal: shareOf(used, presentWeight),
    };
  });
  const sections = framework.sections.map(({ id }): SectionScore => {
    const score = meanBy(
      indicators.filter(({ section }) => section === id),
      'shareOfSection',
    );
    return {
      id,
      score,
      expectation: score === null ? null : expectationOf(score, framework.expectation),
      shareOfTotal: shareOf(sectionWeight(id), presentWeight),
    };
  });
  const total = meanBy(indicators, 'shareOfTotal');
  const commendation = basis === 'self' ? null : commendationOf(framework, extras.commendations ?? 0);
  const matrix = matrixOf(sections, rules);
  const gate = gateOf(
    framework.rules.procedureGate,
    indicators,
    extras.gate ?? { reasonGiven: false, evidenceGiven: false },
  );
  const allWeight = sum([...weights.values()]);
  return {
    framework: { key: framework.key, version: framework.version },
    preliminary: basis === 'self',
    top,
    indicators,
    sections,
    total,
    hundred:
      total === null
        ? null
        : least(
            total
              .div(top)
              .mul(100)
              .add(commendation?.points ?? 0),
            exact(100),
          ),
    commendation,
    matrix,
    gate,
    proposed:
      matrix === null
        ? null
        : gate?.state === 'closed'
          ? notBetterThan(matrix.predicate, gate.limit)
          : matrix.predicate,
    number: numberOf(framework, rules, sections, extras, heard('peer'), top),
    missing: missingOf(framework, indicators, (id) => shareOf(weightOf(id), allWeight), basis),
    presentShare: sum(indicators.map(({ id, presentShare }) => shareOf(weightOf(id), allWeight).mul(presentShare))),
  };
}

function answersOn(indicator: string, group: GroupKind, submissions: readonly Submission[]): Answer[] {
  return submissions.flatMap((submission) => {
    if (submission.group !== group || !Object.hasOwn(submission.answers, indicator)) return [];
    const answer = submission.answers[indicator];
    return answer === undefined ? [] : [answer];
  });
}

function meanBy(indicators: readonly IndicatorScore[], share: 'shareOfSection' | 'shareOfTotal'): Exact | null {
  return weightedMean(
    indicators.flatMap((indicator) =>
      indicator.score === null ? [] : [{ weight: indicator[share], value: indicator.score }],
    ),
  );
}

function commendationOf({ rules: { commendation } }: Framework, count: number): Score['commendation'] {
  if (commendation === undefined) return null;
  return { count, points: Math.min(count * commendation.points, commendation.most) };
}

/** Nine cells and no default: a section without a score has no predicate. PermenPANRB 6/2022. */
function matrixOf(sections: readonly SectionScore[], rules: Rules): Score['matrix'] {
  const results = sections.find(({ id }) => id === 'results')?.expectation ?? null;
  const behaviour = sections.find(({ id }) => id === 'behaviour')?.expectation ?? null;
  if (results === null || behaviour === null) return null;
  return { results, behaviour, predicate: rules.predicateMatrix.cells[`${results}/${behaviour}`] };
}

function numberOf(
  framework: Framework,
  rules: Rules,
  sections: readonly SectionScore[],
  extras: Extras,
  peersHeard: boolean,
  top: number,
): Score['number'] {
  const behaviour = sections.find(({ id }) => id === 'behaviour')?.score ?? null;
  const planPercent = extras.planPercent ?? null;
  const rule = framework.rules.number;
  if (rule === undefined || planPercent === null || behaviour === null) return null;
  const { innovationFor } = rule;
  const innovationTitle = extras.innovation ?? null;
  const facts = { planPercent, behaviour, top, peersHeard, innovation: innovationTitle !== null, innovationFor };
  return { ...performanceNumber(facts, rules.numberBands), innovationTitle };
}

function missingOf(
  { groups }: Framework,
  indicators: readonly IndicatorScore[],
  shareInFramework: (id: string) => Exact,
  basis: Basis,
): Missing[] {
  return indicators.flatMap((indicator): Missing[] => {
    const counted = groups.filter(({ kind, weight }) => (basis === 'self' ? kind === 'self' : weight !== undefined));
    const absent = counted.flatMap(({ kind, minimum, weight }): Missing[] => {
      const part = indicator.groups.find((one) => one.kind === kind);
      if (part === undefined || part.present || indicator.planPercent !== null) return [];
      if (part.reason === 'not-asked' || part.reason === 'not-yet') return [];
      const { reason, answers } = part;
      return [{ what: 'group', indicator: indicator.id, group: kind, reason, answers, minimum, weight: weight ?? 1 }];
    });
    return indicator.score === null
      ? [...absent, { what: 'indicator', indicator: indicator.id, share: shareInFramework(indicator.id) }]
      : absent;
  });
}

/** Answers were checked when they were given; a level outside the scale here is a bug, not something to average. */
function checkLevels({ scale }: Framework, submissions: readonly Submission[]): void {
  const levels = new Set(scale.map(({ level }) => level));
  for (const { answers } of submissions)
    for (const [indicator, answer] of Object.entries(answers))
      if (answer !== 'not-observed' && !levels.has(answer.level))
        throw new RangeError(`Level ${answer.level} of ${indicator} is not on the scale`);
}
