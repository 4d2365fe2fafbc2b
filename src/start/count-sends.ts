import type { MessageFor, Metrics } from '../http/metrics.ts';
import type { Gateway } from '../telegram/gateway.ts';

/** The gateway, with what becomes of each message it sends counted. */
export function countSends(gateway: Gateway, to: MessageFor, metrics: Metrics): Gateway {
  return {
    ...gateway,
    async send(chatId, message) {
      const delivery = await gateway.send(chatId, message);
      metrics.messageSent(to, delivery.state);
      return delivery;
    },
  };
}
