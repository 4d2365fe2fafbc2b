import { z } from 'zod';
import type { BotClient } from './bot-client.ts';
import { DownloadError, type GatewayPace, type GatewaySettings } from './gateway.ts';

const fileSchema = z.object({ file_path: z.string(), file_size: z.number().optional() });

/** The bytes of a file on Telegram. Never reads more than `maxBytes`. Throws `DownloadError`, whose words never hold the token. */
export async function downloadFile(
  client: BotClient,
  settings: GatewaySettings,
  pace: GatewayPace,
  fileId: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const outcome = await client.call('getFile', { file_id: fileId }, { deadlineMs: pace.deadlineMs });
  if (outcome.kind !== 'answered') {
    if (outcome.kind === 'refused' && /file is too big/i.test(outcome.description)) throw tooLarge(maxBytes);
    throw notAvailable(`getFile: ${JSON.stringify(outcome)}`);
  }
  const parsed = fileSchema.safeParse(outcome.result);
  if (!parsed.success) throw notAvailable('Telegram names no path for the file');
  const { file_path: path, file_size: size } = parsed.data;
  if (size !== undefined && size > maxBytes) throw tooLarge(maxBytes);
  const url = `${settings.apiRoot}/file/bot${settings.token}/${path}`;
  return read(url, maxBytes, AbortSignal.timeout(pace.deadlineMs * 4));
}

async function read(url: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || response.body === null) throw notAvailable(`Telegram answered ${response.status}`);
    for await (const chunk of response.body) {
      length += chunk.byteLength;
      if (length > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof DownloadError) throw error;
    throw notAvailable(error instanceof Error ? error.name : 'the connection broke');
  }
  return Buffer.concat(chunks, length);
}

function tooLarge(maxBytes: number): DownloadError {
  return new DownloadError('too-large', `The file is larger than ${maxBytes} bytes.`);
}

function notAvailable(why: string): DownloadError {
  return new DownloadError('not-available', `Telegram did not give the file: ${why}.`);
}
