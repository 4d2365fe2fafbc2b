import { z } from 'zod';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, numberArg, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { allowed } from '../core/permit.ts';
import { broadcastsView } from './broadcasts-view.ts';
import { exportOverview } from './export-overview.ts';
import { latestOpened, overviewPeriodsView, overviewView } from './home-view.ts';
import { chooseOrganisation, organisationView } from './organisation-view.ts';
import { openRaters, ratersView } from './raters-view.ts';
import { spreadChartView } from './spread-chart-view.ts';
import { spreadView } from './spread-view.ts';
import { stepsView } from './steps-view.ts';

const one = z.tuple([numberArg]);
const two = z.tuple([numberArg, numberArg]);
const three = z.tuple([numberArg, numberArg, numberArg]);

/** Rekap (/rekap): HR sees how far a period is, how predicates are spread, how raters rate and whom broadcasts reached. No person is ranked. */
export const overview: Feature = {
  commands: [
    {
      name: 'rekap',
      description: 'command.rekap',
      menu: 'menu.rekap',
      allows: allowed('view-completion'),
      run: async (scene) => show(overviewView.of({ periodId: await latestOpened(scene) })),
    },
  ],
  actions: [
    defineAction(
      'overview.home',
      one,
      pressFor('view-completion', async (_scene, [periodId]) => show(overviewView.of({ periodId }))),
    ),
    defineAction(
      'overview.periods',
      one,
      pressFor('view-completion', async (_scene, [page]) => show(overviewPeriodsView.of({ page }))),
    ),
    defineAction(
      'overview.steps',
      three,
      pressFor('view-completion', async (_scene, [periodId, unitId, page]) =>
        show(stepsView.of({ periodId, unitId, page })),
      ),
    ),
    defineAction(
      'overview.spread',
      three,
      pressFor('view-distribution', async (scene, [periodId, unitId, page]) => {
        await audit(scene, 'distribution-seen', { detail: { periodId, unitId } });
        return show(spreadView.of({ periodId, unitId, page }));
      }),
    ),
    defineAction(
      'overview.chart',
      two,
      pressFor('view-distribution', async (_scene, [periodId, unitId]) =>
        show(spreadChartView.of({ periodId, unitId })),
      ),
    ),
    defineAction(
      'overview.ask',
      two,
      pressFor('set-organisation-predicate', async (_scene, [periodId, unitId]) =>
        show(organisationView.of({ periodId, unitId })),
      ),
    ),
    chooseOrganisation,
    openRaters,
    defineAction(
      'overview.news',
      two,
      pressFor('view-completion', async (_scene, [periodId, page]) => show(broadcastsView.of({ periodId, page }))),
    ),
    exportOverview,
  ],
  views: [
    overviewView,
    overviewPeriodsView,
    stepsView,
    spreadView,
    spreadChartView,
    organisationView,
    ratersView,
    broadcastsView,
  ],
};
