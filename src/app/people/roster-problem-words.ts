import type { RosterProblem } from '../../domain/roster-problem.ts';
import { translatePlain } from '../../i18n/translate.ts';
import { type Locale, say, type Words } from '../../i18n/words.ts';
import type { TableProblem } from '../../table/raw-rows.ts';
import { writeCsv } from '../../table/write-csv.ts';

/** How many problems fit into a message; all of them go into a document when there are more. */
export const problemsShown = 20;

/** What is wrong in one place of a roster file, with its row. */
export function rosterProblemWords(problem: RosterProblem): Words {
  return say('roster.problem.line', { row: problem.row, what: whatIsWrong(problem) });
}

/** The first problems of a file, each with its row, and how many there are in all. */
export function rosterProblemsWords(problems: readonly RosterProblem[]): readonly Words[] {
  const more = problems.length - problemsShown;
  return [
    say('roster.problems', { count: problems.length }),
    '',
    ...problems.slice(0, problemsShown).map(rosterProblemWords),
    ...(more > 0 ? ['', say('roster.more-problems', { count: more })] : []),
    '',
    say('roster.problems-next'),
  ];
}

/** Every problem as a CSV document: row, column, what is written there, what is wrong. */
export function rosterProblemsCsv(problems: readonly RosterProblem[], locale: Locale): Uint8Array {
  return writeCsv(
    ['baris', 'kolom', 'isi', 'masalah'],
    problems.map((problem) => [
      String(problem.row),
      'column' in problem ? problem.column : '',
      'value' in problem ? problem.value : '',
      translatePlain(locale, whatIsWrong(problem)),
    ]),
  );
}

/** Why a file cannot be read at all. */
export function tableProblemWords(problem: TableProblem): Words {
  const { code, ...facts } = problem;
  const most = 'most' in facts ? facts.most : 0;
  return say(`table.problem.${code}`, {
    most: code === 'too-large' ? Math.round(most / 1024 / 1024) : most,
    row: 'row' in facts ? facts.row : 0,
  });
}

/** The key is the problem's code, the gaps are its own facts. */
function whatIsWrong(problem: RosterProblem): Words {
  const { code, ...facts } = problem;
  const params = Object.entries(facts).map(([name, value]): [string, Words] => [name, fact(value)]);
  return say(`roster.problem.${code}`, Object.fromEntries(params));
}

/** Long cells are cut: a whole page pasted into one must not fill the screen. */
function fact(value: string | number | readonly string[]): Words {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return cut(value, 60);
  return { list: value.length > 12 ? [...value.slice(0, 12), '…'] : value, by: ' → ' };
}

function cut(text: string, most: number): string {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : text;
}
