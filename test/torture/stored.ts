import { z } from 'zod';
import { progressSchema } from '../../src/dialogue/progress.ts';
import type { Tx } from '../../src/storage/database.ts';

/** All that the database holds of what people said and were sent. */
export type Stored = Awaited<ReturnType<typeof readStored>>;

/** Reads it as this transaction sees it. */
export async function readStored(tx: Tx) {
  const conversations = await tx.conversation.findMany();
  const broadcasts = await tx.broadcast.findMany();
  return {
    assessments: await tx.assessment.findMany({ include: { answers: true, appraisal: true } }),
    appraisals: await tx.appraisal.findMany(),
    peerRequests: await tx.peerRequest.findMany(),
    conversations: conversations.map(({ progress, ...row }) => ({ ...row, progress: progressSchema.parse(progress) })),
    notes: await tx.feedbackNote.findMany(),
    concerns: await tx.concern.findMany(),
    broadcasts: broadcasts.map(({ content, ...row }) => ({ ...row, html: htmlSchema.parse(content).html })),
    outbox: await tx.outboxMessage.findMany(),
    trail: await tx.auditEntry.findMany(),
    accounts: await tx.account.findMany(),
    updates: await tx.processedUpdate.count(),
  };
}

const htmlSchema = z.object({ html: z.string() });
