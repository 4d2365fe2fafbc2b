import { updateAccount } from '../../storage/account.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { Delivery } from '../../telegram/gateway.ts';
import type { Incoming } from '../../telegram/incoming.ts';
import type { Outgoing } from '../../telegram/outgoing.ts';
import type { App } from './app.ts';
import { offerCommands } from './offer-commands.ts';
import type { Reply } from './work-on-update.ts';

/** The reply did not reach the person, or nobody knows; the update is to be delivered again, and its reply is then made again from the database. */
export class ReplyNotDelivered extends Error {
  constructor(why: string) {
    super(`The reply did not reach Telegram: ${why}`);
    this.name = 'ReplyNotDelivered';
  }
}

/**
 * Shows the reply. A press on the present screen edits it in place; anything else sends a new message and takes the buttons off the screen before it,
 * so that one screen is live at a time.
 */
export async function deliverReply(app: App, incoming: Incoming, reply: Reply): Promise<void> {
  if (reply.kind === 'toast') return deliverToast(app, incoming, reply);
  const pressed = incoming.kind === 'press' ? incoming.messageId : null;
  const [first, ...more] = reply.messages;
  if (!first) return;
  if (pressed !== null && pressed === reply.screenMessageId && more.length === 0) {
    const edited = await app.gateway.edit(incoming.chatId, pressed, first);
    if (arrived(edited)) return offerCommands(app, incoming.chatId, reply.actor);
  }
  if (reply.screenMessageId !== null) await app.gateway.clearButtons(incoming.chatId, reply.screenMessageId);
  if (reply.stale && pressed !== null && pressed !== reply.screenMessageId)
    await app.gateway.clearButtons(incoming.chatId, pressed);
  const last = await sendAll(app, incoming.chatId, reply.messages);
  if (last === null) return;
  await withTransaction(app.database, (tx) => updateAccount(tx, reply.actor.telegramId, { screenMessageId: last }));
  await offerCommands(app, incoming.chatId, reply.actor);
}

async function deliverToast(app: App, incoming: Incoming, reply: Extract<Reply, { kind: 'toast' }>): Promise<void> {
  if (incoming.kind !== 'press') return;
  await app.gateway.answerPress(incoming.queryId, reply.text);
  if (reply.clear && incoming.messageId !== null) await app.gateway.clearButtons(incoming.chatId, incoming.messageId);
}

/** Id of the last message sent, or null when the person cannot be reached. */
async function sendAll(app: App, chatId: number, messages: readonly Outgoing[]): Promise<number | null> {
  let last: number | null = null;
  for (const message of messages) {
    const delivery = await app.gateway.send(chatId, message);
    if (!arrived(delivery)) {
      app.log.warn(
        { state: delivery.state, why: 'why' in delivery ? delivery.why : null },
        'A reply could not be shown.',
      );
      return null;
    }
    if (delivery.state === 'sent') last = delivery.messageId;
  }
  return last;
}

/** True when the message is there; throws where another try may help. */
function arrived(delivery: Delivery): boolean {
  switch (delivery.state) {
    case 'sent':
    case 'unchanged':
      return true;
    case 'gone':
    case 'blocked':
    case 'failed':
      return false;
    case 'wait':
      throw new ReplyNotDelivered(`wait ${delivery.seconds} s`);
    case 'unknown':
    case 'unreachable':
      throw new ReplyNotDelivered(delivery.why);
    default:
      return delivery satisfies never;
  }
}
