import { z } from 'zod';
import { type CalendarDate, fromUtcMidnight } from '../domain/calendar.ts';
import {
  type Consent,
  consentSchema,
  type RecognitionKind,
  type RecognitionState,
  recognitionKindSchema,
  recognitionStateSchema,
} from '../domain/recognition.ts';
import type { Tx } from './database.ts';
import { type DialogueState, dialogueStates } from './performance-dialogue.ts';

/** A performance dialogue about this employee. */
export interface OwnDialogue {
  readonly period: string;
  readonly supervisor: string;
  readonly state: DialogueState;
  readonly meetsAt: Date | null;
  /** Telegram HTML. */
  readonly record: string | null;
  readonly supervisorSignedAt: Date | null;
  readonly employeeSignedAt: Date | null;
}

export async function listOwnDialogues(tx: Tx, employeeId: number): Promise<readonly OwnDialogue[]> {
  const rows = await tx.$queryRaw`
    select p.name as period, s.name as supervisor, d.state, d.meets_at as "meetsAt", d.record, d.supervisor_signed_at as "supervisorSignedAt",
      d.employee_signed_at as "employeeSignedAt"
    from performance_dialogue d join appraisal a on a.id = d.appraisal_id join period p on p.id = a.period_id join employee s on s.id = d.supervisor_id
    where a.employee_id = ${employeeId} order by d.id desc limit 1000`;
  return z.array(dialogueSchema).parse(rows);
}

/** A nomination: of this employee by whoever it was, or by this employee of somebody they named themselves. */
export interface OwnRecognition {
  /** Whom this employee nominated; null when they were nominated. */
  readonly nominee: string | null;
  readonly kind: RecognitionKind;
  readonly title: string;
  readonly reason: string;
  readonly state: RecognitionState;
  readonly decisionReason: string | null;
  readonly consent: Consent | null;
  readonly createdAt: Date;
}

export async function listOwnRecognitions(tx: Tx, employeeId: number): Promise<readonly OwnRecognition[]> {
  const rows = await tx.$queryRaw`
    select case when r.employee_id <> ${employeeId} then e.name end as nominee, r.kind, r.title, r.reason, r.state, r.decision_reason as "decisionReason", r.consent,
      r.created_at as "createdAt"
    from recognition r join employee e on e.id = r.employee_id
    where r.employee_id = ${employeeId} or r.nominated_by = ${employeeId} order by r.id desc limit 1000`;
  return z.array(recognitionSchema).parse(rows);
}

/** A delegation from this employee or to them. */
export interface OwnDelegation {
  readonly from: string;
  readonly to: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly cancelledAt: Date | null;
}

export async function listOwnDelegations(tx: Tx, employeeId: number): Promise<readonly OwnDelegation[]> {
  const rows = await tx.$queryRaw`
    select giver.name as "from", taker.name as "to", d.starts_on as "startsOn", d.ends_on as "endsOn", d.cancelled_at as "cancelledAt"
    from delegation d join employee giver on giver.id = d.from_id join employee taker on taker.id = d.to_id
    where d.from_id = ${employeeId} or d.to_id = ${employeeId} order by d.id desc limit 1000`;
  return z
    .array(delegationSchema)
    .parse(rows)
    .map(({ startsOn, endsOn, ...row }) => ({
      ...row,
      startsOn: fromUtcMidnight(startsOn),
      endsOn: fromUtcMidnight(endsOn),
    }));
}

/** Goes at the quiz of a lesson. */
export async function listOwnLessons(
  tx: Tx,
  employeeId: number,
): Promise<
  readonly {
    readonly lesson: string;
    readonly questions: number;
    readonly right: number;
    readonly finishedAt: Date | null;
  }[]
> {
  return tx.lessonAttempt.findMany({
    where: { employeeId },
    select: { lesson: true, questions: true, right: true, finishedAt: true },
    orderBy: { id: 'desc' },
    take: 1000,
  });
}

const dialogueSchema = z.object({
  period: z.string(),
  supervisor: z.string(),
  state: z.enum(dialogueStates),
  meetsAt: z.date().nullable(),
  record: z.string().nullable(),
  supervisorSignedAt: z.date().nullable(),
  employeeSignedAt: z.date().nullable(),
});
const recognitionSchema = z.object({
  nominee: z.string().nullable(),
  kind: recognitionKindSchema,
  title: z.string(),
  reason: z.string(),
  state: recognitionStateSchema,
  decisionReason: z.string().nullable(),
  consent: consentSchema.nullable(),
  createdAt: z.date(),
});
const delegationSchema = z.object({
  from: z.string(),
  to: z.string(),
  startsOn: z.date(),
  endsOn: z.date(),
  cancelledAt: z.date().nullable(),
});
