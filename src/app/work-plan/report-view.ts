import { z } from 'zod';
import { rowsOf } from '../../dialogue/choice-step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal } from '../../storage/appraisal.ts';
import { findReport, type ReportRow } from '../../storage/work-report.ts';
import { zoneOf } from '../appraisal/today-for.ts';
import { audit } from '../core/audit.ts';
import { defineAction, defineView, numberArg, type Outcome, show } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { tell } from '../core/notice-view.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { planData } from './plan-data.ts';
import { reachedWords } from './report-words.ts';

/** One report with its words and evidence: for whoever wrote it and for whoever assesses them. */
export const reportView = defineView('report', z.object({ reportId: z.number().int() }), renderReport);

export const openReport = defineAction('report.show', z.tuple([numberArg]), async (scene, [reportId]) => {
  const read = await readFor(scene, reportId);
  if (read.ok && read.as === 'supervisor')
    await audit(scene, 'work-report-seen', { employeeId: read.appraisal.employee.id, detail: { reportId } });
  return show(reportView.of({ reportId }));
});

/** One piece of a report's evidence, and the report again below it. */
export const showReportEvidence = defineAction('report.file', z.tuple([numberArg, numberArg]), showEvidence);

async function renderReport(scene: Scene, { reportId }: { readonly reportId: number }): Promise<Screen> {
  const read = await readFor(scene, reportId);
  if (!read.ok) return { lines: [read.why], buttons: [[menuButton]] };
  const { report, appraisal, as } = read;
  const { at, item, text, evidence } = report;
  const zone = await zoneOf(scene, appraisal.employee.unitId);
  const back =
    as === 'supervisor'
      ? { label: say('plan.look-one', { employee: appraisal.employee.name }), data: planData.person(appraisal.id) }
      : { label: say('report.to-list'), data: planData.reports(appraisal.id) };
  return {
    lines: [
      say('report.one-heading', { at: { at: at.toISOString(), zone } }),
      ...(as === 'supervisor' ? [say('report.of', { employee: appraisal.employee.name })] : []),
      item ? say('report.about', { title: item.title }) : say('report.about-words'),
      ...(report.realised === null ? [] : [say('report.reached', { reached: reachedWords(report) })]),
      ...(text === '' ? [] : ['', say('evidence.example', { text: { html: text } })]),
      ...(evidence.length === 0 ? [say('report.no-evidence')] : []),
    ],
    buttons: [
      ...rowsOf(
        evidence.map(({ name }, index) => ({
          label: say('review.show-evidence', { name }),
          data: planData.evidence(reportId, index),
        })),
        2,
      ),
      [back, menuButton],
    ],
  };
}

async function showEvidence(scene: Scene, [reportId, index]: readonly [number, number]): Promise<Outcome> {
  const read = await readFor(scene, reportId);
  if (!read.ok) return tell(read.why);
  const { report, appraisal, as } = read;
  const evidence = report.evidence[index];
  if (!evidence) return { kind: 'stale' };
  if (as === 'supervisor')
    await audit(scene, 'work-evidence-seen', { employeeId: appraisal.employee.id, detail: { reportId, index } });
  const caption = say('review.evidence', {
    employee: appraisal.employee.name,
    indicator: report.item?.title ?? say('report.in-words'),
    name: evidence.kind === 'link' ? evidence.url : evidence.name,
  });
  const screen: Screen =
    evidence.kind === 'link'
      ? { lines: [caption], buttons: [] }
      : { lines: [caption], buttons: [], file: { as: evidence.kind, fileId: evidence.fileId }, protect: true };
  return { kind: 'show', view: reportView.of({ reportId }), first: [screen] };
}

type Read =
  | {
      readonly ok: true;
      readonly report: ReportRow;
      readonly appraisal: AppraisalRow;
      readonly as: 'owner' | 'supervisor';
    }
  | { readonly ok: false; readonly why: Words };

async function readFor(scene: Scene, reportId: number): Promise<Read> {
  const report = await findReport(scene.tx, reportId);
  const appraisal = report && (await findAppraisal(scene.tx, report.appraisalId));
  if (!report || !appraisal) return { ok: false, why: refuse('not-your-appraisal') };
  if (refusalFor(scene.actor, 'report-progress', appraisal) === null)
    return { ok: true, report, appraisal, as: 'owner' };
  const why = refusalFor(scene.actor, 'view-appraisal-as-supervisor', appraisal);
  return why ? { ok: false, why } : { ok: true, report, appraisal, as: 'supervisor' };
}
