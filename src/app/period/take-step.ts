import { say, type Words } from '../../i18n/words.ts';
import { audit } from '../core/audit.ts';
import { type Outcome, show } from '../core/feature.ts';
import type { Scene } from '../core/scene.ts';
import { closePeriod } from './close-period.ts';
import { deletePeriod } from './delete-period.ts';
import { openPeriod } from './open-period.ts';
import type { PeriodAct } from './period-data.ts';
import type { Taken } from './period-desk.ts';
import { periodListView, periodView } from './period-views.ts';
import { releasePeriod } from './release-period.ts';
import { reopenPeriod } from './reopen-period.ts';

/** Takes the step HR confirmed and puts it on the audit trail; a second tap finds the period moved on and only says so. */
export async function takeStep(scene: Scene, periodId: number, act: PeriodAct): Promise<Outcome> {
  const taken = await stepOf(scene, periodId, act);
  if (!taken.ok) return show(periodView.of({ id: periodId }), taken.why);
  await audit(scene, `period-${act}`, { detail: { periodId, ...taken.detail } });
  return show(act === 'delete' ? periodListView.of({}) : periodView.of({ id: periodId }), taken.note);
}

type Step = Taken<{ readonly note: Words; readonly detail: Readonly<Record<string, number>> }>;

async function stepOf(scene: Scene, periodId: number, act: PeriodAct): Promise<Step> {
  switch (act) {
    case 'open':
    case 'open-without-peers': {
      const opened = await openPeriod(scene, periodId, { peers: act === 'open' });
      if (!opened.ok) return opened;
      const { appraisals } = opened;
      return { ok: true, note: say('period.done-open', { count: appraisals }), detail: { appraisals } };
    }
    case 'close':
      return simple(await closePeriod(scene, periodId), say('period.done-close'));
    case 'reopen':
      return simple(await reopenPeriod(scene, periodId), say('period.done-reopen'));
    case 'release': {
      const done = await releasePeriod(scene, periodId);
      if (!done.ok) return done;
      const { released, told } = done;
      return { ok: true, note: say('period.done-release', { count: released, told }), detail: { released, told } };
    }
    case 'delete':
      return simple(await deletePeriod(scene, periodId), say('period.done-delete'));
    default:
      return act satisfies never;
  }
}

function simple(taken: Taken<object>, note: Words): Step {
  return taken.ok ? { ok: true, note, detail: {} } : taken;
}
