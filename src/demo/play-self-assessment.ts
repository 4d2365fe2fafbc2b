import { readFile } from 'node:fs/promises';
import { indicatorsFor } from '../dialogue/flows/self-assessment.ts';
import type { Framework } from '../domain/framework.ts';
import { productFile } from '../root.ts';
import type { Person } from '../simulator/person.ts';
import { act, press, write } from './talk.ts';

/** Levels as somebody ordinary would choose them, one indicator after the other. */
const levels = [4, 3, 4, 4, 3, 4, 3, 4];

/** Plays a whole self-assessment through the chat, with an example and a photo behind the first answer. `byPlan`: the indicators whose level comes from the person's work plan. */
export async function playSelfAssessment(
  person: Person,
  framework: Framework,
  byPlan: ReadonlySet<string> = new Set(),
): Promise<void> {
  const question = /Mana yang paling sesuai/;
  await write(person, '/nilai', question);
  await write(person, exampleFor(framework), /Contoh Anda dicatat/);
  const bytes = await readFile(productFile('prisma/sample/bukti.png'));
  await act(person, () => person.upload({ name: 'loket.png', bytes, mime: 'image/png', as: 'photo' }), /📎/);
  const indicators = indicatorsFor(framework, 'self', byPlan);
  for (const [index] of indicators.entries()) {
    const last = index === indicators.length - 1;
    await press(
      person,
      new RegExp(`^${levels[index % levels.length]} `),
      last ? /Ringkasan/ : new RegExp(`\\b${index + 2} dari`),
    );
  }
  await press(person, /Kirim penilaian diri/, /Hasil sementara/);
}

function exampleFor({ key }: Framework): string {
  return key === 'lampung'
    ? 'Menyusun bank soal bersama guru lain, sehingga waktu mengajar bertambah.'
    : 'Menyusun ulang daftar syarat bersama petugas loket, sehingga warga cukup datang satu kali.';
}
