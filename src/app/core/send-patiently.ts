import type { Delivery } from '../../telegram/gateway.ts';
import { pause } from '../../telegram/pause.ts';
import type { App } from './app.ts';

/** How many seconds a reply is held back in all where Telegram asks for it (429). Longer pauses must not keep the person's next update, or a webhook's answer, waiting. */
export const mostSeconds = 10;

/** Sends or edits, and waits out short pauses that Telegram asks for; `wait` only where the pause is too long, or the bot stops meanwhile. */
export async function sendPatiently(app: Pick<App, 'stopping'>, attempt: () => Promise<Delivery>): Promise<Delivery> {
  for (let left = mostSeconds; ; ) {
    const delivery = await attempt();
    if (delivery.state !== 'wait') return delivery;
    const seconds = Math.max(1, delivery.seconds);
    if (seconds > left) return delivery;
    left -= seconds;
    await pause(seconds * 1000, app.stopping);
    if (app.stopping.aborted) return delivery;
  }
}
