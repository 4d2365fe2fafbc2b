import type { Tx } from './database.ts';

/** The kind of outbox message that shows an open question again. What it says is made when it is sent, from the question as it stands then. */
export const questionAgainKind = 'question-again';

/** Somebody to be shown their open question again. */
export interface QuestionAgain {
  readonly chatId: number;
  /** Whoever did something after this instant needs it no more. */
  readonly since: Date;
  readonly dueAt: Date;
  /** The same key is queued once for ever. */
  readonly dedupeKey: string;
}

/** Queues that open questions are shown again; whose key was queued before is left out. Answers how many are new. */
export async function enqueueQuestions(tx: Tx, questions: readonly QuestionAgain[]): Promise<number> {
  if (questions.length === 0) return 0;
  const { count } = await tx.outboxMessage.createMany({
    data: questions.map(({ chatId, since, dueAt, dedupeKey }) => ({
      chatId: BigInt(chatId),
      kind: questionAgainKind,
      content: { since: since.toISOString() },
      // A second one would only annoy, and the buttons of the first question go on working.
      mustArrive: false,
      dedupeKey,
      dueAt,
    })),
    skipDuplicates: true,
  });
  return count;
}
