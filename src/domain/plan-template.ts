import { readDecimal } from './read-decimal.ts';
import { type NewItem, planLimits } from './work-plan.ts';

/** The header of a file of plan templates, in the order of its sample. */
export const templateColumns = ['jabatan', 'jenis', 'aspek', 'uraian', 'target', 'satuan', 'arah', 'bobot'] as const;
export type TemplateColumn = (typeof templateColumns)[number];

/** Work items of a position, ready to be copied into a plan. */
export interface PlanTemplate {
  /** Jabatan as in the roster. */
  readonly position: string;
  readonly items: readonly NewItem[];
}

/** What is wrong in a file of templates; `row` is the file's own row number. The code is also the key of its words. */
export type TemplateProblem = { readonly row: number; readonly column: string; readonly value: string } & (
  | { readonly code: 'column-missing' | 'column-unknown' | 'column-twice' }
  | { readonly code: 'too-many-cells' | 'missing' | 'too-long' }
  | { readonly code: 'kind-unknown' | 'aspect-unknown' | 'direction-unknown' }
  /** Not a positive number; zero has no percentage and is a yes/no item instead. */
  | { readonly code: 'target-wrong' | 'target-zero' | 'target-with-yes-no' }
  | { readonly code: 'weight-wrong' }
  | { readonly code: 'too-many-items' }
);

/** A table as the file has it; rows carry the file's own numbers. */
export interface TemplateTable {
  readonly headerRow: number;
  readonly header: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

export type CheckedTemplates =
  | { readonly ok: true; readonly templates: readonly PlanTemplate[] }
  | { readonly ok: false; readonly problems: readonly TemplateProblem[] };

const kinds = new Map<string, NewItem['kind']>([
  ['utama', 'main'],
  ['tambahan', 'additional'],
  ['proyek', 'project'],
]);
const aspects = new Map<string, NewItem['aspect']>([
  ['kuantitas', 'quantity'],
  ['kualitas', 'quality'],
  ['waktu', 'time'],
  ['biaya', 'cost'],
]);
const directions = new Map<string, NewItem['direction']>([
  ['naik', 'higher'],
  ['turun', 'lower'],
  ['ya/tidak', 'yes-no'],
]);
const mostPosition = 200;

/** Reads a whole file of templates: all of it is right, or every problem is named with its row. */
export function checkPlanTemplates({ headerRow, header, rows }: TemplateTable): CheckedTemplates {
  const names = header.map((name) => tidy(name).toLowerCase());
  const inHeader = headerProblems(headerRow, names);
  if (inHeader.length > 0) return { ok: false, problems: inHeader };
  const problems: TemplateProblem[] = [];
  const items = new Map<string, NewItem[]>();
  for (const { row, cells } of rows) {
    if (cells.length > names.length) {
      problems.push({ code: 'too-many-cells', row, column: '', value: cells.slice(names.length).join(' ') });
      continue;
    }
    const cellOf = (column: TemplateColumn) => tidy(cells[names.indexOf(column)] ?? '');
    const read = readRow(row, cellOf);
    problems.push(...read.problems);
    if (read.item === null) continue;
    const position = cellOf('jabatan');
    const others = items.get(position) ?? [];
    if (others.length === planLimits.items)
      problems.push({ code: 'too-many-items', row, column: 'jabatan', value: position });
    items.set(position, [...others, read.item]);
  }
  if (problems.length === 0 && items.size === 0)
    problems.push({ code: 'missing', row: headerRow + 1, column: 'jabatan', value: '' });
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, templates: [...items].map(([position, list]) => ({ position, items: list })) };
}

function headerProblems(row: number, names: readonly string[]): readonly TemplateProblem[] {
  return [
    ...names.flatMap((name, at): TemplateProblem[] => {
      if (!templateColumns.some((column) => column === name))
        return [{ code: 'column-unknown', row, column: name, value: name }];
      return names.indexOf(name) < at ? [{ code: 'column-twice', row, column: name, value: name }] : [];
    }),
    ...templateColumns
      .filter((column) => !names.includes(column))
      .map((column): TemplateProblem => ({ code: 'column-missing', row, column, value: column })),
  ];
}

function readRow(
  row: number,
  cellOf: (column: TemplateColumn) => string,
): { readonly item: NewItem | null; readonly problems: readonly TemplateProblem[] } {
  const problems: TemplateProblem[] = [];
  const report = (code: TemplateProblem['code'], column: TemplateColumn) =>
    problems.push({ code, row, column, value: cellOf(column) });
  const text = (column: 'jabatan' | 'uraian' | 'satuan', most: number) => {
    if (cellOf(column) === '') report('missing', column);
    else if (cellOf(column).length > most) report('too-long', column);
    return cellOf(column);
  };
  text('jabatan', mostPosition);
  const title = text('uraian', planLimits.title);
  const kind = kinds.get(cellOf('jenis').toLowerCase());
  if (!kind) report('kind-unknown', 'jenis');
  const aspect = aspects.get(cellOf('aspek').toLowerCase());
  if (!aspect) report('aspect-unknown', 'aspek');
  const direction = directions.get(cellOf('arah').toLowerCase().replace('-', '/'));
  if (!direction) report('direction-unknown', 'arah');
  const weight = /^[1-9]\d{0,3}$/.test(cellOf('bobot')) ? Number(cellOf('bobot')) : 0;
  if (weight < 1 || weight > planLimits.weight) report('weight-wrong', 'bobot');
  let target: string | null = null;
  if (direction === 'yes-no') {
    if (cellOf('target') !== '') report('target-with-yes-no', 'target');
  } else if (direction) {
    target = readDecimal(cellOf('target'));
    if (target === null) report('target-wrong', 'target');
    else if (target === '0') report('target-zero', 'target');
  }
  const unit = direction === 'yes-no' ? '' : text('satuan', planLimits.unit);
  if (problems.length > 0 || !kind || !aspect || !direction) return { item: null, problems };
  return { item: { kind, aspect, title, target, unit, direction, weight }, problems };
}

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
