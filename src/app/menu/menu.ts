import { say } from '../../i18n/words.ts';
import { listConversations } from '../../storage/conversation.ts';
import { conversationView } from '../conversation/conversation-view.ts';
import { type Feature, show } from '../core/feature.ts';
import { noticeView, tell } from '../core/notice-view.ts';
import type { Actor, Scene } from '../core/scene.ts';
import { helpView } from './help-view.ts';
import { menuPartView, menuView, openMenuPart } from './menu-view.ts';

/** The menu and the ways out that are always there: /menu, /bantuan, /batal, /lanjut. */
export const menu: Feature = {
  actions: [openMenuPart],
  views: [menuView, menuPartView, noticeView, conversationView, helpView],
  commands: [
    { name: 'menu', description: 'command.menu', menu: null, allows: known, run: async () => show(menuView.of({})) },
    { name: 'lanjut', description: 'command.lanjut', menu: null, allows: known, run: goOn },
    { name: 'batal', description: 'command.batal', menu: null, allows: everyone, run: leave },
    {
      name: 'bantuan',
      description: 'command.bantuan',
      menu: 'menu.bantuan',
      allows: everyone,
      run: async () => show(helpView.of({})),
    },
  ],
};

/** Goes on with the conversation that was touched last. */
async function goOn(scene: Scene) {
  const [latest] = await listConversations(scene.tx, scene.actor.telegramId);
  return latest ? show(conversationView.of({ id: latest.id })) : show(menuView.of({}), say('conversation.none-paused'));
}

/** Leaves the open conversation; its draft is kept, so leaving by mistake costs nothing. */
async function leave(scene: Scene) {
  const words =
    scene.actor.account.conversationId === null ? say('conversation.nothing-to-leave') : say('conversation.left');
  return known(scene.actor) ? show(menuView.of({}), words) : tell(words);
}

function known(actor: Actor): boolean {
  return actor.employee !== null || actor.isHr;
}

function everyone(): boolean {
  return true;
}
