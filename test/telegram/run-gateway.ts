import { fastify } from 'fastify';
import type { Simulator } from '../../src/simulator/start-simulator.ts';
import { createGateway } from '../../src/telegram/create-gateway.ts';
import type { Gateway, GatewayPace } from '../../src/telegram/gateway.ts';
import { registerWebhook } from '../../src/telegram/webhook-route.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { type RecordedLog, recordLog } from './record-log.ts';

export const token = '4242:AAE-test-token';
export const webhookSecret = 'a-webhook-secret';

/** A gateway at work on the simulator, with its webhook server where it has one. */
export interface RunningGateway {
  readonly gateway: Gateway;
  readonly inbox: Inbox;
  readonly log: RecordedLog;
  /** Where Telegram posts updates; null on long polling. */
  readonly webhookUrl: string | null;
  /** Begins to take updates. */
  start(): Promise<void>;
  /** Ends everything, waiting for nothing. */
  breakOff(): Promise<void>;
}

export type RunGateway = (simulator: Simulator, pace?: Partial<GatewayPace>) => Promise<RunningGateway>;

/** The gateway of one library on one transport, waiting only milliseconds where it would wait seconds. */
export function runGateway(library: 'grammy' | 'telegraf', transport: 'polling' | 'webhook'): RunGateway {
  return async (simulator, pace) => {
    const log = recordLog();
    const inbox = createInbox();
    const app = fastify({ forceCloseConnections: true });
    let gateway: Gateway | null = null;
    registerWebhook(app, {
      path: '/telegram',
      secret: webhookSecret,
      log,
      receive: async (update) => (await gateway?.receive(update)) ?? {},
    });
    const webhookUrl = transport === 'webhook' ? `${await app.listen({ port: 0, host: '127.0.0.1' })}/telegram` : null;
    const made = await createGateway(library, {
      token,
      apiRoot: simulator.apiRoot,
      transport:
        webhookUrl === null ? { kind: 'polling' } : { kind: 'webhook', url: webhookUrl, secret: webhookSecret },
      log,
      now: () => simulator.clock.now(),
      pace: { ...impatient, ...pace },
    });
    gateway = made;
    return {
      gateway: made,
      inbox,
      log,
      webhookUrl,
      start: () => made.start(inbox.handle),
      async breakOff() {
        await made.stop(0);
        await app.close();
      },
    };
  };
}

const impatient: Partial<GatewayPace> = {
  request: { firstMs: 2, mostMs: 10 },
  handle: { firstMs: 2, mostMs: 10 },
  pollAgain: { firstMs: 5, mostMs: 20 },
};
