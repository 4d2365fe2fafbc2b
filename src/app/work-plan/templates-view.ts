import { z } from 'zod';
import { refuse, say } from '../../i18n/words.ts';
import { listTemplates } from '../../storage/plan-template.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { pastPlansButtons } from './past-plans-view.ts';
import { planData } from './plan-data.ts';

const listed = 15;

/** Which positions have a template, and the way to send more. For HR, whose own past plans are reached from here between periods. */
export const templatesView = defineView('plan-templates', z.object({}), renderTemplates);

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
    buttons: [
      [{ label: say('template.send-button'), data: planData.sendTemplates() }],
      ...(await pastPlansButtons(scene, 0)),
      [menuButton],
    ],
  };
}
