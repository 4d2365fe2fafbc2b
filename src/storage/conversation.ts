import { type Progress, progressSchema } from '../dialogue/progress.ts';
import type { Tx } from './database.ts';

/** A conversation as stored, its progress parsed. */
export interface ConversationRow {
  readonly id: number;
  readonly telegramId: number;
  readonly flow: string;
  readonly subject: string;
  readonly progress: Progress;
  readonly updatedAt: Date;
}

/** The conversation with this id if it belongs to this person; null otherwise. */
export async function findConversation(tx: Tx, telegramId: number, id: number): Promise<ConversationRow | null> {
  const row = await tx.conversation.findFirst({ where: { id, telegramId: BigInt(telegramId) } });
  return row && conversationRow(row);
}

/** The person's conversation of this kind about this subject, open or paused. */
export async function findConversationAbout(
  tx: Tx,
  telegramId: number,
  flow: string,
  subject: string,
): Promise<ConversationRow | null> {
  const row = await tx.conversation.findUnique({
    where: { telegramId_flow_subject: { telegramId: BigInt(telegramId), flow, subject } },
  });
  return row && conversationRow(row);
}

/** The person's conversations, the one touched last first. */
export async function listConversations(tx: Tx, telegramId: number): Promise<readonly ConversationRow[]> {
  const rows = await tx.conversation.findMany({
    where: { telegramId: BigInt(telegramId) },
    orderBy: { updatedAt: 'desc' },
    take: 20,
  });
  return rows.map(conversationRow);
}

export async function createConversation(
  tx: Tx,
  given: { readonly telegramId: number; readonly subject: string; readonly progress: Progress; readonly now: Date },
): Promise<ConversationRow> {
  const row = await tx.conversation.create({
    data: {
      telegramId: BigInt(given.telegramId),
      flow: given.progress.flow,
      subject: given.subject,
      progress: given.progress,
      createdAt: given.now,
      updatedAt: given.now,
    },
  });
  return conversationRow(row);
}

export async function saveProgress(tx: Tx, id: number, progress: Progress, now: Date): Promise<void> {
  await tx.conversation.update({ where: { id }, data: { progress, updatedAt: now }, select: { id: true } });
}

export async function deleteConversation(tx: Tx, id: number): Promise<void> {
  await tx.conversation.deleteMany({ where: { id } });
}

/** Which of these subjects have a draft of this flow, whoever's it is: who is under way. Its answers stay unread. */
export async function subjectsUnderWay(
  tx: Tx,
  flow: string,
  subjects: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.conversation.findMany({
    where: { flow, subject: { in: [...subjects] } },
    select: { subject: true },
  });
  return new Set(rows.map((row) => row.subject));
}

/** Moves every draft of these chats to another; of two about the same thing the one touched last stays. Nothing else of it changes. */
export async function moveConversations(tx: Tx, from: readonly number[], to: number): Promise<number> {
  if (from.length === 0) return 0;
  const all = [...from, to].map(BigInt);
  await tx.$executeRaw`
    delete from conversation where id in (
      select id from (
        select id, row_number() over (partition by flow, subject order by updated_at desc, id desc) as place
        from conversation where telegram_id = any(${all}::bigint[])
      ) ranked where place > 1)`;
  return tx.$executeRaw`update conversation set telegram_id = ${BigInt(to)} where telegram_id = any(${from.map(BigInt)}::bigint[])`;
}

/** Deletes the drafts a chat began at or after this time. */
export async function deleteConversationsSince(tx: Tx, telegramId: number, since: Date): Promise<void> {
  await tx.conversation.deleteMany({ where: { telegramId: BigInt(telegramId), createdAt: { gte: since } } });
}

function conversationRow(row: {
  readonly id: number;
  readonly telegramId: bigint;
  readonly flow: string;
  readonly subject: string;
  readonly progress: unknown;
  readonly updatedAt: Date;
}): ConversationRow {
  return { ...row, telegramId: Number(row.telegramId), progress: progressSchema.parse(row.progress) };
}

/** What this person has drafts of in one flow. */
export async function subjectsUnderWayFor(tx: Tx, telegramId: number, flow: string): Promise<ReadonlySet<string>> {
  const rows = await tx.conversation.findMany({
    where: { telegramId: BigInt(telegramId), flow },
    select: { subject: true },
  });
  return new Set(rows.map((row) => row.subject));
}

/** Drops this person's draft about something, if there is one. */
export async function deleteConversationAbout(
  tx: Tx,
  telegramId: number,
  flow: string,
  subject: string,
): Promise<void> {
  await tx.conversation.deleteMany({ where: { telegramId: BigInt(telegramId), flow, subject } });
}
