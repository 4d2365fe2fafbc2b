import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { normalWord } from '../../domain/citizen-comment.ts';
import { productFile } from '../../root.ts';

const fileSchema = z.object({ id: z.array(z.string().min(1)), en: z.array(z.string().min(1)) });

/** Reads the words that make HR read a citizen's comment first, of every language together and normalised. Throws when the file is not what it should be. */
export function loadAbusiveWords(path: string = productFile('prisma/abusive-words.json')): ReadonlySet<string> {
  const { id, en } = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return new Set([...id, ...en].map(normalWord));
}
