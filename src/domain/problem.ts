import type { z } from 'zod';

/** What is wrong with a piece of data and where, in words for the person who wrote the data. */
export interface Problem {
  /** As `indicators[2].levels[0].text.en`; `(whole)` when the data itself is not of the right kind. */
  readonly path: string;
  readonly reason: string;
}

/** Turns what zod found into one line for each problem. `data` tells a missing field from a wrong one. */
export function problemsOf(error: z.ZodError, data: unknown): Problem[] {
  return error.issues.map((issue) => ({
    path: pathText(issue.path),
    reason:
      issue.code === 'unrecognized_keys'
        ? `does not know the field ${issue.keys.join(', ')}; check the spelling`
        : isMissing(data, issue.path)
          ? 'is missing'
          : issue.message,
  }));
}

/** Writes a path as a person would: `indicators[2].weight`. */
export function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '(whole)';
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  );
}

function isMissing(data: unknown, path: readonly PropertyKey[]): boolean {
  let at = data;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return false;
    at = Reflect.get(at, key);
  }
  return at === undefined;
}
