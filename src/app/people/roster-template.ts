import { rosterColumns } from '../../domain/roster-problem.ts';
import { say } from '../../i18n/words.ts';
import { writeCsv } from '../../table/write-csv.ts';
import { writeWorkbook } from '../../table/write-workbook.ts';
import type { Scene } from '../core/scene.ts';
import { sendToSelf } from './send-to-self.ts';

const district = 'Pemerintah Kabupaten Contoh / Dinas Contoh';
const sampleRows = [
  ['197001011995011901', 'Contoh Kepala Dinas', district, 'Kepala Dinas', '', '', 'pegawai', 'WIB'],
  [
    '198002022005012902',
    'Contoh Pengelola Kepegawaian',
    district,
    'Analis SDM',
    'Ahli Muda',
    '197001011995011901',
    'hr',
    'WIB',
  ],
  [
    '199003032015031903',
    'Contoh Pegawai',
    `${district} / Seksi Contoh`,
    'Arsiparis',
    'Terampil',
    '197001011995011901',
    'pegawai',
    'WITA',
  ],
] as const;
const widths = [22, 30, 55, 25, 15, 22, 10, 8] as const;

/** Sends the sample of a roster file, as CSV and as a workbook whose NIP columns are text. */
export async function sendRosterTemplate(scene: Scene): Promise<void> {
  const columns = rosterColumns.map((title, index) => ({ title, width: widths[index] ?? 15 }));
  const csv = { as: 'document', name: 'contoh-pegawai.csv', bytes: writeCsv(rosterColumns, sampleRows) } as const;
  const workbook = {
    as: 'document',
    name: 'contoh-pegawai.xlsx',
    bytes: await writeWorkbook('Pegawai', columns, sampleRows),
  } as const;
  await sendToSelf(scene, { lines: [], buttons: [], file: csv });
  await sendToSelf(scene, { lines: [say('roster.template-caption')], buttons: [], file: workbook });
}
