import { createHash } from 'node:crypto';
import { checkPlanTemplates, type PlanTemplate, type TemplateProblem } from '../../domain/plan-template.ts';
import { planLimits } from '../../domain/work-plan.ts';
import { say, type Words } from '../../i18n/words.ts';
import { readTable } from '../../table/read-table.ts';
import type { Scene } from '../core/scene.ts';
import type { RosterFile } from '../people/roster-file.ts';
import { tableProblemWords } from '../people/roster-problem-words.ts';

const problemsListed = 20;

/** What a file of templates holds, and its digest as short as a button needs it; or, in words, why it cannot be used. */
export async function readTemplates(
  scene: Scene,
  file: RosterFile,
): Promise<{ readonly templates: readonly PlanTemplate[]; readonly digest: string } | { readonly why: Words }> {
  const bytes = scene.fileBytes({ as: 'document', ...file });
  const read = await readTable(bytes);
  if (!read.ok) return { why: tableProblemWords(read.problem) };
  const checked = checkPlanTemplates(read.table);
  if (!checked.ok) return { why: problemsWords(checked.problems) };
  return { templates: checked.templates, digest: createHash('sha256').update(bytes).digest('hex').slice(0, 12) };
}

function problemsWords(problems: readonly TemplateProblem[]): Words {
  const more = problems.length - problemsListed;
  return [
    say('template.problems', { count: problems.length }),
    '',
    ...problems.slice(0, problemsListed).map(({ code, row, column, value }) =>
      say('roster.problem.line', {
        row,
        what: say(`template.problem.${code}`, { column, value: cut(value), most: planLimits.items }),
      }),
    ),
    ...(more > 0 ? ['', say('template.problems-more', { count: more })] : []),
  ];
}

function cut(text: string): string {
  const letters = [...text];
  return letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : text;
}
