import { type PeriodFlowFacts, periodFlow, plannedPeriod } from '../../dialogue/flows/period.ts';
import { changedWindows, type PeriodDatesFacts, periodDatesFlow } from '../../dialogue/flows/period-dates.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say } from '../../i18n/words.ts';
import { findPeriod, listPeriods, lockPeriods, type PeriodRow, saveWindows } from '../../storage/period.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, show } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import { officeToday } from '../core/office-today.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { frameworkInUse } from '../framework/framework-in-use.ts';
import { createPeriod } from './create-period.ts';
import { periodData } from './period-data.ts';
import { periodIs } from './period-state.ts';
import { periodView } from './period-views.ts';

/** Buat periode: ends in a draft. */
export const newPeriodKind: ConversationKind = { flow: 'period', open: openNew, finish: finishNew };

/** Ubah jadwal; its subject is the period's id. */
export const periodDatesKind: ConversationKind = { flow: 'period-dates', open: openDates, finish: finishDates };

async function openNew(scene: Scene): Promise<OpenedConversation> {
  const why = refusalFor(scene.actor, 'manage-period');
  if (why) return { ok: false, why };
  return { ok: true, flow: periodFlow(await newPeriodFacts(scene)), heading: [] };
}

async function finishNew(scene: Scene, _subject: string, answers: Answers): Promise<Finished> {
  const planned = plannedPeriod(await newPeriodFacts(scene), answers);
  if (!planned) return { kind: 'refused', why: refuse('period-plan-changed') };
  const created = await createPeriod(scene, planned);
  if (!created.ok) return { kind: 'refused', why: created.why };
  const { periodId, name } = created;
  await audit(scene, 'period-created', { detail: { periodId, period: name, framework: planned.frameworkKey } });
  return { kind: 'done', outcome: show(periodView.of({ id: periodId }), say('period.created', { period: name })) };
}

async function newPeriodFacts(scene: Scene): Promise<PeriodFlowFacts> {
  const inUse = await frameworkInUse(scene);
  return {
    today: officeToday(scene),
    frameworks: [...scene.settings.frameworks.values()],
    inUse: inUse?.key ?? null,
    taken: await listPeriods(scene.tx),
    leave: { label: say('period.leave'), data: commandData('periode') },
  };
}

async function openDates(scene: Scene, subject: string): Promise<OpenedConversation> {
  const why = refusalFor(scene.actor, 'manage-period');
  if (why) return { ok: false, why };
  const period = await findPeriod(scene.tx, Number(subject));
  if (!period) return { ok: false, why: refuse('period-gone') };
  if (period.state !== 'draft' && period.state !== 'open') return { ok: false, why: periodIs(period) };
  return { ok: true, flow: periodDatesFlow(datesFacts(period)), heading: [] };
}

async function finishDates(scene: Scene, subject: string, answers: Answers): Promise<Finished> {
  const period = (await lockPeriods(scene.tx)).find(({ id }) => id === Number(subject));
  if (!period) return { kind: 'refused', why: refuse('period-gone') };
  if (period.state !== 'draft' && period.state !== 'open') return { kind: 'refused', why: periodIs(period) };
  const windows = changedWindows(datesFacts(period), answers);
  await saveWindows(scene.tx, period.id, windows);
  await audit(scene, 'period-dates-changed', { detail: { periodId: period.id, ...windows } });
  return { kind: 'done', outcome: show(periodView.of({ id: period.id }), say('period.dates-saved')) };
}

function datesFacts({ id, name, startsOn, windows, state }: PeriodRow): PeriodDatesFacts {
  return {
    name,
    startsOn,
    windows,
    opened: state !== 'draft',
    leave: { label: say('period.leave'), data: periodData.show(id) },
  };
}
