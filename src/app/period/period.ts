import { z } from 'zod';
import { refuse } from '../../i18n/words.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, noArgs, numberArg, type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import type { Scene } from '../core/scene.ts';
import { confirmView } from './confirm-view.ts';
import { newPeriodKind, periodDatesKind } from './period-conversations.ts';
import { periodActSchema } from './period-data.ts';
import { periodStatus } from './period-status.ts';
import { periodListView, periodUnitsView, periodView } from './period-views.ts';
import { takeStep } from './take-step.ts';

const showPeriod = defineAction('period.show', z.tuple([numberArg]), (scene, [id]) =>
  hrOnly(scene, async () => show(periodView.of({ id }))),
);

const newPeriod = defineAction('period.new', noArgs, (scene) =>
  hrOnly(scene, () => startConversation(scene, newPeriodKind, '', { afresh: true })),
);

const changeDates = defineAction('period.dates', z.tuple([numberArg]), (scene, [id]) =>
  hrOnly(scene, () => startConversation(scene, periodDatesKind, String(id), { afresh: true })),
);

const askStep = defineAction('period.ask', z.tuple([numberArg, periodActSchema]), (scene, [id, act]) =>
  hrOnly(scene, async () => {
    // Those screens name who is unfinished: a look at people's data.
    if (act !== 'delete') await audit(scene, 'unfinished-viewed', { detail: { periodId: id, step: act } });
    return show(confirmView.of({ id, act }));
  }),
);

const takeConfirmed = defineAction('period.do', z.tuple([numberArg, periodActSchema]), (scene, [id, act]) =>
  hrOnly(scene, () => takeStep(scene, id, act)),
);

const showUnits = defineAction('period.units', z.tuple([numberArg, numberArg]), (scene, [id, page]) =>
  hrOnly(scene, async () => show(periodUnitsView.of({ id, page }))),
);

/** Periode (/periode): HR creates, opens, closes and releases a stretch of time under review. */
export const period: Feature = {
  commands: [
    {
      name: 'periode',
      description: 'command.periode',
      menu: 'menu.periode',
      allows: (actor) => actor.isHr,
      run: async () => show(periodListView.of({})),
    },
  ],
  actions: [showPeriod, newPeriod, changeDates, askStep, takeConfirmed, showUnits],
  views: [periodListView, periodView, periodUnitsView, confirmView],
  conversations: [newPeriodKind, periodDatesKind],
  status: periodStatus,
};

/** Buttons can be forged and rights can end: each press is checked. */
async function hrOnly(scene: Scene, act: () => Promise<Outcome>): Promise<Outcome> {
  return scene.actor.isHr ? act() : tell(refuse('not-for-you'));
}
