import { readFile } from 'node:fs/promises';
import { unitName } from '../domain/unit-path.ts';
import { productFile } from '../root.ts';
import { readTable } from '../table/read-table.ts';

/** One row of the sample roster, with the Telegram account its person has in the demo. */
export interface SamplePerson {
  readonly telegramId: number;
  readonly nip: string;
  readonly name: string;
  readonly position: string;
  readonly unit: string;
  readonly role: 'hr' | 'supervisor' | 'employee';
}

/** The sample roster that suits a framework, as HR sends it to the bot: the same people in health and education (Kuranji), in schools (Lampung), or in service offices. */
export function sampleRoster(key: string): Promise<Uint8Array> {
  const suffix = key === 'kuranji' || key === 'lampung' ? `-${key}` : '';
  return readFile(productFile(`prisma/sample/pegawai${suffix}.csv`));
}

/** Everybody on the sample roster of a framework, in its order. */
export async function samplePeople(key: string): Promise<readonly SamplePerson[]> {
  const read = await readTable(await sampleRoster(key));
  if (!read.ok) throw new Error('The sample roster cannot be read.');
  const rows = read.table.rows.map(
    ({ cells }) =>
      (column: string) =>
        cells[read.table.header.indexOf(column)] ?? '',
  );
  const superiors = new Set(rows.map((cell) => cell('atasan_nip')));
  return rows.map((cell, index) => ({
    telegramId: 700_001 + index,
    nip: cell('nip'),
    name: cell('nama'),
    position: cell('jabatan'),
    unit: unitName(cell('unit')),
    role: cell('peran') === 'hr' ? 'hr' : superiors.has(cell('nip')) ? 'supervisor' : 'employee',
  }));
}
