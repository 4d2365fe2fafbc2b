import { chosenServiceUnit, serviceUnitFlow } from '../../dialogue/flows/citizen-rating.ts';
import { say } from '../../i18n/words.ts';
import { countHeldComments } from '../../storage/citizen-rating.ts';
import { findConversationAbout } from '../../storage/conversation.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { type ConversationKind, defineAction, noArgs, show } from '../core/feature.ts';
import { foundUnits } from '../core/found-units.ts';
import { pressFor } from '../core/guard.ts';
import { commandData } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import { citizenData } from './citizen-data.ts';
import { unitServiceView } from './unit-service-view.ts';

/** HR's list of units, page by page or by a part of the name, to one of them. */
export const findServiceUnitKind: ConversationKind = {
  flow: 'service-unit',
  open: async (scene, subject) => {
    const why = refusalFor(scene.actor, 'manage-service');
    if (why) return { ok: false, why };
    const draft = await findConversationAbout(scene.tx, scene.actor.telegramId, 'service-unit', subject);
    const found = await foundUnits(scene, 'unit', draft?.progress.answers ?? {});
    const held = await countHeldComments(scene.tx);
    const ways = [
      ...(held > 0 ? [{ label: say('service.held', { count: held }), data: citizenData.held(0) }] : []),
      { label: say('menu.pegawai'), data: commandData('pegawai') },
    ];
    return { ok: true, flow: serviceUnitFlow(found, ways), heading: [say('service.heading'), ''] };
  },
  finish: async (_scene, _subject, answers) => {
    const unitId = chosenServiceUnit(answers);
    return unitId === null
      ? { kind: 'refused', why: say('dialogue.choose-button') }
      : { kind: 'done', outcome: show(unitServiceView.of({ unitId })) };
  },
};

/** The way to the list of units. */
export const findServiceUnit = defineAction(
  'service.find',
  noArgs,
  pressFor('manage-service', (scene) => startConversation(scene, findServiceUnitKind, '', { afresh: true })),
);
