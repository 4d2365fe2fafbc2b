import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import type { Person } from '../../src/simulator/person.ts';
import { pressFor, screen, sendFor } from './talk.ts';

/** One answer: what the question says, the level, and the example written where the framework wants one. */
export type Answer = readonly [question: RegExp, level: number, example?: string];

/** The four indicators of Pauh at these levels; a role model's project (5) comes with an example. */
export function pauhAnswers(levels: readonly [number, number, number, number]): readonly Answer[] {
  const [service, time, project, ideas] = levels;
  return [
    [/Kualitas layanan/, service],
    [/Ketepatan waktu/, time],
    project === 1 || project === 5
      ? [/Hasil proyek/, project, 'Arsip digital dipakai tiga bidang.']
      : [/Hasil proyek/, project],
    [/Kreativitas/, ideas],
  ];
}

/** Answers every indicator from the open question on, up to the summary. */
export async function answerAll(person: Person, answers: readonly Answer[]): Promise<ChatMessage> {
  for (const [index, [question, level, example]] of answers.entries()) {
    await screen(person, question);
    const next = answers[index + 1]?.[0] ?? /Ringkasan/;
    if (example === undefined) {
      await pressFor(person, new RegExp(`^${level}`), next);
    } else {
      await pressFor(person, new RegExp(`^${level}`), /contoh atau bukti/);
      await sendFor(person, example, /dicatat/);
      await pressFor(person, /Selesai/, next);
    }
  }
  return person.last();
}

/** A whole self-assessment from /nilai to the preliminary result. */
export async function assessSelf(person: Person, answers: readonly Answer[]): Promise<ChatMessage> {
  person.send('/nilai');
  await answerAll(person, answers);
  return pressFor(person, /Kirim penilaian diri/, /Hasil sementara/);
}

/** A whole review of the employee whose button matches, confirming what the rules propose; ends at the team. */
export async function reviewAsProposed(
  person: Person,
  employee: RegExp,
  answers: readonly Answer[],
  feedback: string,
): Promise<ChatMessage> {
  person.send('/tim');
  await screen(person, /Tim Anda/);
  await person.press(employee);
  await answerAll(person, answers);
  await pressFor(person, /Lanjut ke umpan balik/, /Umpan balik untuk pegawai/);
  await sendFor(person, feedback, /Predikat kinerja/);
  await pressFor(person, /usulan/, /Periksa sekali lagi/);
  return pressFor(person, /Kirim penilaian/, /terkirim/);
}
