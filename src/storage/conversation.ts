import { z } from 'zod';
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
  const rows = await tx.$queryRaw`
    select id, telegram_id as "telegramId", flow, subject, progress, updated_at as "updatedAt" from conversation
    where id = ${id} and telegram_id = ${BigInt(telegramId)}`;
  return z.array(storedSchema).parse(rows)[0] ?? null;
}

/** The person's conversation of this kind about this subject, open or paused. */
export async function findConversationAbout(
  tx: Tx,
  telegramId: number,
  flow: string,
  subject: string,
): Promise<ConversationRow | null> {
  const rows = await tx.$queryRaw`
    select id, telegram_id as "telegramId", flow, subject, progress, updated_at as "updatedAt" from conversation
    where telegram_id = ${BigInt(telegramId)} and flow = ${flow} and subject = ${subject}`;
  return z.array(storedSchema).parse(rows)[0] ?? null;
}

/** The person's conversations, the one touched last first. */
export async function listConversations(tx: Tx, telegramId: number): Promise<readonly ConversationRow[]> {
  const rows = await tx.conversation.findMany({
    where: { telegramId: BigInt(telegramId) },
    orderBy: { updatedAt: 'desc' },
    take: 20,
  });
  return z.array(storedSchema).parse(rows);
}

/** Whether the person has any, open or paused. */
export async function hasConversation(tx: Tx, telegramId: number): Promise<boolean> {
  const found = await tx.conversation.findFirst({ where: { telegramId: BigInt(telegramId) }, select: { id: true } });
  return found !== null;
}

export async function createConversation(
  tx: Tx,
  given: { readonly telegramId: number; readonly subject: string; readonly progress: Progress; readonly now: Date },
): Promise<ConversationRow> {
  const rows = await tx.$queryRaw`
    insert into conversation (telegram_id, flow, subject, progress, created_at, updated_at)
    values (${BigInt(given.telegramId)}, ${given.progress.flow}, ${given.subject}, ${JSON.stringify(given.progress)}::jsonb, ${given.now}, ${given.now})
    returning id, telegram_id as "telegramId", flow, subject, progress, updated_at as "updatedAt"`;
  const [row] = z.array(storedSchema).parse(rows);
  if (!row) throw new Error('A conversation that was inserted gave no row.');
  return row;
}

export async function saveProgress(tx: Tx, id: number, progress: Progress, now: Date): Promise<void> {
  await tx.$executeRaw`
    update conversation set progress = ${JSON.stringify(progress)}::jsonb, updated_at = ${now} where id = ${id}`;
}

export async function deleteConversation(tx: Tx, id: number): Promise<void> {
  await tx.$executeRaw`delete from conversation where id = ${id}`;
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

const storedSchema = z.object({
  id: z.number(),
  telegramId: z.number().or(z.bigint()).transform(Number),
  flow: z.string(),
  subject: z.string(),
  progress: progressSchema,
  updatedAt: z.date(),
});

/** What this person has drafts of in one flow. */
export async function subjectsUnderWayFor(tx: Tx, telegramId: number, flow: string): Promise<ReadonlySet<string>> {
  const rows = await tx.conversation.findMany({
    where: { telegramId: BigInt(telegramId), flow },
    select: { subject: true },
  });
  return new Set(rows.map((row) => row.subject));
}

/** Drops everybody's drafts of these flows about these subjects. */
export async function deleteConversationsAbout(
  tx: Tx,
  flows: readonly string[],
  subjects: readonly string[],
): Promise<void> {
  await tx.conversation.deleteMany({ where: { flow: { in: [...flows] }, subject: { in: [...subjects] } } });
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
