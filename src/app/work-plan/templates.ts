import { z } from 'zod';
import { attachmentSchema } from '../../dialogue/attachment.ts';
import { importTemplatesFlow, templateWays } from '../../dialogue/flows/import-templates.ts';
import type { Answers } from '../../dialogue/step.ts';
import { checkPlanTemplates, type TemplateProblem, templateColumns } from '../../domain/plan-template.ts';
import { planLimits } from '../../domain/work-plan.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { listTemplates, saveTemplates } from '../../storage/plan-template.ts';
import { readTable } from '../../table/read-table.ts';
import { writeCsv } from '../../table/write-csv.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, defineAction, defineView, type Finished, noArgs, show } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { menuView } from '../menu/menu-view.ts';
import { tableProblemWords } from '../people/roster-problem-words.ts';
import { sendToSelf } from '../people/send-to-self.ts';
import { planData } from './plan-data.ts';

/** Which positions have a template, and the way to send more. For HR. */
export const templatesView = defineView('plan-templates', z.object({}), renderTemplates);

export const openTemplates = defineAction('plan.templates', noArgs, async () => show(templatesView.of({})));

export const sendTemplates = defineAction('plan.send-templates', noArgs, async (scene) =>
  startConversation(scene, importTemplatesKind, '', { afresh: true }),
);

/** Taking HR's file of templates: checked whole, every problem with its row; a bad file changes nothing and leaves the question open. */
export const importTemplatesKind: ConversationKind = {
  flow: importTemplatesFlow.id,
  open: async (scene) => {
    const why = refusalFor(scene.actor, 'import-plan-templates');
    return why ? { ok: false, why } : { ok: true, flow: importTemplatesFlow, heading: [] };
  },
  finish: (scene, _subject, answers) => finish(scene, answers),
};

const listed = 15;
const problemsListed = 20;

async function renderTemplates(scene: Scene): Promise<Screen> {
  if (refusalFor(scene.actor, 'import-plan-templates')) return { lines: [refuse('hr-only')], buttons: [[menuButton]] };
  const { total, templates } = await listTemplates(scene.tx, listed);
  return {
    lines: [
      say('template.heading'),
      total === 0 ? say('template.none') : say('template.count', { count: total }),
      ...templates.map(({ position, items }) => say('template.line', { position, count: items })),
      ...(total > templates.length ? [say('template.more', { count: total - templates.length })] : []),
    ],
    buttons: [[{ label: say('template.send-button'), data: planData.sendTemplates() }], [menuButton]],
  };
}

const answersSchema = z.object({ file: z.union([z.enum(templateWays), attachmentSchema]) });

async function finish(scene: Scene, answers: Answers): Promise<Finished> {
  const { file } = answersSchema.parse(answers);
  if (file === 'menu') return { kind: 'done', outcome: show(menuView.of({})) };
  if (file === 'sample') {
    await sendSample(scene);
    return { kind: 'refused', why: say('template.sample-sent') };
  }
  if (file.kind !== 'document') return { kind: 'refused', why: say('dialogue.send-document') };
  const { fileId, name, mime, size } = file;
  const read = await readTable(scene.fileBytes({ as: 'document', fileId, name, mime, size }));
  if (!read.ok) return { kind: 'refused', why: tableProblemWords(read.problem) };
  const checked = checkPlanTemplates(read.table);
  if (!checked.ok) return { kind: 'refused', why: problemsWords(checked.problems) };
  await saveTemplates(scene.tx, checked.templates, scene.now);
  const items = checked.templates.reduce((sum, template) => sum + template.items.length, 0);
  await audit(scene, 'plan-templates-imported', { detail: { positions: checked.templates.length, items } });
  const note = say('template.saved', { positions: checked.templates.length, items });
  return { kind: 'done', outcome: show(templatesView.of({}), note) };
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

async function sendSample(scene: Scene): Promise<void> {
  const bytes = writeCsv(templateColumns, [
    ['Guru Ahli Muda', 'utama', 'kualitas', 'Ketuntasan belajar siswa kelas yang diampu', '85', 'persen', 'naik', '40'],
    ['Guru Ahli Muda', 'utama', 'waktu', 'Mengembalikan hasil ulangan siswa', '7', 'hari', 'turun', '30'],
    [
      'Guru Ahli Muda',
      'tambahan',
      'kuantitas',
      'Berbagi praktik baik di kelompok kerja guru',
      '',
      '',
      'ya/tidak',
      '30',
    ],
    ['Arsiparis Terampil', 'utama', 'kuantitas', 'Arsip yang ditata dan diberi daftar', '1200', 'berkas', 'naik', '70'],
    ['Arsiparis Terampil', 'proyek', 'kualitas', 'Digitalisasi arsip kepegawaian', '95', 'persen', 'naik', '30'],
  ]);
  await sendToSelf(scene, {
    lines: [say('template.sample-caption')],
    buttons: [],
    file: { as: 'document', name: 'contoh-templat-rencana.csv', bytes },
  });
}
