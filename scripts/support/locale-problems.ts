import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { z } from 'zod';
import { inRoot, nodesOf, sourceFiles } from './source-files.ts';

/** The texts of one language by key. */
export type Texts = Readonly<Record<string, string>>;

/** What is wrong with the texts, by rule; every list is empty when all is well. */
export interface LocaleProblems {
  /** In one language and not in the other. */
  readonly missing: readonly string[];
  /** Gaps (`{{name}}`) that one language fills and the other does not. */
  readonly gaps: readonly string[];
  /** Never said. */
  readonly unused: readonly string[];
  /** Not named `room.what-it-says`. */
  readonly names: readonly string[];
  /** Over what a message can hold beside its other parts. */
  readonly long: readonly string[];
  /** Labels of buttons that no telephone shows whole. */
  readonly labels: readonly string[];
}

/** Most characters of a text, and of a button's label. */
export const limits = { text: 1000, label: 64 } as const;

export function findLocaleProblems(): LocaleProblems {
  const id = readTexts('id');
  const en = readTexts('en');
  const keys = [...new Set([...Object.keys(id), ...Object.keys(en)])].sort();
  const both = keys.flatMap((key) => {
    const [idText, enText] = [id[key], en[key]];
    return idText === undefined || enText === undefined ? [] : [{ key, texts: [idText, enText], idText, enText }];
  });
  const { used, labels } = keysInSource();
  return {
    missing: keys
      .filter((key) => id[key] === undefined || en[key] === undefined)
      .map((key) => `${key} is not in locales/${id[key] === undefined ? 'id' : 'en'}.json`),
    gaps: both
      .filter(({ idText, enText }) => gapsOf(idText) !== gapsOf(enText))
      .map(({ key, idText, enText }) => `${key} has the gaps ${gapsOf(idText)} in id and ${gapsOf(enText)} in en`),
    unused: keys.filter((key) => !used(key)),
    names: keys.filter((key) => !/^[a-z][a-z0-9-]*(\.[A-Za-z0-9_-]+)+$/.test(key)),
    long: both.filter(({ texts }) => texts.some((text) => text.length > limits.text)).map(({ key }) => key),
    labels: both.filter(({ key, texts }) => labels(key) && texts.some(tooLongForLabel)).map(({ key }) => key),
  };
}

export function readTexts(locale: 'id' | 'en'): Texts {
  const file = new URL(`../../locales/${locale}.json`, import.meta.url);
  return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
}

function gapsOf(text: string): string {
  const names = [...text.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map(([, name]) => name);
  return `[${[...new Set(names)].sort().join(', ')}]`;
}

/** What a gap is filled with is short or cut by its screen; here only the product's own words count. */
function tooLongForLabel(text: string): boolean {
  return text.replace(/\{\{[^}]*\}\}/g, '').replace(/<[^>]*>/g, '').length > limits.label;
}

/**
 * Keys are found where they stand in the source: whole, as the code of a refusal, or in a template whose gaps the compiler knows every value of
 * (`team.${standing}`). Labels are the keys below a property named `label` or `menu`.
 */
function keysInSource(): { used(key: string): boolean; labels(key: string): boolean } {
  const said = new Set<string>();
  const labelled = new Set<string>();
  const { files, checker } = typedSources();
  for (const file of files) {
    for (const node of nodesOf(file)) {
      for (const text of textsOf(node, checker)) said.add(text);
      if (!ts.isPropertyAssignment(node) || !['label', 'menu'].includes(node.name.getText())) continue;
      for (const part of nodesOf(node.initializer)) for (const text of textsOf(part, checker)) labelled.add(text);
    }
  }
  return {
    used: (key) => said.has(key) || (key.startsWith('refusal.') && said.has(key.slice('refusal.'.length))),
    labels: (key) => labelled.has(key),
  };
}

/** Every value that a literal or a template can have; none where the compiler knows no end of them. */
function textsOf(node: ts.Node, checker: ts.TypeChecker): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isTemplateExpression(node)) return [];
  const type = checker.getTypeAtLocation(node);
  return (type.isUnion() ? type.types : [type]).flatMap((each) => (each.isStringLiteral() ? [each.value] : []));
}

/** The product's files that say something. `words.ts` makes the key of any refusal from its code, and so says none of them itself. */
function typedSources(): { readonly files: readonly ts.SourceFile[]; readonly checker: ts.TypeChecker } {
  const names = sourceFiles('src')
    .map(({ fileName }) => fileName)
    .filter((name) => !name.startsWith('src/simulator/') && name !== 'src/i18n/words.ts');
  const { config } = ts.readConfigFile(inRoot('tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: names }, ts.sys, inRoot('.'));
  const program = ts.createProgram(names.map(inRoot), options);
  const wanted = new Set(names.map(inRoot));
  return {
    files: program.getSourceFiles().filter(({ fileName }) => wanted.has(fileName)),
    checker: program.getTypeChecker(),
  };
}
