import { z } from 'zod';
import type { PlanTemplate } from '../../domain/plan-template.ts';
import { say } from '../../i18n/words.ts';
import { findTemplated, saveTemplates } from '../../storage/plan-template.ts';
import { audit } from '../core/audit.ts';
import { defineAction, defineView, type Outcome, show } from '../core/feature.ts';
import { pressFor, screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { rosterFileSchema } from '../people/roster-file.ts';
import { shownArgs } from '../people/shown-view.ts';
import { planData } from './plan-data.ts';
import { readTemplates } from './read-templates.ts';
import { templatesView } from './templates-view.ts';

const listed = 12;
const argsSchema = z.object({ file: rosterFileSchema });

/** What a file of templates would do, before anything is saved. */
export const templatesPreview = defineView(
  'plan-templates-preview',
  argsSchema,
  screenFor('import-plan-templates', renderPreview),
);

/** Saves what the preview on the screen showed: the file is read again, and the button says which one was seen. */
export const applyTemplates = defineAction(
  'plan.apply-templates',
  z.tuple([z.string().regex(/^[0-9a-f]{12}$/)]),
  pressFor('import-plan-templates', apply),
);

async function apply(scene: Scene, [digest]: readonly [string]): Promise<Outcome> {
  const args = shownArgs(scene, templatesPreview.name, argsSchema);
  if (!args) return { kind: 'stale' };
  const read = await readTemplates(scene, args.file);
  if ('why' in read || read.digest !== digest) return show(templatesPreview.of(args));
  const counts = countsOf(read.templates);
  await saveTemplates(scene.tx, read.templates, scene.now);
  await audit(scene, 'plan-templates-imported', { detail: counts });
  return show(templatesView.of({}), say('template.saved', counts));
}

async function renderPreview(scene: Scene, { file }: z.output<typeof argsSchema>): Promise<Screen> {
  const other = [{ label: say('template.other-file'), data: planData.sendTemplates() }, menuButton];
  const read = await readTemplates(scene, file);
  if ('why' in read) return { lines: [read.why], buttons: [other] };
  const { templates } = read;
  const replaced = await findTemplated(
    scene.tx,
    templates.map(({ position }) => position),
  );
  const more = templates.length - listed;
  return {
    lines: [
      say('template.heading'),
      say('template.preview', { file: file.name, ...countsOf(templates), replaced: replaced.size }),
      '',
      ...templates.slice(0, listed).map(({ position, items }) =>
        say(replaced.has(position) ? 'template.preview-replaced' : 'template.preview-new', {
          position,
          count: items.length,
        }),
      ),
      ...(more > 0 ? [say('template.more', { count: more })] : []),
      '',
      say('template.preview-plans'),
    ],
    buttons: [[{ label: say('template.apply'), data: planData.applyTemplates(read.digest) }], other],
  };
}

function countsOf(templates: readonly PlanTemplate[]) {
  return { positions: templates.length, items: templates.reduce((sum, { items }) => sum + items.length, 0) };
}
