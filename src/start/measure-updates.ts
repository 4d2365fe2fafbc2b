import type { Metrics } from '../http/metrics.ts';
import type { HandleIncoming } from '../telegram/gateway.ts';

/** The handler, with how each update ended and how long it took counted. */
export function measureUpdates(handle: HandleIncoming, metrics: Metrics): HandleIncoming {
  return async (incoming) => {
    const began = performance.now();
    try {
      await handle(incoming);
      metrics.updateDone(incoming.kind, 'done', (performance.now() - began) / 1000);
    } catch (error) {
      metrics.updateDone(incoming.kind, 'kept', (performance.now() - began) / 1000);
      throw error;
    }
  };
}
