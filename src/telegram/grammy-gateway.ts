import { Bot, BotError, GrammyError, HttpError, InputFile } from 'grammy';
import type { Update } from 'grammy/types';
import { assembleGateway } from './assemble-gateway.ts';
import type { BotLibrary, BotMethod, RequestFailure, Route } from './bot-library.ts';
import type { Gateway, GatewaySettings } from './gateway.ts';
import { keepAliveAgent } from './keep-alive-agent.ts';
import { networkFailure } from './network-failure.ts';
import { rawUpdateSchema } from './raw-update.ts';

/** The gateway on grammY. Waits until Telegram says who the bot is; throws `TokenRefused`. */
export function createGrammyGateway(settings: GatewaySettings): Promise<Gateway> {
  return assembleGateway(settings, (route) => createGrammyLibrary(settings, route));
}

function createGrammyLibrary({ token, apiRoot }: GatewaySettings, route: Route): BotLibrary {
  const bot = new Bot(token, { client: { apiRoot, baseFetchConfig: { agent: keepAliveAgent(apiRoot) } } });
  bot.on('message', (context) => route(context.update.update_id, 'message', context.message));
  bot.on('callback_query', (context) => route(context.update.update_id, 'callback_query', context.callbackQuery));
  bot.on('my_chat_member', (context) => route(context.update.update_id, 'my_chat_member', context.myChatMember));
  return {
    async identify() {
      bot.botInfo = await bot.api.getMe();
      return { id: bot.botInfo.id, username: bot.botInfo.username };
    },
    call: (method, payload, signal) => {
      const call = rawCall(bot, method);
      // The one method of ours without parameters: grammY puts the empty payload in itself.
      return method === 'getWebhookInfo' ? call(signal) : call(payload, signal);
    },
    inputFile: (bytes, name) => new InputFile(bytes, name),
    async dispatch(update) {
      if (!isUpdate(update)) return;
      try {
        await bot.handleUpdate(update);
      } catch (error) {
        throw error instanceof BotError ? error.error : error;
      }
    },
    failureOf,
  };
}

type RawCall = (...given: readonly object[]) => Promise<unknown>;

/** grammY's raw API answers to the name of every method; payloads are built once for both libraries, so its own types cannot speak for them. */
function rawCall(bot: Bot, method: BotMethod): RawCall {
  const call: unknown = Reflect.get(bot.api.raw, method);
  if (!isRawCall(call)) throw new TypeError(`grammY has no method ${method}`);
  return call;
}

function isRawCall(value: unknown): value is RawCall {
  return typeof value === 'function';
}

function isUpdate(value: unknown): value is Update {
  return rawUpdateSchema.safeParse(value).success;
}

function failureOf(error: unknown): RequestFailure | null {
  if (error instanceof HttpError)
    return networkFailure(error.error) ?? { kind: 'unsure', why: 'the request broke off inside grammY' };
  if (!(error instanceof GrammyError)) return null;
  const { error_code: code, description, parameters } = error;
  return { kind: 'refused', code, description, retryAfter: parameters.retry_after ?? null };
}
