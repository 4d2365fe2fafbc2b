import { readFileSync } from 'node:fs';
import { type Framework, readFramework } from '../../domain/framework.ts';
import { parseRules, type Rules } from '../../domain/rules.ts';
import { productFile } from '../../root.ts';
import { readYamlFolder } from './read-yaml-folder.ts';

/** Reads every framework HR can choose from, by its key. Throws one error that names every problem of every file. */
export function loadFrameworks(folder: string = productFile('prisma/frameworks')): ReadonlyMap<string, Framework> {
  return readYamlFolder(folder, (data) => {
    const read = readFramework(data);
    return read.ok ? { ok: true, item: read.framework } : read;
  });
}

/** Reads the national tables that ship with the product. Throws with every problem, because nothing can be scored without them. */
export function loadRules(path: string = productFile('prisma/rules.json')): Rules {
  return parseRules(JSON.parse(readFileSync(path, 'utf8')));
}
