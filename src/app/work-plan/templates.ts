import { z } from 'zod';
import { attachmentSchema } from '../../dialogue/attachment.ts';
import { importTemplatesFlow, templateWays } from '../../dialogue/flows/import-templates.ts';
import type { Answers } from '../../dialogue/step.ts';
import { templateColumns } from '../../domain/plan-template.ts';
import { say } from '../../i18n/words.ts';
import { writeCsv } from '../../table/write-csv.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { type ConversationKind, defineAction, type Finished, noArgs, show } from '../core/feature.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { menuView } from '../menu/menu-view.ts';
import { sendToSelf } from '../people/send-to-self.ts';
import { readTemplates } from './read-templates.ts';
import { templatesPreview } from './templates-preview.ts';
import { templatesView } from './templates-view.ts';

export const openTemplates = defineAction('plan.templates', noArgs, async () => show(templatesView.of({})));

export const sendTemplates = defineAction('plan.send-templates', noArgs, async (scene) =>
  startConversation(scene, importTemplatesKind, '', { afresh: true }),
);

/** Taking HR's file of templates: checked whole, every problem with its row; a bad file leaves the question open, a good one is shown before anything changes. */
export const importTemplatesKind: ConversationKind = {
  flow: importTemplatesFlow.id,
  open: async (scene) => {
    const why = refusalFor(scene.actor, 'import-plan-templates');
    return why ? { ok: false, why } : { ok: true, flow: importTemplatesFlow, heading: [] };
  },
  finish: (scene, _subject, answers) => finish(scene, answers),
};

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
  const read = await readTemplates(scene, { fileId, name, mime, size });
  return 'why' in read
    ? { kind: 'refused', why: read.why }
    : { kind: 'done', outcome: show(templatesPreview.of({ file: { fileId, name, mime, size } })) };
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
