import { randomBytes } from 'node:crypto';
import type { Media } from './chat-message.ts';
import { mimeType } from './mime-type.ts';

/** A file Telegram keeps. `fileId` may be used for ever. */
export interface StoredFile extends Media {
  readonly uniqueId: string;
  /** Path below `/file/bot<token>/`. */
  readonly path: string;
  readonly bytes: Buffer;
  /** Pixels; for photos only. */
  readonly width: number;
  readonly height: number;
  /** Photos come with a small preview under an id of its own, listed before the photo itself. */
  readonly preview: { readonly fileId: string; readonly uniqueId: string } | null;
}

/** What comes in: the name and MIME type as the sender tells them. */
interface FileUpload {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly kind: 'photo' | 'document';
}

/** Telegram's file store. */
export class FileStore {
  private readonly byId = new Map<string, StoredFile>();
  private readonly byPath = new Map<string, StoredFile>();

  clear(): void {
    this.byId.clear();
    this.byPath.clear();
  }

  /** Keeps a file and gives it an id. Bytes stay as they came; what type they are Telegram finds out for itself. */
  add(upload: FileUpload): StoredFile {
    const number = this.byPath.size;
    const size = imageSize(upload.bytes) ?? { width: 640, height: 480 };
    const extension = /\.[A-Za-z0-9]{1,10}$/.exec(upload.name)?.[0] ?? '';
    const photo = upload.kind === 'photo';
    const file: StoredFile = {
      kind: upload.kind,
      fileId: newFileId(photo ? 'AgACAgUAAxkBAA' : 'BQACAgUAAxkBAA'),
      uniqueId: newUniqueId(photo ? 'AQAD' : 'AgAD'),
      name: upload.name,
      mime: mimeType(upload),
      size: upload.bytes.byteLength,
      path: photo
        ? `photos/file_${number}${extension === '' ? '.jpg' : extension}`
        : `documents/file_${number}${extension}`,
      bytes: Buffer.from(upload.bytes),
      ...size,
      preview: photo ? { fileId: newFileId('AgACAgUAAxkBAB'), uniqueId: newUniqueId('AQAC') } : null,
    };
    this.byId.set(file.fileId, file);
    if (file.preview !== null) this.byId.set(file.preview.fileId, file);
    this.byPath.set(file.path, file);
    return file;
  }

  get(fileId: string): StoredFile | undefined {
    return this.byId.get(fileId);
  }

  at(path: string): StoredFile | undefined {
    return this.byPath.get(path);
  }
}

function newFileId(prefix: string): string {
  return `${prefix}${randomBytes(42).toString('base64url')}`;
}

function newUniqueId(prefix: string): string {
  return `${prefix}${randomBytes(8).toString('base64url')}`;
}

/** Width and height of a PNG, JPEG, GIF or WebP picture, or null where the bytes are none. */
export function imageSize(bytes: Uint8Array): { width: number; height: number } | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length >= 24 && buffer.readUInt32BE(0) === 0x89504e47) {
    return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) };
  }
  if (buffer.length >= 10 && buffer.toString('latin1', 0, 4) === 'GIF8') {
    return { width: buffer.readUInt16LE(6), height: buffer.readUInt16LE(8) };
  }
  if (
    buffer.length >= 30 &&
    buffer.toString('latin1', 0, 4) === 'RIFF' &&
    buffer.toString('latin1', 8, 12) === 'WEBP'
  ) {
    return { width: 512, height: 512 };
  }
  return buffer.length >= 4 && buffer.readUInt16BE(0) === 0xffd8 ? jpegSize(buffer) : null;
}

function jpegSize(buffer: Buffer): { width: number; height: number } | null {
  let at = 2;
  while (at + 9 < buffer.length) {
    if (buffer[at] !== 0xff) return null;
    const marker = buffer[at + 1] ?? 0;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { width: buffer.readUInt16BE(at + 7), height: buffer.readUInt16BE(at + 5) };
    at += 2 + buffer.readUInt16BE(at + 2);
  }
  return null;
}
