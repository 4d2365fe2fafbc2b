import { Buffer } from 'node:buffer';

/** What a ZIP archive (an XLSX file is one) says it unpacks to, in bytes; null when its directory cannot be found. */
export function unpackedSize(bytes: Uint8Array): number | null {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.lastIndexOf(endOfDirectory);
  if (end === -1 || end + 22 > zip.length) return null;
  const entries = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  let total = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) return null;
    total += zip.readUInt32LE(at + 24);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return total;
}

const endOfDirectory = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
