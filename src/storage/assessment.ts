import { z } from 'zod';
import type { Attachment } from '../dialogue/attachment.ts';
import type { GroupKind } from '../domain/group.ts';
import { groupKindSchema } from '../domain/group.ts';
import type { Submission } from '../domain/score.ts';
import type { Tx } from './database.ts';

/** One rater's submitted answers with the words and evidence behind them. */
export interface AssessmentRow {
  readonly id: number;
  readonly kind: GroupKind;
  readonly raterId: number;
  readonly answers: readonly AnswerRow[];
  /** Example behind a peer's commendation, Telegram HTML; null without. */
  readonly commendation: string | null;
}

export interface AnswerRow {
  readonly indicatorId: string;
  /** Null: not observed. */
  readonly level: number | null;
  readonly comment: string | null;
  readonly evidence: readonly EvidenceRow[];
}

export interface EvidenceRow {
  readonly id: number;
  readonly indicatorId: string;
  readonly kind: string;
  readonly fileId: string | null;
  readonly url: string | null;
  readonly name: string;
}

export interface NewAnswer {
  readonly indicatorId: string;
  readonly level: number | null;
  readonly comment: string | null;
  readonly evidence: readonly Attachment[];
}

/** Keeps a submitted assessment: one statement however many answers, and one for its evidence. A second one by the same rater breaks the unique key: callers check under the appraisal's lock. */
export async function createAssessment(
  tx: Tx,
  given: {
    readonly appraisalId: number;
    readonly kind: GroupKind;
    readonly raterId: number;
    /** The supervisor in whose stead a delegate assessed; left out or null otherwise. */
    readonly onBehalfOfId?: number | null;
    readonly submittedAt: Date;
    readonly answers: readonly NewAnswer[];
    readonly commendation?: string | null;
  },
): Promise<void> {
  const { answers } = given;
  const rows = await tx.$queryRaw`
    with head as (
      insert into assessment (appraisal_id, kind, rater_id, on_behalf_of_id, submitted_at, commendation)
      values (${given.appraisalId}, ${given.kind}, ${given.raterId}, ${given.onBehalfOfId ?? null}, ${given.submittedAt}, ${given.commendation ?? null}) returning id
    ), given as (
      insert into answer (assessment_id, indicator_id, level, comment)
      select head.id, one.indicator_id, one.level, one.comment
      from head, unnest(${answers.map(({ indicatorId }) => indicatorId)}::text[], ${answers.map(({ level }) => level)}::int[],
        ${answers.map(({ comment }) => comment)}::text[]) as one (indicator_id, level, comment)
    )
    select id from head`;
  const assessmentId = z.array(z.object({ id: z.number() })).parse(rows)[0]?.id;
  if (assessmentId === undefined) throw new Error('An assessment that was inserted gave no id.');
  const evidence = answers.flatMap(({ indicatorId, evidence: items }) =>
    items.map((item) => ({ assessmentId, indicatorId, ...item })),
  );
  if (evidence.length > 0) await tx.evidence.createMany({ data: evidence });
}

/** Every submitted assessment of an appraisal with all that is in it. */
export async function listAssessments(tx: Tx, appraisalId: number): Promise<readonly AssessmentRow[]> {
  return (await listAssessmentsOf(tx, [appraisalId])).get(appraisalId) ?? [];
}

/** The same for many appraisals at once, by appraisal; one without any is left out. */
export async function listAssessmentsOf(
  tx: Tx,
  appraisalIds: readonly number[],
): Promise<ReadonlyMap<number, readonly AssessmentRow[]>> {
  const rows = await tx.$queryRaw`
    select id, appraisal_id as "appraisalId", kind, rater_id as "raterId", commendation,
      coalesce((
        select json_agg(json_build_object('indicatorId', indicator_id, 'level', level, 'comment', comment))
        from answer where assessment_id = assessment.id), '[]') as answers,
      coalesce((
        select json_agg(json_build_object('id', id, 'indicatorId', indicator_id, 'kind', kind, 'fileId', file_id, 'url', url, 'name', name) order by id)
        from evidence where assessment_id = assessment.id), '[]') as evidence
    from assessment where appraisal_id = any(${[...appraisalIds]}::int[]) order by id`;
  const found = new Map<number, AssessmentRow[]>();
  for (const row of z.array(storedSchema).parse(rows)) {
    const assessment = {
      id: row.id,
      kind: row.kind,
      raterId: row.raterId,
      commendation: row.commendation,
      answers: row.answers.map(({ indicatorId, level, comment }) => ({
        indicatorId,
        level,
        comment,
        evidence: row.evidence.filter((item) => item.indicatorId === indicatorId),
      })),
    };
    found.set(row.appraisalId, [...(found.get(row.appraisalId) ?? []), assessment]);
  }
  return found;
}

const storedSchema = z.object({
  id: z.number(),
  appraisalId: z.number(),
  kind: groupKindSchema,
  raterId: z.number(),
  commendation: z.string().nullable(),
  answers: z.array(z.object({ indicatorId: z.string(), level: z.number().nullable(), comment: z.string().nullable() })),
  evidence: z.array(
    z.object({
      id: z.number(),
      indicatorId: z.string(),
      kind: z.string(),
      fileId: z.string().nullable(),
      url: z.string().nullable(),
      name: z.string(),
    }),
  ),
});

/** A piece of evidence with whose appraisal it belongs to; null when there is none with this id. */
export async function findEvidence(
  tx: Tx,
  id: number,
): Promise<(EvidenceRow & { readonly appraisalId: number; readonly raterKind: GroupKind }) | null> {
  const row = await tx.evidence.findUnique({
    where: { id },
    include: { assessment: { select: { appraisalId: true, kind: true } } },
  });
  if (!row) return null;
  const { assessment, ...evidence } = row;
  return { ...evidence, appraisalId: assessment.appraisalId, raterKind: groupKindSchema.parse(assessment.kind) };
}

/** Assessments as the score takes them. */
export function submissionsOf(assessments: readonly AssessmentRow[]): readonly Submission[] {
  return assessments.map(({ kind, raterId, answers }) => ({
    group: kind,
    rater: String(raterId),
    answers: Object.fromEntries(
      answers.map(({ indicatorId, level }) => [indicatorId, level === null ? 'not-observed' : { level }]),
    ),
  }));
}
