import { z } from 'zod';
import { type BotClient, createBotClient } from './bot-client.ts';
import { allowedUpdates, type BotLibrary, type BotMethod, type Route } from './bot-library.ts';
import { callUntilAnswered, isPassing, waitAfter } from './call-until-answered.ts';
import { deliveryOf } from './delivery.ts';
import { downloadFile } from './download-file.ts';
import {
  type BotIdentity,
  type CommandEntry,
  defaultPace,
  type Gateway,
  type GatewayEnded,
  type GatewayPace,
  type GatewaySettings,
  type HandleIncoming,
  TokenRefused,
} from './gateway.ts';
import { pause } from './pause.ts';
import { createPersonLanes, LanesClosed } from './person-lanes.ts';
import { type Polling, pollUpdates } from './poll-updates.ts';
import { createPressAnswers } from './press-answers.ts';
import { personOf, queryIdOf, type RawUpdate, rawUpdateSchema } from './raw-update.ts';
import { NotTheirChat, readUpdate } from './read-update.ts';
import { editMessage, sendMessage } from './send-message.ts';
import { webhookDelivers } from './webhook-delivers.ts';

/**
 * Makes a gateway out of a library; both gateways are this function with another library. Waits until Telegram says who the bot is.
 * Throws `TokenRefused`.
 */
