import { createHash, randomBytes } from 'node:crypto';

/** Start payloads that begin like this belong to citizens who rate a unit. */
export const citizenPrefix = 'u_';

/** A new code for a join link: 192 random bits as 32 characters of base64url. */
export function makeCode(): string {
  for (;;) {
    const code = randomBytes(24).toString('base64url');
    if (!code.startsWith(citizenPrefix)) return code;
  }
}

/** What is stored of a code: its SHA-256, hexadecimal. */
export function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

/** The link a person opens to join. */
export function joinLink(botUsername: string, code: string): string {
  return `https://t.me/${botUsername}?start=${code}`;
}
