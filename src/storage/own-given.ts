import { z } from 'zod';
import { type Framework, parseFramework } from '../domain/framework.ts';
import { type Localised, localisedSchema } from '../domain/localised.ts';
import { type PollAnswer, pollAnswers } from '../domain/poll.ts';
import { type ConflictState, conflictStates } from './conflict.ts';
import type { Tx } from './database.ts';
import { findFrozenFramework } from './frozen-frameworks.ts';

/** One answer a person gave about somebody else. */
export interface GivenAnswer {
  readonly period: string;
  /** Whom it is about; null for an answer given as a peer. */
  readonly about: string | null;
  readonly indicator: Localised;
  /** Null: not observed. */
  readonly level: number | null;
  /** Telegram HTML; always null for an answer given as a peer. */
  readonly comment: string | null;
}

/**
 * What a person answered about others, for their own file: as supervisor in full; as a peer without whom, without words, and in an order that does not put the answers about one
 * colleague together. Peers were promised that no export links them to an answer (DOMAIN.md §6), and the file bears its owner's name.
 */
export async function listGivenAnswers(tx: Tx, raterId: number, most: number): Promise<readonly GivenAnswer[]> {
  const rows = await tx.$queryRaw`
    select p.id as "periodId", p.name as period, case when s.kind = 'supervisor' then e.name end as about, w.indicator_id as "indicatorId", w.level,
      case when s.kind = 'supervisor' then w.comment end as comment
    from assessment s join answer w on w.assessment_id = s.id join appraisal a on a.id = s.appraisal_id
    join employee e on e.id = a.employee_id join period p on p.id = a.period_id
    where s.rater_id = ${raterId} and s.kind in ('supervisor', 'peer')
    order by p.ends_on desc, s.kind desc, about, w.indicator_id, w.level limit ${most}`;
  const given = z.array(givenSchema).parse(rows);
  const names = new Map<number, ReadonlyMap<string, Localised>>();
  for (const { periodId } of given)
    if (!names.has(periodId)) names.set(periodId, namesIn(await findFrozenFramework(tx, periodId)));
  return given.map(({ periodId, indicatorId, ...row }) => ({
    ...row,
    indicator: names.get(periodId)?.get(indicatorId) ?? { id: indicatorId, en: indicatorId },
  }));
}

/** One answer in a poll about a framework's indicators. */
export interface OwnVote {
  readonly framework: string;
  readonly indicator: Localised;
  readonly answer: PollAnswer;
  readonly comment: string | null;
  readonly at: Date;
}

export async function listOwnVotes(tx: Tx, employeeId: number): Promise<readonly OwnVote[]> {
  const rows = await tx.pollVote.findMany({
    where: { employeeId },
    include: { poll: { select: { frameworkKey: true } } },
    orderBy: [{ pollId: 'desc' }, { indicatorId: 'asc' }],
    take: 1000,
  });
  const polls = await tx.poll.findMany({
    where: { id: { in: [...new Set(rows.map(({ pollId }) => pollId))] } },
    select: { id: true, framework: true },
  });
  const names = new Map(polls.map(({ id, framework }) => [id, namesIn(parseFramework(framework))]));
  return rows.map(({ poll, pollId, indicatorId, answer, comment, at }) => ({
    framework: poll.frameworkKey,
    indicator: names.get(pollId)?.get(indicatorId) ?? { id: indicatorId, en: indicatorId },
    answer: z.enum(pollAnswers).parse(answer),
    comment,
    at,
  }));
}

/** A conflict of interest this employee declared as somebody's rater. */
export interface OwnConflict {
  readonly period: string;
  readonly about: string;
  /** Empty once retention took the words. */
  readonly reason: string;
  readonly state: ConflictState;
  readonly answer: string | null;
  readonly at: Date;
}

export async function listOwnConflicts(tx: Tx, raterId: number): Promise<readonly OwnConflict[]> {
  const rows = await tx.$queryRaw`
    select p.name as period, e.name as about, c.reason, c.state, c.answer, c.at
    from conflict_declaration c join appraisal a on a.id = c.appraisal_id join period p on p.id = a.period_id join employee e on e.id = a.employee_id
    where c.rater_id = ${raterId} order by c.id desc limit 1000`;
  return z.array(conflictSchema).parse(rows);
}

function namesIn({ indicators }: Framework): ReadonlyMap<string, Localised> {
  return new Map(indicators.map(({ id, name }) => [id, localisedSchema.parse(name)]));
}

const conflictSchema = z.object({
  period: z.string(),
  about: z.string(),
  reason: z.string(),
  state: z.enum(conflictStates),
  answer: z.string().nullable(),
  at: z.date(),
});
const givenSchema = z.object({
  periodId: z.number(),
  period: z.string(),
  about: z.string().nullable(),
  indicatorId: z.string(),
  level: z.number().nullable(),
  comment: z.string().nullable(),
});
