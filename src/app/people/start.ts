import { openService } from '../citizen/rate-service.ts';
import { type Command, type Outcome, show } from '../core/feature.ts';
import type { Scene } from '../core/scene.ts';
import { menuView } from '../menu/menu-view.ts';
import { join } from './join.ts';
import { citizenPrefix } from './join-code.ts';
import { languageView } from './language-view.ts';
import { noteNoticeShown, privacyVersion } from './privacy-notice.ts';
import { privacyView } from './privacy-view.ts';
import { startView } from './start-view.ts';

/** /start: with a code from a poster a unit is rated, with another the person joins; without, a newcomer is told how, and everybody else is led to what is next for them. */
export const startCommand: Command = {
  name: 'start',
  description: 'command.start',
  menu: null,
  allows: () => true,
  run: (scene, argument) => {
    const code = argument.trim();
    if (code === '') return home(scene);
    return code.startsWith(citizenPrefix) ? openService(scene, code) : join(scene, code);
  },
};

/** The notice comes before anything else, once for each version; then the language; then the menu. */
async function home(scene: Scene): Promise<Outcome> {
  const { employee, isHr, account } = scene.actor;
  if (!employee && !isHr) return show(startView.of({}));
  if (account.noticeVersion !== privacyVersion) {
    await noteNoticeShown(scene, employee?.id ?? null);
    return show(privacyView.of({ joining: true }));
  }
  return show(account.locale === null ? languageView.of({ joining: true }) : menuView.of({}));
}
