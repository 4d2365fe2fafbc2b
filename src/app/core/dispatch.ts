import type { Input } from '../../dialogue/advance.ts';
import { say, type Words } from '../../i18n/words.ts';
import { updateAccount } from '../../storage/account.ts';
import { findConversation } from '../../storage/conversation.ts';
import type { Incoming } from '../../telegram/incoming.ts';
import { continueConversation } from '../conversation/continue-conversation.ts';
import { readConversationData } from '../conversation/conversation-data.ts';
import { menuView } from '../menu/menu-view.ts';
import { type Outcome, show } from './feature.ts';
import { tell } from './notice-view.ts';
import type { Scene } from './scene.ts';
import { strangerWords } from './stranger-words.ts';

/** Finds who answers an update. Commands always win over an open conversation; null when there is nothing to say. */
export async function dispatch(scene: Scene, incoming: Incoming): Promise<Outcome | null> {
  if (incoming.kind === 'membership') {
    await updateAccount(scene.tx, scene.actor.telegramId, { blockedAt: incoming.blocked ? scene.now : null });
    return null;
  }
  if (scene.actor.account.blockedAt !== null)
    await updateAccount(scene.tx, scene.actor.telegramId, { blockedAt: null });
  switch (incoming.kind) {
    case 'command':
      return runCommand(scene, incoming.name, incoming.argument);
    case 'press':
      return press(scene, incoming.data);
    case 'text':
      return toConversation(scene, { kind: 'text', text: incoming.text, html: incoming.html });
    case 'file': {
      const { file, caption, captionHtml } = incoming;
      return toConversation(scene, {
        kind: 'file',
        file: { kind: file.as, fileId: file.fileId, name: file.name, mime: file.mime, size: file.size },
        caption,
        captionHtml,
      });
    }
    case 'other':
      return incoming.messageId === null ? null : showMenu(say('menu.cannot-read'));
    default:
      return incoming satisfies never;
  }
}

/** Runs a command for those who may use it; a newcomer is told how to join. */
export async function runCommand(scene: Scene, name: string, argument: string): Promise<Outcome> {
  const command = scene.registry.commands.get(name);
  if (!command) return showMenu(say('menu.unknown-command', { command: `/${name}` }));
  if (command.allows(scene.actor)) return command.run(scene, argument);
  return scene.actor.employee || scene.actor.isHr
    ? showMenu(say('refusal.not-for-you'))
    : tell(strangerWords(scene.actor));
}

async function press(scene: Scene, data: string): Promise<Outcome> {
  const inConversation = readConversationData(data);
  if (inConversation) {
    const conversation = await findConversation(scene.tx, scene.actor.telegramId, inConversation.conversationId);
    return conversation
      ? continueConversation(scene, conversation, { kind: 'press', ...inConversation })
      : { kind: 'stale' };
  }
  const [name = '', ...args] = data.split(':');
  if (name === 'go') return runCommand(scene, args[0] ?? '', '');
  return scene.registry.actions.get(name)?.run(scene, args) ?? { kind: 'stale' };
}

/** Texts and files belong to the question that is open; without one the person is shown what they can do. */
async function toConversation(scene: Scene, input: Input): Promise<Outcome> {
  const { conversationId } = scene.actor.account;
  const conversation =
    conversationId === null ? null : await findConversation(scene.tx, scene.actor.telegramId, conversationId);
  if (conversation) return continueConversation(scene, conversation, input);
  return scene.actor.employee || scene.actor.isHr
    ? showMenu(say('menu.no-question-open'))
    : tell(strangerWords(scene.actor));
}

function showMenu(note: Words): Outcome {
  return show(menuView.of({}), note);
}
