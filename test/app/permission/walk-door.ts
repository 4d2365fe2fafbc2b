import { runCommand } from '../../../src/app/core/dispatch.ts';
import type { Outcome, View } from '../../../src/app/core/feature.ts';
import { renderScreen } from '../../../src/app/core/render-screen.ts';
import { NeedsFile, type Scene } from '../../../src/app/core/scene.ts';
import { setScene } from '../../../src/app/core/set-scene.ts';
import type { Json } from '../../../src/dialogue/step.ts';
import { translate } from '../../../src/i18n/translate.ts';
import type { Words } from '../../../src/i18n/words.ts';
import { withTransaction } from '../../../src/storage/with-transaction.ts';
import type { Stage } from '../../support/bot.ts';
import { secret } from './world.ts';

/** A way in: a command, a button with its arguments, a conversation about a subject, or a stored screen that is shown again. `on`: the screen a button stands on, where it asks for that. */
export type Door =
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'button'; readonly name: string; readonly args: readonly string[]; readonly on?: View }
  | { readonly kind: 'conversation'; readonly name: string; readonly subject: string }
  | { readonly kind: 'view'; readonly name: string; readonly args: Json };

export interface Passage {
  /** Not told that it is not theirs, and not turned away as old. */
  readonly through: boolean;
  /** Words about Ani were on the screen or in a file that came with it. */
  readonly seen: boolean;
}

/** What is said to somebody who is at the wrong door; every other answer counts as being let in. */
const turnedAway = [
  'refusal.join-first',
  'refusal.hr-only',
  'refusal.supervisors-only',
  'refusal.not-for-you',
  'refusal.inactive',
  'refusal.not-your-appraisal',
  'refusal.not-your-staff',
  'refusal.not-your-hearing',
  'refusal.not-your-objection',
  'refusal.not-your-plan',
  'refusal.not-your-dialogue',
  'refusal.not-your-request',
  'refusal.not-your-recognition',
] as const;

const refusals = [
  ...turnedAway.map((key) => translate('id', { key, params: {} })),
  // Nobody rates where they work; the unit is the one whose code the doors carry.
  translate('id', { key: 'citizen.own-unit', params: { unit: 'Seksi Darat' } }),
];

class RolledBack extends Error {}

/** Sends somebody through a door as the bot would, looks at everything that comes back, and undoes it. */
export async function pass(stage: Stage, telegramId: number, door: Door): Promise<Passage> {
  const [passage] = await passAll(stage, telegramId, [door]);
  if (passage === undefined) throw new Error('The door was not tried.');
  return passage;
}

/** The same for several doors, one after the other; all is undone at the end. */
export async function passAll(stage: Stage, telegramId: number, doors: readonly Door[]): Promise<readonly Passage[]> {
  const { app } = stage.bot();
  const passages: Passage[] = [];
  await withTransaction(app.database, async (tx) => {
    const from = { id: telegramId, firstName: 'Seseorang', languageCode: 'id' };
    const { scene } = await setScene(app, tx, from, new Map());
    for (const door of doors) passages.push(await enter(scene, door));
    throw new RolledBack();
  }).catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error;
  });
  return passages;
}

function standingOn(scene: Scene, view: View): Scene {
  return { ...scene, actor: { ...scene.actor, account: { ...scene.actor.account, view } } };
}

async function enter(scene: Scene, door: Door): Promise<Passage> {
  try {
    return await tryDoor(door.kind === 'button' && door.on ? standingOn(scene, door.on) : scene, door);
  } catch (error) {
    // It went as far as fetching the file that was sent.
    if (error instanceof NeedsFile) return { through: true, seen: false };
    throw error;
  }
}

async function tryDoor(scene: Scene, door: Door): Promise<Passage> {
  const { registry } = scene;
  switch (door.kind) {
    case 'command':
      return ofOutcome(scene, await runCommand(scene, door.name, ''));
    case 'button': {
      const action = registry.actions.get(door.name);
      if (!action) throw new Error(`There is no button ${door.name}.`);
      return ofOutcome(scene, await action.run(scene, door.args));
    }
    case 'conversation': {
      const kind = registry.conversations.get(door.name);
      if (!kind) throw new Error(`There is no conversation ${door.name}.`);
      const opened = await kind.open(scene, door.subject);
      return judge(render(opened.ok ? opened.heading : [opened.why]));
    }
    case 'view':
      return judge(await renderView(scene, { name: door.name, args: door.args }));
    default:
      return door satisfies never;
  }
}

async function ofOutcome(scene: Scene, outcome: Outcome): Promise<Passage> {
  switch (outcome.kind) {
    case 'stale':
      return { through: false, seen: false };
    case 'toast':
      return judge(render([outcome.words]));
    case 'show': {
      const first = (outcome.first ?? []).flatMap((screen) => renderScreen(screen, 'id'));
      return judge(JSON.stringify(first) + (await renderView(scene, outcome.view, outcome.note)));
    }
    default:
      return outcome satisfies never;
  }
}

async function renderView(scene: Scene, { name, args }: View, note?: Words): Promise<string> {
  const view = scene.registry.views.get(name);
  if (!view) throw new Error(`There is no view ${name}.`);
  const messages = renderScreen(await view.render(scene, args), 'id', note);
  return messages.map((message) => `${JSON.stringify(message)}\n${message.html}`).join('\n');
}

function render(words: readonly Words[]): string {
  return words.map((line) => translate('id', line)).join('\n');
}

function judge(text: string): Passage {
  return {
    through: !refusals.some((refusal) => text.includes(refusal)),
    seen: text.includes(secret),
  };
}
