import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { Problem } from '../../domain/problem.ts';

/** What a file turned out to be, or every problem in it. */
export type ReadYaml<Item> =
  | { readonly ok: true; readonly item: Item }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads each `.yaml` or `.yml` file of a folder, by its key, which is the file's name; sorted by file name. Throws one error that names every problem of every file with its place, so
 * that a mistake is seen at start and not in the middle of a period.
 */
export function readYamlFolder<Item extends { readonly key: string }>(
  folder: string,
  read: (data: unknown) => ReadYaml<Item>,
): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>();
  const problems: string[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort()) {
    const found = readFile(join(folder, file), file.replace(/\.ya?ml$/i, ''), read);
    if ('problems' in found) {
      problems.push(...found.problems.map((problem) => `${file}: ${problem}`));
    } else if (items.has(found.item.key)) {
      problems.push(`${file}: key: "${found.item.key}" is the key of another file; each has its own`);
    } else {
      items.set(found.item.key, found.item);
    }
  }
  if (items.size === 0 && problems.length === 0) problems.push('there is no .yaml file in it');
  if (problems.length > 0) throw new DataRefused(folder, problems);
  return items;
}

/** The files of a folder cannot be used; the message lists every problem, a line each. */
class DataRefused extends Error {
  constructor(folder: string, problems: readonly string[]) {
    super(
      `The files in ${folder} cannot be used. Correct these and start again:\n${problems.map((each) => `  ${each}`).join('\n')}`,
    );
    this.name = 'DataRefused';
  }
}

function readFile<Item extends { readonly key: string }>(
  path: string,
  expected: string,
  read: (data: unknown) => ReadYaml<Item>,
): { readonly item: Item } | { readonly problems: readonly string[] } {
  const document = parseDocument(readFileSync(path, 'utf8'), { prettyErrors: true });
  if (document.errors.length > 0)
    return { problems: document.errors.map(({ message }) => `is not YAML: ${message.split('\n')[0]}`) };
  const found = read(document.toJS());
  if (!found.ok) return { problems: found.problems.map(({ path: place, reason }) => `${place}: ${reason}`) };
  return found.item.key === expected
    ? { item: found.item }
    : { problems: [`key: is "${found.item.key}", while the file's name says "${expected}"; make them the same`] };
}
