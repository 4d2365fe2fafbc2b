import { z } from 'zod';

/** Telegram tries again after two minutes at most, and may then wait a minute for the answer: an error before that is over, in milliseconds. */
const errorLastsMs = 180_000;

/** Whether the answer to getWebhookInfo says that updates reach this address: it is the one that is set, and what waits did not fail lately. */
export function webhookDelivers(info: unknown, { url, now }: { readonly url: string; readonly now: Date }): boolean {
  const read = infoSchema.safeParse(info);
  if (!read.success || read.data.url !== url) return false;
  const { pending_update_count: waiting, last_error_date: failedAt } = read.data;
  return waiting === 0 || failedAt === undefined || now.getTime() - failedAt * 1000 > errorLastsMs;
}

const infoSchema = z.object({
  url: z.string(),
  pending_update_count: z.number(),
  last_error_date: z.number().optional(),
});
