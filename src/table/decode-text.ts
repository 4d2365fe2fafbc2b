export type DecodedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: 'not-utf8' | 'not-a-table' };

/** Bytes as text: UTF-8, or UTF-16 where a byte order mark says so; the mark is dropped. Control characters that no text has make it `not-a-table`. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { ok: false, why: looksBinary(bytes) ? 'not-a-table' : 'not-utf8' };
  }
  return text.includes('\0') || text.startsWith('%PDF') ? { ok: false, why: 'not-a-table' } : { ok: true, text };
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Text in an old encoding has no control characters but tabs and line ends; a photo is full of them. */
function looksBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 4096).some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
}
