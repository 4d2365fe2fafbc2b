import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight } from '../domain/calendar.ts';
import {
  type DevelopmentKind,
  type DevelopmentState,
  developmentKinds,
  developmentStates,
} from '../domain/development.ts';
import { parseFramework } from '../domain/framework.ts';
import type { Localised } from '../domain/localised.ts';
import { type Predicate, predicateSchema } from '../domain/predicate.ts';
import { type Score, scoreFromJson } from '../domain/score-json.ts';
import { applyVariant } from '../domain/variant.ts';
import type { Tx } from './database.ts';

/** One appraisal as its owner may have it: what the supervisor said only after the release, and never a word or a number of a peer's own. */
export interface OwnAppraisal {
  readonly id: number;
  readonly period: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly supervisor: string | null;
  readonly selfSubmittedAt: Date | null;
  readonly releasedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  /** Retention took its words and files. */
  readonly wordsErased: boolean;
  /** Null before the release. */
  readonly result: {
    readonly predicate: Predicate | null;
    /** Jenjang kept at the release; null for results released before it was kept. */
    readonly grade: string | null;
    readonly predicateReason: string | null;
    readonly feedback: string | null;
    readonly score: Score | null;
  } | null;
  readonly answers: readonly OwnAnswer[];
  readonly objection: {
    readonly reason: string;
    readonly statement: string | null;
    readonly state: string;
    readonly decisionReason: string | null;
    readonly raisedAt: Date;
    readonly decidedAt: Date | null;
  } | null;
}

export interface OwnAnswer {
  readonly by: 'self' | 'supervisor';
  readonly indicator: Localised;
  /** Null: not observed. */
  readonly level: number | null;
  readonly comment: string | null;
  readonly evidence: readonly string[];
}

/** Every appraisal of an employee for their own eyes, the latest first. */
export async function listOwnAppraisals(tx: Tx, employeeId: number): Promise<readonly OwnAppraisal[]> {
  const rows = await tx.appraisal.findMany({
    where: { employeeId },
    include: {
      period: true,
      supervisor: { select: { name: true } },
      objection: true,
      assessments: {
        where: { kind: { in: ['self', 'supervisor'] } },
        include: { answers: true, evidence: { orderBy: { id: 'asc' } } },
        orderBy: { id: 'asc' },
      },
    },
    orderBy: { period: { endsOn: 'desc' } },
  });
  return rows.map((row) => {
    const { indicators } = applyVariant(parseFramework(row.period.framework), row.variant);
    const nameOf = (id: string): Localised => indicators.find((each) => each.id === id)?.name ?? { id, en: id };
    // The supervisor's part is nobody's but the supervisor's before the release.
    const visible = row.assessments.filter(({ kind }) => kind === 'self' || row.releasedAt !== null);
    return {
      id: row.id,
      period: row.period.name,
      startsOn: fromUtcMidnight(row.period.startsOn),
      endsOn: fromUtcMidnight(row.period.endsOn),
      supervisor: row.supervisor?.name ?? null,
      selfSubmittedAt: row.selfSubmittedAt,
      releasedAt: row.releasedAt,
      acknowledgedAt: row.acknowledgedAt,
      wordsErased: row.wordsErasedAt !== null,
      result:
        row.releasedAt === null
          ? null
          : {
              predicate: predicateSchema.nullable().parse(row.predicate),
              grade: row.grade,
              predicateReason: row.predicateReason,
              feedback: row.feedback,
              score: row.score === null ? null : scoreFromJson(row.score),
            },
      answers: visible.flatMap(({ kind, answers, evidence }) =>
        answers.map(({ indicatorId, level, comment }) => ({
          by: kind === 'self' ? 'self' : 'supervisor',
          indicator: nameOf(indicatorId),
          level,
          comment,
          evidence: evidence.filter((item) => item.indicatorId === indicatorId).map((item) => item.url ?? item.name),
        })),
      ),
      objection: row.objection && {
        reason: row.objection.reason,
        statement: row.objection.supervisorStatement,
        state: row.objection.state,
        decisionReason: row.objection.decisionReason,
        raisedAt: row.objection.raisedAt,
        decidedAt: row.objection.decidedAt,
      },
    };
  });
}

/** Reminders an employee was given about their own self-assessment or as a supervisor, the latest first, without whom a review was about. */
export async function listOwnReminders(
  tx: Tx,
  employeeId: number,
): Promise<readonly { readonly at: Date; readonly own: boolean }[]> {
  const rows = await tx.reminder.findMany({
    where: { employeeId },
    select: { at: true, kind: true },
    orderBy: { at: 'desc' },
    take: 1000,
  });
  return rows.map(({ at, kind }) => ({ at, own: kind === 'self' }));
}

/** Whoever assessed this employee or leads them now, on their own or by delegation, and whoever heard an objection of theirs: they may be named to the employee. */
export async function listOwnSuperiors(tx: Tx, employeeId: number): Promise<ReadonlySet<number>> {
  const rows = await tx.appraisal.findMany({
    where: { employeeId },
    select: { supervisorId: true, objection: { select: { hearerId: true } } },
  });
  const present = await tx.employee.findUnique({ where: { id: employeeId }, select: { supervisorId: true } });
  const ids = [present?.supervisorId, ...rows.flatMap((row) => [row.supervisorId, row.objection?.hearerId])];
  const superiors = ids.filter((id): id is number => typeof id === 'number');
  const delegates = await tx.delegation.findMany({ where: { fromId: { in: superiors } }, select: { toId: true } });
  return new Set([...superiors, ...delegates.map(({ toId }) => toId)].filter((id) => id !== employeeId));
}

/** Signed messages to HR and their answers; what was sent without a name is in no file. */
export async function listOwnConcerns(
  tx: Tx,
  telegramId: number,
): Promise<readonly { readonly text: string; readonly at: Date; readonly answer: string | null }[]> {
  return tx.concern.findMany({
    where: { telegramId: BigInt(telegramId), anonymous: false },
    select: { text: true, at: true, answer: true },
    orderBy: { at: 'desc' },
    take: 1000,
  });
}

/** One item of a development plan; texts are Telegram HTML. */
export interface OwnDevelopment {
  readonly kind: DevelopmentKind;
  readonly text: string;
  readonly dueOn: string;
  readonly state: DevelopmentState;
  readonly followUp: string | null;
}

export async function listOwnDevelopment(tx: Tx, employeeId: number): Promise<readonly OwnDevelopment[]> {
  const rows = await tx.developmentItem.findMany({
    where: { employeeId },
    select: { kind: true, text: true, dueOn: true, state: true, followUp: true },
    orderBy: { dueOn: 'desc' },
  });
  return rows.map(({ kind, dueOn, state, ...rest }) => ({
    ...rest,
    kind: z.enum(developmentKinds).parse(kind),
    state: z.enum(developmentStates).parse(state),
    dueOn: fromUtcMidnight(dueOn),
  }));
}
