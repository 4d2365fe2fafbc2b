import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { findRetention } from '../../storage/retention.ts';
import { type Command, defineAction, defineView, noArgs, show } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';
import { actorZone } from './actor-zone.ts';
import { languageView } from './language-view.ts';
import { noteNoticeShown, privacyVersion, privacyWords } from './privacy-notice.ts';

/** The privacy notice with its version and when that was first shown; on the way in it leads on to the language. */
export const privacyView = defineView('privacy', z.object({ joining: z.boolean() }), async (scene, { joining }) => {
  const { noticeAt, noticeVersion } = scene.actor.account;
  const at = { at: (noticeAt ?? scene.now).toISOString(), zone: await actorZone(scene) };
  return {
    lines: [
      ...privacyWords(await findRetention(scene.tx)),
      '',
      say('privacy.shown', { version: noticeVersion ?? privacyVersion, at }),
    ],
    buttons: [
      ...(!joining && allowed('export-own-data')(scene.actor)
        ? [[{ label: say('menu.dataku'), data: commandData('dataku') }]]
        : []),
      [joining ? { label: say('privacy.continue'), data: privacyReadAction.data() } : menuButton],
    ],
  };
});

/** The notice was read; the language comes next. */
export const privacyReadAction = defineAction('privacy-read', noArgs, async () =>
  show(languageView.of({ joining: true })),
);

/** /privasi: the notice again. The first time counts, and a newer version counts anew. */
export const privacyCommand: Command = {
  name: 'privasi',
  description: 'command.privasi',
  menu: 'menu.privasi',
  allows: () => true,
  run: async (scene) => {
    if (scene.actor.account.noticeVersion !== privacyVersion)
      await noteNoticeShown(scene, scene.actor.employee?.id ?? null);
    return show(privacyView.of({ joining: false }));
  },
};
