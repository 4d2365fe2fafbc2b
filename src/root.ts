import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of a file that ships with the product (`locales/id.json`), the same from sources and from the compiled `dist`. */
export function productFile(path: string): string {
  return join(root, path);
}

const root = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The folder of package.json was not found above the running file.');
  return findRoot(parent);
}
