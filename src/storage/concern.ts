import { z } from 'zod';
import type { Tx } from './database.ts';

/** A worry or question as HR sees it. Whoever sent an anonymous one is not in here: the chat the answer goes to never leaves this file but for the sending. */
export interface ConcernRow {
  readonly id: number;
  /** The sender's name and NIP where they gave it; null when anonymous. */
  readonly from: { readonly name: string; readonly nip: string | null } | null;
  /** Telegram HTML. */
  readonly text: string;
  readonly at: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  /** The question as published, Telegram HTML; null while it is not. */
  readonly faqQuestion: string | null;
}

export async function insertConcern(
  tx: Tx,
  given: { readonly telegramId: number; readonly anonymous: boolean; readonly text: string; readonly at: Date },
): Promise<number> {
  const { id } = await tx.concern.create({
    data: { ...given, telegramId: BigInt(given.telegramId) },
    select: { id: true },
  });
  return id;
}

/** How many this person sent since an instant: the brake on floods. */
export async function countConcernsSince(tx: Tx, telegramId: number, since: Date): Promise<number> {
  return tx.concern.count({ where: { telegramId: BigInt(telegramId), at: { gte: since } } });
}

export async function findConcern(tx: Tx, id: number): Promise<ConcernRow | null> {
  const rows = await tx.$queryRaw`
    select c.id, c.text, c.at, c.answer, c.answered_at as "answeredAt", c.faq_question as "faqQuestion",
      case when c.anonymous then null else coalesce(e.name, a.first_name) end as name,
      case when c.anonymous then null else e.nip end as nip
    from concern c left join account a on a.telegram_id = c.telegram_id left join employee e on e.id = a.employee_id
    where c.id = ${id}`;
  const [row] = z.array(concernSchema).parse(rows);
  if (!row) return null;
  const { name, nip, ...rest } = row;
  return { ...rest, from: name === null ? null : { name, nip } };
}

/** The same with its row locked, for whoever is about to answer it. */
export async function lockConcern(tx: Tx, id: number): Promise<ConcernRow | null> {
  await tx.$executeRaw`select 1 from concern where id = ${id} for update`;
  return findConcern(tx, id);
}

/** Concerns without an answer, the oldest first, one page of `size` from page 0. */
export async function listOpenConcerns(
  tx: Tx,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly concerns: readonly Pick<ConcernRow, 'id' | 'text' | 'at'>[] }> {
  const where = { answeredAt: null };
  const concerns = await tx.concern.findMany({
    where,
    select: { id: true, text: true, at: true },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    skip: page * size,
    take: size,
  });
  return { total: await tx.concern.count({ where }), concerns };
}

export async function saveAnswer(tx: Tx, id: number, answer: string, answeredAt: Date): Promise<void> {
  await tx.concern.update({ where: { id }, data: { answer, answeredAt }, select: { id: true } });
}

/** Publishes an answered concern under HR's own wording of the question; null takes it back. */
export async function saveFaqQuestion(tx: Tx, id: number, faqQuestion: string | null): Promise<void> {
  await tx.concern.update({ where: { id }, data: { faqQuestion }, select: { id: true } });
}

export interface FaqEntry {
  readonly id: number;
  readonly question: string;
  readonly answer: string;
}

/** Published questions and answers, the latest first, one page of `size` from page 0. */
export async function listFaq(
  tx: Tx,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly entries: readonly FaqEntry[] }> {
  const rows = await tx.$queryRaw`
    select id, faq_question as question, answer, (count(*) over ())::int as total
    from concern where faq_question is not null and answer is not null
    order by answered_at desc, id desc limit ${size} offset ${page * size}`;
  const found = z.array(faqSchema).parse(rows);
  return { total: found[0]?.total ?? 0, entries: found.map(({ total: _, ...entry }) => entry) };
}

/**
 * Where the answer goes: the chat it was sent from, or the employee's present chat when they moved to another phone since. Null when that cannot be written to. For the outbox
 * alone: no screen and no log may have it.
 */
export async function findAnswerChat(
  tx: Tx,
  id: number,
): Promise<{ readonly telegramId: number; readonly locale: 'id' | 'en' | null } | null> {
  const rows = await tx.$queryRaw`
    select chat.telegram_id as "telegramId", chat.locale
    from concern c join account sender on sender.telegram_id = c.telegram_id
    left join invitation i on sender.cut_off_at is not null and i.used_by = sender.telegram_id
    join account chat on chat.telegram_id = sender.telegram_id and sender.cut_off_at is null or chat.employee_id = i.employee_id
    where c.id = ${id} and chat.blocked_at is null and chat.cut_off_at is null
    limit 1`;
  return z.array(chatSchema).parse(rows)[0] ?? null;
}

const concernSchema = z.object({
  id: z.number(),
  text: z.string(),
  at: z.date(),
  answer: z.string().nullable(),
  answeredAt: z.date().nullable(),
  faqQuestion: z.string().nullable(),
  name: z.string().nullable(),
  nip: z.string().nullable(),
});
const faqSchema = z.object({ id: z.number(), question: z.string(), answer: z.string(), total: z.number() });
const chatSchema = z.object({
  telegramId: z.union([z.number(), z.bigint()]).transform(Number),
  locale: z.enum(['id', 'en']).nullable(),
});