export async function assembleGateway(
  settings: GatewaySettings,
  createLibrary: (route: Route) => BotLibrary,
): Promise<Gateway> {
  const { log, transport } = settings;
  const pace: GatewayPace = { ...defaultPace, ...settings.pace };
  const stopping = new AbortController();
  settings.stop?.addEventListener('abort', () => stopping.abort(), { once: true });
  const lanes = createPersonLanes(settings.width ?? 32);
  let handle: HandleIncoming | null = null;
  let polling: Polling | null = null;
  let heardAt: Date | null = null;
  let end: (why: GatewayEnded) => void = () => {};
  const ended = new Promise<GatewayEnded>((resolve) => {
    end = resolve;
  });

  const route: Route = async (updateId, part, content) => {
    const incoming = readOrLog(() => readUpdate(updateId, part, content, identity), updateId);
    if (incoming !== null && handle !== null) await handle(incoming);
  };
  const library = createLibrary(route);
  const client = createBotClient(library, () => {
    log.error({}, 'Telegram refuses the bot token (401)');
    end({ reason: 'token-revoked' });
  });
  const identity = await identify();
  const pressAnswers = createPressAnswers((queryId) => answerPress(queryId));

  /** A malformed update would be malformed for ever: it is noted, and confirmed like one that means nothing to the bot. Only where something is wrong is noted, not what was written there. */
  function readOrLog<Read>(read: () => Read, updateId: number | null): Read | null {
    try {
      return read();
    } catch (error) {
      const where = whereWrong(error);
      if (where === null) throw error;
      log.warn({ updateId, where }, 'An update is not what Telegram documents and was left out');
      return null;
    }
  }

  function untilAnswered(method: BotMethod, payload: object): ReturnType<typeof callUntilAnswered<unknown>> {
    const request = (): ReturnType<BotClient['call']> =>
      client.call(method, payload, { deadlineMs: pace.deadlineMs, stop: stopping.signal });
    return callUntilAnswered(request, { what: method, stop: stopping.signal, pace, log });
  }

  async function identify(): Promise<BotIdentity> {
    const outcome = await callUntilAnswered(
      () => client.attempt(() => library.identify(), { deadlineMs: pace.deadlineMs, stop: stopping.signal }),
      { what: 'getMe', stop: stopping.signal, pace, log },
    );
    if (outcome.kind === 'answered') return outcome.result;
    if (outcome.kind === 'stopped') settings.stop?.throwIfAborted();
    // A token that cannot be one is not found (404), a well-formed one that is not known is not authorised (401).
    if (outcome.kind === 'refused' && (outcome.code === 401 || outcome.code === 404))
      throw new TokenRefused(settings.apiRoot);
    throw new Error(`Telegram does not say who the bot is: ${JSON.stringify(outcome)}`);
  }

  async function start(): Promise<void> {
    const [method, payload] = transportCall(transport);
    const outcome = await untilAnswered(method, payload);
    if (outcome.kind === 'stopped') return;
    if (outcome.kind === 'refused') {
      if (outcome.code === 401) return;
      throw new Error(`Telegram refuses ${method}: ${outcome.code} ${outcome.description}`);
    }
    heardAt = settings.now();
    if (transport.kind === 'webhook') return;
    polling = pollUpdates({
      client,
      handle: (update) => library.dispatch(update),
      lanes,
      pace,
      log,
      stop: stopping.signal,
      onHeard: () => {
        heardAt = settings.now();
      },
      onConflict: () => end({ reason: 'another-poller' }),
    });
  }

  async function stop(withinMs: number): Promise<void> {
    const confirmMs = Math.min(2_000, withinMs / 4);
    const deadline = new AbortController();
    stopping.abort();
    lanes.close();
    const inHand = Promise.all([lanes.idle(), polling?.finished]).then(() => deadline.abort());
    await Promise.race([inHand, pause(withinMs - confirmMs, deadline.signal)]);
    if (!deadline.signal.aborted) log.warn({ withinMs }, 'Stopping before every update in hand is done');
    await polling?.confirm(confirmMs);
  }

  return {
    identity,
    ended,
    lastHeardAt: () => heardAt,
    async delivers() {
      if (transport.kind === 'polling') return false;
      const outcome = await client.call('getWebhookInfo', {}, { deadlineMs: pace.deadlineMs, stop: stopping.signal });
      if (outcome.kind !== 'answered') return false;
      return webhookDelivers(outcome.result, { url: transport.url, now: settings.now() });
    },
    start(handleIncoming) {
      handle = handleIncoming;
      return start();
    },
    stop,
    async receive(body) {
      const update = readOrLog((): RawUpdate => rawUpdateSchema.parse(body), null);
      if (update === null) return {};
      if (handle === null) throw new LanesClosed();
      heardAt = settings.now();
      const queryId = queryIdOf(update);
      let carries = false;
      await lanes.run(personOf(update), async () => {
        const held = queryId === null ? null : pressAnswers.hold(queryId);
        try {
          await library.dispatch(update);
          carries = held?.settle() ?? false;
        } catch (error) {
          // The press comes again, but its spinner need not turn until then.
          if (queryId !== null && held?.settle()) void answerPress(queryId);
          throw error;
        }
      });
      return carries ? { method: 'answerCallbackQuery', callback_query_id: queryId } : {};
    },
    send: (chatId, message) => sendMessage(client, chatId, message, pace),
    edit: (chatId, messageId, message) => editMessage(client, chatId, messageId, message, pace),
    async clearButtons(chatId, messageId) {
      const payload = { chat_id: chatId, message_id: messageId };
      const outcome = await client.call('editMessageReplyMarkup', payload, { deadlineMs: pace.deadlineMs });
      if (outcome.kind === 'answered' || deliveryOf(outcome).state === 'unchanged') return;
      log.info({ chatId, messageId, ...outcome }, 'Old buttons stay on a message');
    },
    async answerPress(queryId, text) {
      if (text === undefined && pressAnswers.leave(queryId)) return;
      await answerPress(queryId, text);
    },
    download: (fileId, maxBytes) => downloadFile(client, settings, pace, fileId, maxBytes),
    setCommands: (commands, scope) => setCommands(commands, scope),
  };

  async function answerPress(queryId: string, text?: string): Promise<void> {
    const payload = { callback_query_id: queryId, ...(text === undefined ? {} : { text: text.slice(0, 200) }) };
    const outcome = await client.call('answerCallbackQuery', payload, { deadlineMs: pace.deadlineMs });
    if (outcome.kind === 'answered' || (outcome.kind === 'refused' && /query is too old/i.test(outcome.description)))
      return;
    log.warn({ ...outcome }, 'A button press could not be answered');
  }

  async function setCommands(commands: readonly CommandEntry[], scope: Parameters<Gateway['setCommands']>[1]) {
    const payload = {
      commands,
      ...(scope.chatId === undefined ? {} : { scope: { type: 'chat', chat_id: scope.chatId } }),
      ...(scope.locale === null ? {} : { language_code: scope.locale }),
    };
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await client.call('setMyCommands', payload, { deadlineMs: pace.deadlineMs });
      if (outcome.kind === 'answered') return;
      const passing = outcome.kind !== 'stopped' && (outcome.kind !== 'refused' || isPassing(outcome));
      const wait = outcome.kind === 'stopped' ? 0 : waitAfter(outcome, attempt, pace);
      if (!passing || attempt === 4 || wait > pace.request.mostMs || stopping.signal.aborted) {
        log.warn({ ...outcome, ...scope }, 'The command menu could not be set');
        return;
      }
      await pause(wait, stopping.signal);
    }
  }
}

/** The fields in which an update is not what it should be; null for an error that has nothing to do with that. */
function whereWrong(error: unknown): readonly string[] | null {
  if (error instanceof NotTheirChat) return ['chat.id'];
  return error instanceof z.ZodError ? error.issues.slice(0, 5).map(({ path }) => path.join('.')) : null;
}

/** Tells Telegram how updates come; what is pending stays pending either way. */
function transportCall(transport: GatewaySettings['transport']): readonly [BotMethod, object] {
  if (transport.kind === 'polling') return ['deleteWebhook', { drop_pending_updates: false }];
  const { url, secret } = transport;
  return ['setWebhook', { url, secret_token: secret, allowed_updates: allowedUpdates, max_connections: 40 }];
}
