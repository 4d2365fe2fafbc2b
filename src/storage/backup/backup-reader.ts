import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import {
  type BackupHeader,
  type BackupTable,
  backupFormat,
  backupHeaderSchema,
  copyInStatement,
  endOfBackup,
  endOfRows,
  headerMark,
} from './backup-header.ts';
import { BackupRefused } from './backup-refused.ts';

/** Reads a backup from front to back, once. Each part throws `BackupRefused` when the file is not what it says. */
export interface BackupReader {
  readonly header: BackupHeader;
  /** Rows of the next table, which must be this one; whole lines. Fails at the end when they are not as many as the header says. */
  rows(table: BackupTable): AsyncIterable<Buffer>;
  /** Reads to the very end, where the file's check sum is. */
  end(): Promise<void>;
  close(): void;
}

export async function openBackup(file: string): Promise<BackupReader> {
  const source = createReadStream(file);
  const unpacked = createGunzip({ chunkSize: 1 << 18 });
  source.on('error', (error) => unpacked.destroy(error));
  source.pipe(unpacked);
  const chunks: AsyncIterator<Buffer> = unpacked[Symbol.asyncIterator]();
  /** Not used yet; begins where a line begins. */
  let pending: Buffer = Buffer.alloc(0);
  const close = () => {
    source.destroy();
    unpacked.destroy();
  };
  try {
    return { header: readHeader(await nextLine(mostHeaderBytes), file), rows, end, close };
  } catch (error) {
    close();
    throw error;
  }

  async function more(): Promise<boolean> {
    const next = await chunks.next().catch((error: unknown) => {
      throw unreadable(error, file);
    });
    if (next.done === true) return false;
    pending = pending.length === 0 ? next.value : Buffer.concat([pending, next.value]);
    return true;
  }

  async function nextLine(mostBytes = 1 << 16): Promise<string> {
    for (;;) {
      const at = pending.indexOf(newLine);
      if (at >= 0) {
        const text = pending.toString('utf8', 0, at);
        pending = pending.subarray(at + 1);
        return text;
      }
      if (pending.length > mostBytes || !(await more())) throw damaged(file, 'it ends too early');
    }
  }

  async function* rows(table: BackupTable): AsyncGenerator<Buffer> {
    if ((await nextLine()) !== copyInStatement(table))
      throw damaged(file, `the table ${table.name} is not where it belongs`);
    let count = 0;
    for (let over = false; !over; ) {
      const block = takeRows();
      over = block.over;
      count += countLines(block.rows);
      if (block.rows.length > 0) yield block.rows;
      if (!over && !(await more())) throw damaged(file, `it ends in the table ${table.name}`);
    }
    if (count !== table.rows) throw damaged(file, `the table ${table.name} has ${count} rows instead of ${table.rows}`);
  }

  /** The whole lines at hand, up to the end of the table. */
  function takeRows(): { readonly rows: Buffer; readonly over: boolean } {
    const empty = pending.subarray(0, endMark.length).equals(endMark);
    const lastRow = empty ? -1 : pending.indexOf(markAfterRow);
    const over = empty || lastRow >= 0;
    const until = over ? lastRow + 1 : pending.lastIndexOf(newLine) + 1;
    const taken = pending.subarray(0, until);
    pending = pending.subarray(over ? until + endMark.length : until);
    return { rows: taken, over };
  }

  async function end(): Promise<void> {
    if ((await nextLine()) !== endOfBackup) throw damaged(file, 'its end is missing');
    if (pending.length > 0 || (await more())) throw damaged(file, 'something follows its end');
  }
}

const newLine = 0x0a;
const endMark = Buffer.from(`${endOfRows}\n`);
const markAfterRow = Buffer.from(`\n${endOfRows}\n`);
const mostHeaderBytes = 1 << 24;

function readHeader(text: string, file: string): BackupHeader {
  if (!text.startsWith(headerMark)) throw damaged(file, 'it is not a backup of Dialog Kinerja');
  const given: unknown = parseJson(text.slice(headerMark.length), file);
  const format = formatSchema.safeParse(given);
  if (format.success && format.data.format > backupFormat)
    throw new BackupRefused(
      'newer',
      `The backup was written by a newer version (${format.data.version}). Install that version and restore with it.`,
    );
  const header = backupHeaderSchema.safeParse(given);
  if (!header.success) throw damaged(file, 'its first line cannot be understood');
  return header.data;
}

const formatSchema = backupHeaderSchema.pick({ format: true, version: true });

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(file, 'its first line cannot be understood', error);
  }
}

function countLines(block: Buffer): number {
  let count = 0;
  for (let at = block.indexOf(newLine); at >= 0; at = block.indexOf(newLine, at + 1)) count += 1;
  return count;
}

function unreadable(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if ('syscall' in error) return new BackupRefused('file', `The backup cannot be read: ${error.message}.`, error);
  return damaged(file, 'it is cut off, or its content was changed', error);
}

const damaged = (file: string, why: string, cause?: unknown) =>
  new BackupRefused('damaged', `${file} cannot be restored: ${why}. Take another backup.`, cause);
