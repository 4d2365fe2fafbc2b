import type { Gateway, GatewaySettings } from './gateway.ts';

/** Makes the gateway on the library chosen by `BOT_LIBRARY`; only that library is loaded. Throws `TokenRefused`. */
export async function createGateway(library: 'grammy' | 'telegraf', settings: GatewaySettings): Promise<Gateway> {
  switch (library) {
    case 'grammy': {
      const { createGrammyGateway } = await import('./grammy-gateway.ts');
      return createGrammyGateway(settings);
    }
    case 'telegraf': {
      const { createTelegrafGateway } = await import('./telegraf-gateway.ts');
      return createTelegrafGateway(settings);
    }
    default:
      return library satisfies never;
  }
}
