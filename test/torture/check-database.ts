import { z } from 'zod';
import type { Database } from '../../src/storage/database.ts';
import { type Count, none } from './count.ts';
import type { Stored } from './stored.ts';

/** Whether the rows fit one another: what was given in is whole and there once, the trail has an entry for each change, nothing is left over. */
export function checkRows(stored: Stored, indicators: number): readonly Count[] {
  const { appraisals, assessments, peerRequests, conversations, accounts, notes, concerns, broadcasts, trail } = stored;
  const ids = new Set(appraisals.map(({ id }) => id));
  const of = (kind: string) => assessments.filter((each) => each.kind === kind);
  const inTrail = (action: string) => trail.filter((entry) => entry.action === action).length;
  const entries = (what: string, changes: number, action: string): Count => ({
    what: `trail: ${what}`,
    found: inTrail(action),
    must: changes,
  });
  const has = (kind: string, appraisalId: number, raterId?: number) =>
    of(kind).some((each) => each.appraisalId === appraisalId && (raterId === undefined || each.raterId === raterId));
  return [
    entries('self-assessments submitted', of('self').length, 'self-assessment-submitted'),
    entries('reviews submitted', of('supervisor').length, 'review-submitted'),
    entries('peer ratings submitted', of('peer').length, 'peer-assessment-submitted'),
    entries('broadcasts sent', broadcasts.length, 'broadcast-sent'),
    entries('notes sent', notes.length, 'feedback-sent'),
    entries('concerns sent', concerns.length, 'concern-sent'),
    none(
      'assessments that are not whole',
      assessments.filter(({ answers }) => answers.length !== indicators).map(({ id, kind }) => `${kind} ${id}`),
    ),
    none(
      'appraisals that do not fit their assessments',
      appraisals
        .filter(
          ({ id, selfSubmittedAt, reviewedAt, predicate, feedback }) =>
            has('self', id) !== (selfSubmittedAt !== null) ||
            has('supervisor', id) !== (reviewedAt !== null) ||
            (reviewedAt !== null) !== (predicate !== null && feedback !== null),
        )
        .map(({ id }) => String(id)),
    ),
    none(
      'peer requests that do not fit their ratings',
      peerRequests
        .filter(({ appraisalId, peerId, state }) => has('peer', appraisalId, peerId) !== (state === 'submitted'))
        .map(({ id, state }) => `${id}: ${state}`),
    ),
    none(
      'conversations about nothing',
      conversations
        .filter(
          ({ flow, subject }) => ['self-assessment', 'review', 'peer'].includes(flow) && !ids.has(Number(subject)),
        )
        .map(({ id, flow }) => `${flow} ${id}`),
    ),
    none(
      'drafts of what was given in',
      conversations
        .filter(
          ({ flow, subject }) =>
            (flow === 'self-assessment' && has('self', Number(subject))) ||
            (flow === 'review' && has('supervisor', Number(subject))),
        )
        .map(({ id, flow }) => `${flow} ${id}`),
    ),
    none(
      "people in somebody else's conversation",
      accounts
        .filter(
          ({ telegramId, conversationId }) =>
            conversationId !== null &&
            !conversations.some((each) => each.id === conversationId && each.telegramId === telegramId),
        )
        .map(({ telegramId }) => String(telegramId)),
    ),
    none(
      'messages without words or a broadcast',
      stored.outbox
        .filter(
          ({ state, content, broadcastId }) =>
            (state === 'queued' && content === null && broadcastId === null) ||
            (broadcastId !== null && !broadcasts.some(({ id }) => id === broadcastId)),
        )
        .map(({ id }) => String(id)),
    ),
  ];
}

const backendSchema = z.object({ state: z.string().nullable(), query: z.string().nullable(), seconds: z.number() });

/** Whether a transaction is still open that nobody works in; called when nothing is going on. */
export async function checkTransactions({ prisma }: Database): Promise<readonly Count[]> {
  const rows = z.array(backendSchema).parse(
    await prisma.$queryRaw`
      select state, query, extract(epoch from clock_timestamp() - xact_start)::float8 as seconds from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and xact_start < clock_timestamp() - interval '2 seconds'`,
  );
  const prepared = z
    .array(z.object({ gid: z.string() }))
    .parse(await prisma.$queryRaw`select gid from pg_prepared_xacts`);
  return [
    none('open transactions', [
      ...rows.map(({ state, query, seconds }) => `${state} for ${Math.round(seconds)} s: ${query?.slice(0, 100)}`),
      ...prepared.map(({ gid }) => `prepared ${gid}`),
    ]),
  ];
}
