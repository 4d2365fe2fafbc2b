import { z } from 'zod';
import type { Outgoing } from '../telegram/outgoing.ts';
import type { Tx } from './database.ts';

/** The same message for many people, with a first button of each one's own. */
export interface AlikeNotices {
  readonly kind: string;
  /** One for each language; its first button's data is replaced for each recipient. */
  readonly messages: Readonly<Record<'id' | 'en', Outgoing>>;
  readonly mustArrive: boolean;
  readonly dueAt: Date;
  readonly recipients: readonly AlikeRecipient[];
}

export interface AlikeRecipient {
  readonly chatId: number;
  readonly locale: 'id' | 'en';
  /** Data of this recipient's first button. */
  readonly data: string;
  /** The same key is queued once for ever. */
  readonly dedupeKey: string;
}

/** Queues one message for many in one statement, whatever their number: the words travel once for each language. Answers how many are new. */
export async function enqueueAlike(tx: Tx, notices: AlikeNotices): Promise<number> {
  const { recipients, messages } = notices;
  if (recipients.length === 0) return 0;
  for (const message of Object.values(messages)) withFirstButton.parse(message);
  return tx.$executeRaw`
    insert into outbox (chat_id, kind, content, must_arrive, dedupe_key, due_at)
    select given.chat_id, ${notices.kind},
      jsonb_set(case given.locale when 'en' then ${JSON.stringify(messages.en)}::jsonb else ${JSON.stringify(messages.id)}::jsonb end,
        '{keyboard,0,0,data}', to_jsonb(given.data)),
      ${notices.mustArrive}, given.dedupe_key, ${notices.dueAt}
    from unnest(
      ${recipients.map(({ chatId }) => BigInt(chatId))}::bigint[], ${recipients.map(({ locale }) => locale)}::text[],
      ${recipients.map(({ data }) => data)}::text[], ${recipients.map(({ dedupeKey }) => dedupeKey)}::text[]
    ) as given (chat_id, locale, data, dedupe_key)
    on conflict (dedupe_key) do nothing`;
}

/** Without a first button to replace, everybody would get the button of nobody. */
const withFirstButton = z.object({
  keyboard: z.tuple([z.tuple([z.object({ data: z.string() })], z.unknown())], z.unknown()),
});
