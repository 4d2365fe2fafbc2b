import { z } from 'zod';
import type { BotClient, CallOutcome } from './bot-client.ts';
import { uploadFileName } from './clean-file-name.ts';
import { deliveryOf } from './delivery.ts';
import type { Delivery, GatewayPace } from './gateway.ts';
import type { Button, Keyboard, Outgoing, OutgoingFile } from './outgoing.ts';

/** Sends a new message; what became of it is the result. */
export async function sendMessage(
  client: BotClient,
  chatId: number,
  message: Outgoing,
  pace: GatewayPace,
): Promise<Delivery> {
  const { file, html } = message;
  const base = { chat_id: chatId, ...markup(message.keyboard), ...(message.protect ? { protect_content: true } : {}) };
  const limits = limitsFor(file, pace);
  if (file === undefined) return sent(await client.call('sendMessage', { ...base, ...text(html) }, limits));
  const content = contentOf(client, file);
  return file.as === 'photo'
    ? sent(await client.call('sendPhoto', { ...base, ...caption(html), photo: content }, limits))
    : sent(await client.call('sendDocument', { ...base, ...caption(html), ...asIs, document: content }, limits));
}

/** Replaces text, file and buttons of a message. */
export async function editMessage(
  client: BotClient,
  chatId: number,
  messageId: number,
  message: Outgoing,
  pace: GatewayPace,
): Promise<Delivery> {
  const { file, html } = message;
  const base = { chat_id: chatId, message_id: messageId, ...markup(message.keyboard) };
  const limits = limitsFor(file, pace);
  if (file === undefined) return sent(await client.call('editMessageText', { ...base, ...text(html) }, limits));
  const content = contentOf(client, file);
  const media = { type: file.as, media: content, ...caption(html), ...(file.as === 'document' ? asIs : {}) };
  return sent(await client.call('editMessageMedia', { ...base, media }, limits));
}

/** Keeps Telegram from turning a document into a sound or an animation of its own accord. */
const asIs = { disable_content_type_detection: true };

function text(html: string): object {
  return { text: html, parse_mode: 'HTML', link_preview_options: { is_disabled: true } };
}

function caption(html: string): object {
  return html === '' ? {} : { caption: html, parse_mode: 'HTML' };
}

function markup(keyboard: Keyboard): object {
  return keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboard.map((row) => row.map(rawButton)) } };
}

function rawButton(button: Button): object {
  if ('data' in button) return { text: button.text, callback_data: button.data };
  if ('url' in button) return { text: button.text, url: button.url };
  return { text: button.text, copy_text: { text: button.copy } };
}

function contentOf(client: BotClient, file: OutgoingFile): string | object {
  return 'fileId' in file
    ? file.fileId
    : client.inputFile(Buffer.from(file.base64, 'base64'), uploadFileName(file.name));
}

function limitsFor(file: OutgoingFile | undefined, pace: GatewayPace): { deadlineMs: number } {
  const isUpload = file !== undefined && 'base64' in file;
  return { deadlineMs: isUpload ? pace.deadlineMs * 4 : pace.deadlineMs };
}

const sentSchema = z.object({
  message_id: z.number(),
  photo: z.array(z.object({ file_id: z.string(), width: z.number() })).optional(),
  document: z.object({ file_id: z.string() }).optional(),
});

function sent(outcome: CallOutcome<unknown>): Delivery {
  if (outcome.kind !== 'answered') return deliveryOf(outcome);
  const parsed = sentSchema.safeParse(outcome.result);
  if (!parsed.success) return { state: 'unknown', why: 'Telegram agreed, but its answer holds no message' };
  const { message_id: messageId, photo, document } = parsed.data;
  const largest = photo?.reduce((best, size) => (size.width > best.width ? size : best));
  return { state: 'sent', messageId, fileId: largest?.file_id ?? document?.file_id ?? null };
}
