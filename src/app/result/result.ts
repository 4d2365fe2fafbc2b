import { z } from 'zod';
import { hasCitizens } from '../../domain/citizen-figure.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import {
  findAppraisal,
  findCurrentAppraisal,
  listReleasedAppraisals,
  lockAppraisal,
  markAcknowledged,
} from '../../storage/appraisal.ts';
import { ownServiceButtons } from '../citizen/own-service-view.ts';
import { audit } from '../core/audit.ts';
import { defineAction, defineView, type Feature, noArgs, numberArg, type Outcome, show } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { tell } from '../core/notice-view.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { preliminaryView } from './preliminary-view.ts';
import { resultChartView } from './result-chart-view.ts';
import { openResultData } from './result-data.ts';
import { explanationView, resultView } from './result-view.ts';

/** Every result the employee ever got, and where the present period stands. */
const resultsView = defineView('results', z.object({}), renderResults);

const openResult = defineAction('result.open', z.tuple([numberArg]), async (scene, [appraisalId]) => {
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  if (appraisal && refusalFor(scene.actor, 'view-own-result', appraisal) === null)
    await audit(scene, 'own-result-seen', { employeeId: appraisal.employee.id, detail: { appraisalId } });
  return show(resultView.of({ appraisalId }));
});

const openExplanation = defineAction('result.explain', z.tuple([numberArg]), async (_scene, [appraisalId]) =>
  show(explanationView.of({ appraisalId })),
);

const openChart = defineAction('result.chart', z.tuple([numberArg]), async (_scene, [appraisalId]) =>
  show(resultChartView.of({ appraisalId })),
);

const acknowledge = defineAction('result.accept', z.tuple([numberArg]), performAcknowledge);

const openPreliminary = defineAction('result.preliminary', noArgs, async (scene) => {
  const appraisal = scene.actor.employee && (await findCurrentAppraisal(scene.tx, scene.actor.employee.id));
  return appraisal ? show(preliminaryView.of({ appraisalId: appraisal.id })) : tell(refuse('no-period'));
});

/** Hasil penilaian: /hasil, the result with its explanation, and the acknowledgement. */
export const result: Feature = {
  commands: [
    {
      name: 'hasil',
      description: 'command.hasil',
      menu: 'menu.hasil',
      allows: (actor) => actor.employee !== null,
      run: async (scene) => {
        const released = scene.actor.employee ? await listReleasedAppraisals(scene.tx, scene.actor.employee.id) : [];
        const [only, ...more] = released;
        return only && more.length === 0 ? openResult.run(scene, [String(only.id)]) : show(resultsView.of({}));
      },
    },
  ],
  actions: [openResult, openExplanation, openChart, acknowledge, openPreliminary],
  views: [resultsView, resultView, explanationView, resultChartView],
  status,
};

async function performAcknowledge(scene: Scene, [appraisalId]: [number]): Promise<Outcome> {
  const appraisal = await lockAppraisal(scene.tx, appraisalId);
  if (!appraisal) return tell(refuse('not-your-appraisal'));
  const forbidden = refusalFor(scene.actor, 'acknowledge-result', appraisal);
  if (forbidden) return tell(forbidden);
  if (appraisal.acknowledgedAt === null) {
    await markAcknowledged(scene.tx, appraisalId, scene.now);
    await audit(scene, 'result-acknowledged', { employeeId: appraisal.employee.id, detail: { appraisalId } });
  }
  return show(resultView.of({ appraisalId }), say('result.thanks'));
}

async function renderResults(scene: Scene): Promise<Screen> {
  const { employee } = scene.actor;
  if (!employee) return { lines: [refuse('join-first')], buttons: [[menuButton]] };
  const released = await listReleasedAppraisals(scene.tx, employee.id);
  const current = await findCurrentAppraisal(scene.tx, employee.id);
  return {
    lines: [
      say('result.list'),
      ...(current ? ['', say('result.not-yet', { period: current.period.name })] : []),
      ...(released.length === 0 && !current ? ['', say('result.nothing-yet')] : []),
    ],
    buttons: [
      ...(current && !current.releasedAt && (current.selfSubmittedAt || hasCitizens(current.period.framework))
        ? [[{ label: say('result.see-preliminary'), data: openPreliminary.data() }]]
        : []),
      ...released.map(({ id, period }) => [
        { label: say('result.of-period', { period: period.name }), data: openResultData(id) },
      ]),
      ...(await ownServiceButtons(scene)),
      [menuButton],
    ],
  };
}

/** A result that waits to be acknowledged, as a line in the menu. */
async function status(scene: Scene): Promise<readonly Words[]> {
  const released = scene.actor.employee ? await listReleasedAppraisals(scene.tx, scene.actor.employee.id) : [];
  return released
    .filter(({ acknowledgedAt }) => acknowledgedAt === null)
    .map(({ period }) => say('result.status', { period: period.name }));
}
