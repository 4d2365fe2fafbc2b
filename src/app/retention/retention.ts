import { z } from 'zod';
import { retentionYearsFlow, yearsGiven } from '../../dialogue/flows/retention-years.ts';
import { leastRetention, retentionClassSchema, retentionFault } from '../../domain/retention.ts';
import { say } from '../../i18n/words.ts';
import { findRetention, saveRetention } from '../../storage/retention.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, defineAction, type Feature, noArgs, type Outcome, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { shownArgs } from '../people/shown-view.ts';
import { retentionData } from './retention-data.ts';
import {
  classWords,
  faultWords,
  retentionConfirmArgs,
  retentionConfirmView,
  retentionView,
} from './retention-views.ts';

/** Asks for the years of one class of data. The subject is the class. */
const retentionYearsKind: ConversationKind = {
  flow: 'retention-years',
  open: async (scene, subject) => {
    const why = refusalFor(scene.actor, 'set-retention');
    if (why) return { ok: false, why };
    const about = retentionClassSchema.parse(subject);
    const retention = await findRetention(scene.tx);
    const question = say('retention.ask-years', {
      class: classWords(about),
      meaning: say(`retention.means-${about}`),
      years: retention[about],
      least: leastRetention[about],
    });
    const flow = retentionYearsFlow({
      question,
      fault: (years) => {
        const fault = retentionFault(retention, about, years);
        return fault && faultWords(fault);
      },
      leave: { label: say('retention.no'), data: retentionData.open() },
    });
    return { ok: true, flow, heading: [] };
  },
  finish: async (scene, subject, answers) => {
    const why = refusalFor(scene.actor, 'set-retention');
    const years = yearsGiven(answers);
    if (why || years === null) return { kind: 'refused', why: why ?? say('retention.whole-years') };
    const about = retentionClassSchema.parse(subject);
    return { kind: 'done', outcome: show(retentionConfirmView.of({ about, years })) };
  },
};

/** Masa simpan data: HR sees and sets how long each class of data is kept, before the nightly job takes it (UU 27/2022). */
export const retention: Feature = {
  actions: [
    defineAction(
      'retention.open',
      noArgs,
      pressFor('set-retention', async () => show(retentionView.of({}))),
    ),
    defineAction('retention.ask', z.tuple([retentionClassSchema]), (scene, [about]) =>
      startConversation(scene, retentionYearsKind, about, { afresh: true }),
    ),
    defineAction('retention.set', noArgs, pressFor('set-retention', setYears)),
  ],
  views: [retentionView, retentionConfirmView],
  conversations: [retentionYearsKind],
};

/** Only from the screen that said what it means; a second tap finds another screen. */
async function setYears(scene: Scene): Promise<Outcome> {
  const shown = shownArgs(scene, 'retention-confirm', retentionConfirmArgs);
  if (!shown) return { kind: 'stale' };
  const { about, years } = shown;
  const present = await findRetention(scene.tx);
  const fault = retentionFault(present, about, years);
  if (fault) return show(retentionView.of({}), faultWords(fault));
  await saveRetention(scene.tx, { ...present, [about]: years });
  await audit(scene, 'retention-set', { detail: { class: about, before: present[about], years } });
  return show(retentionView.of({}), say('retention.done', { class: classWords(about), years }));
}
