import { Input, Telegraf, TelegramError } from 'telegraf';
import type { Update } from 'telegraf/types';
import { assembleGateway } from './assemble-gateway.ts';
import type { BotLibrary, BotMethod, RequestFailure, Route } from './bot-library.ts';
import type { Gateway, GatewaySettings } from './gateway.ts';
import { keepAliveAgent } from './keep-alive-agent.ts';
import { networkFailure } from './network-failure.ts';
import { rawUpdateSchema } from './raw-update.ts';

/** The gateway on Telegraf. Waits until Telegram says who the bot is; throws `TokenRefused`. */
export function createTelegrafGateway(settings: GatewaySettings): Promise<Gateway> {
  return assembleGateway(settings, (route) => createTelegrafLibrary(settings, route));
}

function createTelegrafLibrary({ token, apiRoot }: GatewaySettings, route: Route): BotLibrary {
  const bot = new Telegraf(token, {
    // The default of 90 s would end an update that is still being handled.
    handlerTimeout: Number.POSITIVE_INFINITY,
    telegram: {
      // Telegraf resolves method names against the root as a relative URL, which needs the slash when the root has a path.
      apiRoot: `${apiRoot}/`,
      agent: keepAliveAgent(apiRoot),
      // A call answered inside the webhook's response has no result.
      webhookReply: false,
    },
  });
  // The default handler ends the process.
  bot.catch((error) => {
    throw error;
  });
  bot.on('message', (context) => route(context.update.update_id, 'message', context.message));
  bot.on('callback_query', (context) => route(context.update.update_id, 'callback_query', context.callbackQuery));
  bot.on('my_chat_member', (context) => route(context.update.update_id, 'my_chat_member', context.myChatMember));
  return {
    async identify() {
      bot.botInfo = await bot.telegram.getMe();
      return { id: bot.botInfo.id, username: bot.botInfo.username };
    },
    call: (method, payload, signal) => rawCall(bot)(method, payload, { signal }),
    inputFile: (bytes, name) => Input.fromBuffer(Buffer.from(bytes), name),
    async dispatch(update) {
      if (isUpdate(update)) await bot.handleUpdate(update);
    },
    failureOf,
  };
}

type RawCall = (method: BotMethod, payload: object, options: { signal: AbortSignal }) => Promise<unknown>;

/** Telegraf's types end at Bot API 7.1, but `callApi` passes on whatever it is given. */
function rawCall(bot: Telegraf): RawCall {
  const call: unknown = bot.telegram.callApi.bind(bot.telegram);
  if (!isRawCall(call)) throw new TypeError('Telegraf has no callApi');
  return call;
}

function isRawCall(value: unknown): value is RawCall {
  return typeof value === 'function';
}

function isUpdate(value: unknown): value is Update {
  return rawUpdateSchema.safeParse(value).success;
}

function failureOf(error: unknown): RequestFailure | null {
  if (!(error instanceof TelegramError)) return networkFailure(error);
  return {
    kind: 'refused',
    code: error.code,
    description: error.description,
    retryAfter: error.parameters?.retry_after ?? null,
  };
}
