import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { audit } from '../core/audit.ts';
import { defineAction, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import type { Scene } from '../core/scene.ts';
import { sendToSelf } from '../people/send-to-self.ts';
import { overviewView } from './home-view.ts';
import { mostRows, overviewWorkbook } from './overview-workbook.ts';
import { auditRaters, findRaters } from './raters-view.ts';
import { findOverviewPeriod } from './with-period.ts';

/** Sends HR the whole overview of a period as a workbook. The supervisors named in it are on the trail as on the screen. */
export const exportOverview = defineAction('overview.export', z.tuple([numberArg]), pressFor('export-overview', send));

async function send(scene: Scene, [periodId]: readonly [number]): Promise<Outcome> {
  const period = await findOverviewPeriod(scene, periodId);
  if (!period) return { kind: 'stale' };
  const raters = await findRaters(scene, periodId, { page: 0, size: mostRows });
  await audit(scene, 'overview-exported', { detail: { periodId } });
  await auditRaters(
    scene,
    periodId,
    raters.supervisors.map(({ raterId }) => raterId),
  );
  await sendToSelf(scene, {
    lines: [say('overview.file', { period: period.name })],
    buttons: [],
    file: { as: 'document', name: `rekap-${periodId}.xlsx`, bytes: await overviewWorkbook(scene, period, raters) },
    protect: true,
  });
  return show(overviewView.of({ periodId }), say('overview.exported'));
}
