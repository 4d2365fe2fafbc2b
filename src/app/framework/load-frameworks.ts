import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import { type Framework, readFramework } from '../../domain/framework.ts';
import { parseRules, type Rules } from '../../domain/rules.ts';
import { productFile } from '../../root.ts';

/**
 * Reads every framework HR can choose from: each `.yaml` or `.yml` file of the folder, by its key, sorted by file name. Throws one error that names every problem of every
 * file with its place, so that a mistake is seen at start and not in the middle of a period.
 */
export function loadFrameworks(folder: string = productFile('prisma/frameworks')): ReadonlyMap<string, Framework> {
  const frameworks = new Map<string, Framework>();
  const problems: string[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort()) {
    const read = readFile(join(folder, file));
    if ('problems' in read) {
      problems.push(...read.problems.map((problem) => `${file}: ${problem}`));
    } else if (frameworks.has(read.framework.key)) {
      problems.push(`${file}: key: "${read.framework.key}" is the key of another file; each framework has its own`);
    } else {
      frameworks.set(read.framework.key, read.framework);
    }
  }
  if (frameworks.size === 0 && problems.length === 0) problems.push('there is no .yaml file in it');
  if (problems.length > 0) throw new FrameworksRefused(folder, problems);
  return frameworks;
}

/** Reads the national tables that ship with the product. Throws with every problem, because nothing can be scored without them. */
export function loadRules(path: string = productFile('prisma/rules.json')): Rules {
  return parseRules(JSON.parse(readFileSync(path, 'utf8')));
}

/** The framework files cannot be used; the message lists every problem, a line each. */
export class FrameworksRefused extends Error {
  readonly problems: readonly string[];
  constructor(folder: string, problems: readonly string[]) {
    super(
      `The frameworks in ${folder} cannot be used. Correct these and start again:\n${problems.map((each) => `  ${each}`).join('\n')}`,
    );
    this.name = 'FrameworksRefused';
    this.problems = problems;
  }
}

function readFile(path: string): { readonly framework: Framework } | { readonly problems: readonly string[] } {
  const document = parseDocument(readFileSync(path, 'utf8'), { prettyErrors: true });
  if (document.errors.length > 0)
    return { problems: document.errors.map(({ message }) => `is not YAML: ${message.split('\n')[0]}`) };
  const read = readFramework(document.toJS());
  if (!read.ok) return { problems: read.problems.map(({ path: place, reason }) => `${place}: ${reason}`) };
  const expected = basename(path).replace(/\.ya?ml$/i, '');
  return read.framework.key === expected
    ? { framework: read.framework }
    : { problems: [`key: is "${read.framework.key}", while the file's name says "${expected}"; make them the same`] };
}
