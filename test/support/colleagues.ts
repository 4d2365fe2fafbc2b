import { privacyVersion } from '../../src/app/people/privacy-notice.ts';
import type { Person } from '../../src/simulator/person.ts';
import type { Simulator } from '../../src/simulator/start-simulator.ts';
import type { Database } from '../../src/storage/database.ts';
import type { District, Resident } from './district.ts';
import { pressFor, screen, sendFor } from './talk.ts';

/** More people in the unit of Ani and Budi, with the same supervisor, joined and without an appraisal of their own. */
export async function addColleagues(
  { prisma }: Database,
  { people }: District,
  names: readonly string[],
): Promise<readonly Resident[]> {
  const { unitId, supervisorId } = await prisma.employee.findUniqueOrThrow({ where: { id: people.ani.id } });
  const added: Resident[] = [];
  for (const [index, name] of names.entries()) {
    const telegramId = 2001 + index;
    const { id } = await prisma.employee.create({
      data: { nip: `19900101202001200${index + 1}`, name, unitId, position: 'Analis', supervisorId },
    });
    await prisma.account.create({
      data: {
        telegramId,
        employeeId: id,
        firstName: name,
        locale: 'id',
        joinedAt: new Date(),
        noticeVersion: privacyVersion,
        noticeAt: new Date(),
      },
    });
    added.push({ id, telegramId, name });
  }
  return added;
}

/** The residents' chats, each made at its first use and the same ever after. */
export function castOf(simulator: Simulator): (resident: Resident) => Person {
  const known = new Map<number, Person>();
  return ({ telegramId, name }) => {
    const person = known.get(telegramId) ?? simulator.person({ id: telegramId, firstName: name });
    known.set(telegramId, person);
    return person;
  };
}

/** What a peer answers: a level for each question in order (null: cannot judge), the example for each that wants one, and perhaps a commendation. */
export interface PeerAnswers {
  readonly levels: readonly (number | null)[];
  /** Written on the question of this index. */
  readonly comments?: Readonly<Record<number, string>>;
  readonly commendation?: string;
}

/** Answers a peer rating from its first question to the end; the framework asks for commendations when `commends`. */
export async function ratePeer(
  person: Person,
  { levels, comments = {}, commendation }: PeerAnswers,
  { commends }: { readonly commends: boolean },
): Promise<void> {
  for (const [index, level] of levels.entries()) {
    await screen(person, new RegExp(`${index + 1} dari ${levels.length}`));
    const comment = comments[index];
    if (comment !== undefined) await sendFor(person, comment, /dicatat/);
    const last = index === levels.length - 1;
    const next = last
      ? commends
        ? /Apresiasi/
        : /Ringkasan penilaian rekan/
      : new RegExp(`${index + 2} dari ${levels.length}`);
    const button = level === null ? /[Tt]idak dapat menilai/ : new RegExp(`^${level}`);
    const shown = await pressFor(person, button, new RegExp(`${next.source}|Selesai|contoh atau bukti`));
    if (!next.test(shown.text)) await pressFor(person, /Selesai/, next);
  }
  if (commends) {
    if (commendation === undefined) await pressFor(person, /Lewati/, /Ringkasan penilaian rekan/);
    else await sendFor(person, commendation, /Ringkasan penilaian rekan/);
  }
  await pressFor(person, /Kirim tanpa nama/, /terkirim tanpa nama/);
}

/** A peer who was asked opens the employee's rating from /rekan and answers it to the end. */
export async function rateColleague(
  person: Person,
  employee: string,
  answers: PeerAnswers,
  options: { readonly commends: boolean },
): Promise<void> {
  await sendFor(person, '/rekan', /Rekan yang perlu Anda nilai/);
  await pressFor(person, new RegExp(`Nilai ${employee}`), /tanpa nama/);
  await ratePeer(person, answers, options);
}
