import type { App } from '../../src/app/core/app.ts';
import type { Feature } from '../../src/app/core/feature.ts';
import { createIncomingHandler } from '../../src/app/core/handle-incoming.ts';
import { createRegistry } from '../../src/app/core/registry.ts';
import { features } from '../../src/app/features.ts';
import { createGateway } from '../../src/telegram/create-gateway.ts';
import { botToken, type Stage } from './bot.ts';

/** The product with one more feature, of a test's own, in place of the stage's bot. */
export interface OwnApp {
  readonly app: App;
  stop(): Promise<void>;
}

/** Stops the stage's bot from polling and polls with this feature added, on the stage's database and log. */
export async function startWith(stage: Stage, feature: Feature): Promise<OwnApp> {
  const { app: usual } = stage.bot();
  await usual.gateway.stop(1_000);
  const stopping = new AbortController();
  const gateway = await createGateway('grammy', {
    token: botToken,
    apiRoot: stage.simulator.apiRoot,
    transport: { kind: 'polling' },
    log: stage.log,
    now: () => stage.clock.now(),
  });
  const registry = createRegistry([...features, feature]);
  const app: App = { ...usual, gateway, registry, stopping: stopping.signal };
  await gateway.start(createIncomingHandler(app));
  return {
    app,
    async stop() {
      stopping.abort();
      await gateway.stop(1_000);
    },
  };
}
