import readWorkbook from 'read-excel-file/node';
import { z } from 'zod';
import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import { botToken, type Stage } from './bot.ts';

/** What the file of a message holds, fetched as a bot would; throws where the message has none. */
export async function bytesOf(stage: Stage, { media, text }: ChatMessage): Promise<Buffer> {
  if (!media) throw new Error(`There is no file with: ${text}`);
  const { apiRoot } = stage.simulator;
  const found = await fetch(`${apiRoot}/bot${botToken}/getFile?file_id=${encodeURIComponent(media.fileId)}`);
  const { result } = z.object({ result: z.object({ file_path: z.string() }) }).parse(await found.json());
  const file = await fetch(`${apiRoot}/file/bot${botToken}/${result.file_path}`);
  return Buffer.from(await file.arrayBuffer());
}

/** Text of a document the bot sent, without its byte order mark. */
export async function textOf(stage: Stage, message: ChatMessage): Promise<string> {
  return new TextDecoder().decode(await bytesOf(stage, message));
}

/** Every cell of a workbook the bot sent, sheet by sheet, as JSON. */
export async function cellsOf(stage: Stage, message: ChatMessage): Promise<string> {
  return JSON.stringify(await readWorkbook(await bytesOf(stage, message)));
}
