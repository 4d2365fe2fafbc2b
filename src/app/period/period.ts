import { z } from 'zod';
import { calendarDateSchema } from '../../domain/calendar.ts';
import { raterNeeds } from '../../storage/rater-needs.ts';
import { reopenedParts } from '../../storage/reopen-part.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, noArgs, numberArg, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { allowed } from '../core/permit.ts';
import { acceptSuggestions, addLate } from './accept-suggestions.ts';
import { changeRaterKind, changeRaterSubject } from './change-rater.ts';
import { confirmView } from './confirm-view.ts';
import { extendWindow } from './extend-window.ts';
import { findInPeriodKind, findRaterKind, foundView } from './find-for-period.ts';
import { lookAtPerson } from './look-at-person.ts';
import { nominativeListKind, openNominativeList } from './nominative-list.ts';
import { newPeriodKind, periodDatesKind } from './period-conversations.ts';
import { periodActSchema } from './period-data.ts';
import { periodStatus } from './period-status.ts';
import { periodListView, periodUnitsView, periodView } from './period-views.ts';
import { periodPersonView } from './person-view.ts';
import { lateView, raterNeedsView } from './rater-needs-view.ts';
import { reopenPartKind } from './reopen-part.ts';
import { takeStep } from './take-step.ts';

const one = z.tuple([numberArg]);
const two = z.tuple([numberArg, numberArg]);
const step = z.tuple([numberArg, periodActSchema]);

const actions = [
  defineAction(
    'period.show',
    one,
    pressFor('manage-period', async (_scene, [id]) => show(periodView.of({ id }))),
  ),
  defineAction(
    'period.new',
    noArgs,
    pressFor('manage-period', (scene) => startConversation(scene, newPeriodKind, '', { afresh: true })),
  ),
  defineAction(
    'period.dates',
    one,
    pressFor('manage-period', (scene, [id]) => startConversation(scene, periodDatesKind, String(id), { afresh: true })),
  ),
  defineAction(
    'period.ask',
    step,
    pressFor('manage-period', async (scene, [id, act]) => {
      // Those screens name who is unfinished: a look at people's data.
      if (act !== 'delete') await audit(scene, 'unfinished-viewed', { detail: { periodId: id, step: act } });
      return show(confirmView.of({ id, act }));
    }),
  ),
  defineAction(
    'period.do',
    step,
    pressFor('manage-period', (scene, [id, act]) => takeStep(scene, id, act)),
  ),
  defineAction(
    'period.units',
    two,
    pressFor('view-completion', async (_scene, [id, page]) => show(periodUnitsView.of({ id, page }))),
  ),
  defineAction(
    'period.alone',
    two,
    pressFor('view-completion', async (_scene, [id, page]) => show(raterNeedsView.of({ id, page, need: 'alone' }))),
  ),
  defineAction(
    'period.moved',
    two,
    pressFor('view-completion', async (_scene, [id, page]) => show(raterNeedsView.of({ id, page, need: 'moved' }))),
  ),
  defineAction(
    'period.accept',
    z.tuple([numberArg, z.enum(raterNeeds), numberArg]),
    pressFor('manage-period', (scene, [periodId, need, appraisalId]) =>
      acceptSuggestions(scene, { periodId, need, appraisalId: appraisalId === 0 ? null : appraisalId }),
    ),
  ),
  defineAction(
    'period.late',
    two,
    pressFor('view-completion', async (_scene, [id, page]) => show(lateView.of({ id, page }))),
  ),
  defineAction(
    'period.add',
    two,
    pressFor('manage-period', (scene, [periodId, employeeId]) =>
      addLate(scene, { periodId, employeeId: employeeId === 0 ? null : employeeId }),
    ),
  ),
  defineAction(
    'period.again',
    z.tuple([numberArg, z.enum(reopenedParts)]),
    pressFor('manage-period', (scene, [id, part]) =>
      startConversation(scene, reopenPartKind, `${id}.${part}`, { afresh: true }),
    ),
  ),
  openNominativeList,
  defineAction(
    'period.find',
    one,
    pressFor('view-completion', (scene, [id]) =>
      startConversation(scene, findInPeriodKind, String(id), { afresh: true }),
    ),
  ),
  defineAction(
    'period.person',
    one,
    pressFor('view-completion', (scene, [id]) => lookAtPerson(scene, id)),
  ),
  defineAction(
    'period.extend',
    z.tuple([numberArg, numberArg, calendarDateSchema]),
    pressFor('extend-window', (scene, [appraisalId, days, from]) => extendWindow(scene, { appraisalId, days, from })),
  ),
  defineAction(
    'period.rater',
    one,
    pressFor('manage-period', (scene, [id]) => startConversation(scene, findRaterKind, String(id), { afresh: true })),
  ),
  defineAction(
    'period.name',
    two,
    pressFor('manage-period', (scene, [appraisalId, raterId]) =>
      startConversation(scene, changeRaterKind, changeRaterSubject(appraisalId, raterId), { afresh: true }),
    ),
  ),
] as const;

/** Periode (/periode): HR creates, opens, closes and releases a stretch of time under review, and helps single people inside it. */
export const period: Feature = {
  commands: [
    {
      name: 'periode',
      description: 'command.periode',
      menu: 'menu.periode',
      allows: allowed('manage-period'),
      run: async () => show(periodListView.of({})),
    },
  ],
  actions,
  views: [
    periodListView,
    periodView,
    periodUnitsView,
    confirmView,
    periodPersonView,
    raterNeedsView,
    lateView,
    foundView,
  ],
  conversations: [
    newPeriodKind,
    periodDatesKind,
    findInPeriodKind,
    findRaterKind,
    changeRaterKind,
    reopenPartKind,
    nominativeListKind,
  ],
  status: periodStatus,
};
