import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { citizenPrefix } from '../people/join-code.ts';

/** Small letters and digits that nobody confuses on paper: without 0 and o, 1, i and l. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const length = 10;

/** A new code for a unit's poster. It is printed and no secret; at random so that no unit's can be guessed from another's. */
export function makeServiceCode(): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}

/** A code in a button. */
export const serviceCodeArg = z.string().regex(/^[a-z0-9]{4,20}$/);

/** The code in a start payload `u_<code>`, as posters carry it: typed in capitals is the same. Null where it cannot be one. */
export function codeOfPayload(payload: string): string | null {
  return serviceCodeArg.safeParse(payload.slice(citizenPrefix.length).toLowerCase()).data ?? null;
}
