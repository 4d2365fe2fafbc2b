import type { Outcome, View } from '../../src/app/core/feature.ts';
import { renderScreen } from '../../src/app/core/render-screen.ts';
import type { Scene } from '../../src/app/core/scene.ts';
import type { Words } from '../../src/i18n/words.ts';
import type { Outgoing } from '../../src/telegram/outgoing.ts';

/** Everything the actor is shown of an outcome, the words of a toast as a message; null for an old button. */
export async function messagesOf(scene: Scene, outcome: Outcome): Promise<readonly Outgoing[] | null> {
  switch (outcome.kind) {
    case 'stale':
      return null;
    case 'toast':
      return told(scene, [outcome.words]);
    case 'show': {
      const first = (outcome.first ?? []).flatMap((screen) => renderScreen(screen, scene.actor.locale));
      return [...first, ...(await messagesOfView(scene, outcome.view, outcome.note))];
    }
    default:
      return outcome satisfies never;
  }
}

/** A stored screen, made again. */
export async function messagesOfView(scene: Scene, { name, args }: View, note?: Words): Promise<readonly Outgoing[]> {
  const view = scene.registry.views.get(name);
  if (!view) throw new Error(`There is no view ${name}.`);
  return renderScreen(await view.render(scene, args), scene.actor.locale, note);
}

/** Words without buttons. */
export function told(scene: Scene, lines: readonly Words[]): readonly Outgoing[] {
  return renderScreen({ lines, buttons: [] }, scene.actor.locale);
}
