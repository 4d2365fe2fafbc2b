import { translate } from '../../i18n/translate.ts';
import { say } from '../../i18n/words.ts';
import { markBlocked, saveScreenMessage } from '../../storage/account.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { Delivery } from '../../telegram/gateway.ts';
import type { Incoming } from '../../telegram/incoming.ts';
import type { Outgoing } from '../../telegram/outgoing.ts';
import { readConversationData } from '../conversation/conversation-data.ts';
import type { App } from './app.ts';
import { offerCommands } from './offer-commands.ts';
import { sendPatiently } from './send-patiently.ts';
import type { Reply } from './work-on-update.ts';

/** The reply did not reach the person, or nobody knows; the update is to be delivered again, and its reply is then made again from the database. */
export class ReplyNotDelivered extends Error {
  constructor(why: string) {
    super(`The reply did not reach Telegram: ${why}`);
    this.name = 'ReplyNotDelivered';
  }
}

type ShownReply = Extract<Reply, { kind: 'show' }>;

/** How long a reply is tried while Telegram is heard all the same, in milliseconds; in an outage it is tried for as long as that lasts. */
const patienceMs = 60_000;

/**
 * Shows the reply. A press on the present screen edits it in place; anything else, and what must not be forwarded, is sent as a new message; the screen before it loses its buttons,
 * so that one screen is live at a time. Answers the message that is the screen now, or null where there is none. Its effects are saved already: a reply that cannot be shown for long is given up, and the person can ask with /menu.
 * Throws `ReplyNotDelivered` where another delivery of the update may help, and an error where Telegram refuses the message for good: that is a bug.
 */
export async function deliverReply(app: App, incoming: Incoming, reply: Reply): Promise<number | null> {
  if (reply.kind === 'toast') {
    await deliverToast(app, incoming, reply);
    return null;
  }
  const messageId = await show(app, incoming, reply);
  // What the person may do was looked at when the question was opened; an answer from memory has nothing newer.
  if (messageId !== null && reply.lookedAt >= reply.since) await offerCommands(app, incoming.chatId, reply.actor);
  return messageId;
}

async function deliverToast(app: App, incoming: Incoming, reply: Extract<Reply, { kind: 'toast' }>): Promise<void> {
  if (incoming.kind !== 'press') return;
  await app.gateway.answerPress(incoming.queryId, reply.text);
  if (reply.clear && incoming.messageId !== null) await app.gateway.clearButtons(incoming.chatId, incoming.messageId);
}

/** The message in which the person sees it; null when they do not. */
async function show(app: App, incoming: Incoming, reply: ShownReply): Promise<number | null> {
  const { chatId } = incoming;
  const { screenMessageId, messages } = reply;
  const pressed = incoming.kind === 'press' ? incoming.messageId : null;
  const [first, ...more] = messages;
  if (!first) return null;
  // An edit cannot forbid forwarding: what is protected is sent anew.
  if (pressed !== null && pressed === screenMessageId && more.length === 0 && !first.protect) {
    const edited = await sendPatiently(app, () => app.gateway.edit(chatId, pressed, first));
    // What cannot be edited (the message is gone, or was a photo) is sent anew.
    if (edited.state !== 'gone' && edited.state !== 'failed')
      return (await arrived(app, incoming, reply, edited)) ? pressed : null;
  }
  if (screenMessageId !== null) await app.gateway.clearButtons(chatId, screenMessageId);
  if (pressed !== null && pressed !== screenMessageId && (reply.stale || wasQuestion(incoming)))
    await app.gateway.clearButtons(chatId, pressed);
  const last = await sendAll(app, incoming, reply);
  if (last !== null) await saveScreenMessage(app.database, reply.actor.telegramId, last);
  return last;
}

/** The buttons of a question are good for one press, wherever it stands; those of a reminder stay good. */
function wasQuestion(incoming: Incoming): boolean {
  return incoming.kind === 'press' && readConversationData(incoming.data) !== null;
}

/** Id of the last message sent, or null when the person does not see them all. */
async function sendAll(app: App, incoming: Incoming, reply: ShownReply): Promise<number | null> {
  let last: number | null = null;
  for (const message of reply.messages) {
    const delivery = await sendOne(app, incoming, reply, message);
    if (!(await arrived(app, incoming, reply, delivery))) return null;
    if (delivery.state === 'sent') last = delivery.messageId;
  }
  return last;
}

/** A file is Telegram's to keep, and each bot's own: where it is gone, or was sent to a bot before this one, the words go without it. */
async function sendOne(app: App, incoming: Incoming, reply: ShownReply, message: Outgoing): Promise<Delivery> {
  const { updateId, chatId } = incoming;
  const delivery = await sendPatiently(app, () => app.gateway.send(chatId, message));
  if (delivery.state !== 'failed' || message.file === undefined || !('fileId' in message.file)) return delivery;
  if (!lostFile.test(delivery.why)) return delivery;
  app.log.warn({ updateId, why: delivery.why }, 'Telegram does not have a file any more; the words went without it.');
  const { file: _lost, ...words } = message;
  const note = translate(reply.actor.locale, say('file.not-there'));
  return sendPatiently(app, () =>
    app.gateway.send(chatId, { ...words, html: [words.html, note].filter(Boolean).join('\n\n') }),
  );
}

const lostFile = /file identifier|wrong file_id|file_reference|can't use file of type/i;

/** True when the message is there, false when it is given up. */
async function arrived(app: App, incoming: Incoming, reply: ShownReply, delivery: Delivery): Promise<boolean> {
  const { updateId } = incoming;
  switch (delivery.state) {
    case 'sent':
    case 'unchanged':
      return true;
    case 'blocked':
      app.log.info({ updateId, why: delivery.why }, 'A reply found the bot blocked.');
      await withTransaction(app.database, (tx) => markBlocked(tx, [reply.actor.telegramId], app.now()));
      return false;
    case 'gone':
    case 'failed':
      throw new Error(
        `Telegram refuses a reply to a ${incoming.kind}: ${'why' in delivery ? delivery.why : delivery.state}`,
      );
    case 'wait':
      if (app.stopping.aborted) throw new ReplyNotDelivered('the bot stops');
      app.log.warn({ updateId, seconds: delivery.seconds }, `${givenUp} Telegram asks for a long pause (429).`);
      return false;
    case 'unknown':
    case 'unreachable':
      if (!isHeardWithout(app, reply.since)) throw new ReplyNotDelivered(delivery.why);
      app.log.warn({ updateId, why: delivery.why }, `${givenUp} It was tried for a minute.`);
      return false;
    default:
      return delivery satisfies never;
  }
}

const givenUp = 'A reply could not be shown and was given up; what was asked for is done, and /menu shows it.';

/** Telegram is still there a good while after, and yet this reply does not arrive: to go on trying would keep the updates behind it. */
function isHeardWithout(app: App, since: Date): boolean {
  const heardAt = app.gateway.lastHeardAt();
  return heardAt !== null && heardAt.getTime() - since.getTime() >= patienceMs;
}
