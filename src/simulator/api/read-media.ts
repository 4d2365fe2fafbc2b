import { ApiRefusal, badRequest } from '../api-refusal.ts';
import type { Media } from '../chat-message.ts';
import { imageSize } from '../files.ts';
import type { World } from '../world.ts';
import type { UploadedPart } from './call.ts';

/** Bots may upload files up to this many bytes. */
export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;
const MAX_PHOTO_BYTES = 10 * 1024 * 1024;

/**
 * Checks the photo or document a call brings (bytes, or the id of a file Telegram has) and returns a function that keeps it: bytes are stored only when the
 * rest of the call is good too.
 */
export function readMedia(
  world: World,
  wanted: { kind: Media['kind']; reference: string; upload: UploadedPart | undefined },
): () => Media {
  const { kind, reference, upload } = wanted;
  if (upload !== undefined) {
    checkUpload(kind, upload);
    return () => toMedia(world.files.add({ kind, ...upload }));
  }
  if (reference === '') throw badRequest(`there is no ${kind} in the request`);
  if (/^https?:\/\//i.test(reference)) throw badRequest('failed to get HTTP URL content');
  const file = world.files.get(reference);
  if (file === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
  if (file.kind !== kind) throw badRequest(`can't use file of type ${TYPE[file.kind]} as ${TYPE[kind]}`);
  return () => toMedia(file);
}

const TYPE = { photo: 'Photo', document: 'Document' } as const;

function checkUpload(kind: Media['kind'], { bytes }: UploadedPart): void {
  if (bytes.byteLength === 0) throw badRequest('file must be non-empty');
  if (bytes.byteLength > MAX_UPLOAD_BYTES) throw new ApiRefusal(413, 'Request Entity Too Large');
  if (kind === 'document') return;
  if (bytes.byteLength > MAX_PHOTO_BYTES) {
    throw badRequest(
      `file of size ${bytes.byteLength} bytes is too big for a photo; the maximum size is ${MAX_PHOTO_BYTES} bytes`,
    );
  }
  const size = imageSize(bytes);
  if (size === null) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = size;
  const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
  if (width + height > 10_000 || ratio > 20) throw badRequest('PHOTO_INVALID_DIMENSIONS');
}

function toMedia({ kind, fileId, name, mime, size }: Media): Media {
  return { kind, fileId, name, mime, size };
}
