import { questionScreen } from '../../../src/app/conversation/conversation-view.ts';
import { runCommand } from '../../../src/app/core/dispatch.ts';
import type { OpenedConversation, Outcome, View } from '../../../src/app/core/feature.ts';
import { renderScreen } from '../../../src/app/core/render-screen.ts';
import { NeedsFile, type Scene } from '../../../src/app/core/scene.ts';
import { setScene } from '../../../src/app/core/set-scene.ts';
import { begin } from '../../../src/dialogue/advance.ts';
import type { Json } from '../../../src/dialogue/step.ts';
import { translate } from '../../../src/i18n/translate.ts';
import type { Outgoing } from '../../../src/telegram/outgoing.ts';
import type { Stage } from '../../support/bot.ts';
import { messagesOf, messagesOfView, told } from '../../support/messages-of.ts';
import { undone } from '../../support/undone.ts';
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

/** Sends somebody through a door as the bot would, looks at everything that comes back, and undoes it. */
export async function pass(stage: Stage, telegramId: number, door: Door): Promise<Passage> {
  const [passage] = await passAll(stage, telegramId, [door]);
  if (passage === undefined) throw new Error('The door was not tried.');
  return passage;
}

/** The same for several doors, one after the other; all is undone at the end. */
export async function passAll(stage: Stage, telegramId: number, doors: readonly Door[]): Promise<readonly Passage[]> {
  return walkAll(stage, telegramId, doors, enter);
}

/** What somebody is shown behind a door, with the first question of a conversation; nothing where they are turned away as old. All is undone. */
export async function showAll(
  stage: Stage,
  telegramId: number,
  doors: readonly Door[],
): Promise<readonly (readonly Outgoing[])[]> {
  return walkAll(stage, telegramId, doors, async (scene, door) => {
    const seen = await look(scene, door);
    if (typeof seen === 'string') return [];
    if (door.kind !== 'conversation' || seen.opened === undefined) return seen.messages;
    const question = { conversationId: 1, opened: seen.opened, progress: begin(seen.opened.flow) };
    return [...seen.messages, ...renderScreen(questionScreen(question), scene.actor.locale)];
  });
}

async function walkAll<Result>(
  stage: Stage,
  telegramId: number,
  doors: readonly Door[],
  go: (scene: Scene, door: Door) => Promise<Result>,
): Promise<readonly Result[]> {
  const { app } = stage.bot();
  const results: Result[] = [];
  await undone(app.database, async (tx) => {
    const from = { id: telegramId, firstName: 'Seseorang', languageCode: 'id' };
    const { scene } = await setScene(app, tx, from, new Map());
    for (const door of doors) results.push(await go(scene, door));
  });
  return results;
}

function standingOn(scene: Scene, view: View): Scene {
  return { ...scene, actor: { ...scene.actor, account: { ...scene.actor.account, view } } };
}

async function enter(scene: Scene, door: Door): Promise<Passage> {
  const seen = await look(scene, door);
  switch (seen) {
    case 'stale':
      return { through: false, seen: false };
    case 'fetching':
      return { through: true, seen: false };
    default:
      return judge(seen.messages.map((message) => `${JSON.stringify(message)}\n${message.html}`).join('\n'));
  }
}

/** What is behind a door: an old button's nothing, a file that has to be fetched first, or messages. */
type Seen =
  | 'stale'
  | 'fetching'
  | { readonly messages: readonly Outgoing[]; readonly opened?: Extract<OpenedConversation, { ok: true }> };

async function look(scene: Scene, door: Door): Promise<Seen> {
  try {
    return await tryDoor(door.kind === 'button' && door.on ? standingOn(scene, door.on) : scene, door);
  } catch (error) {
    // It went as far as fetching the file that was sent.
    if (error instanceof NeedsFile) return 'fetching';
    throw error;
  }
}

async function tryDoor(scene: Scene, door: Door): Promise<Seen> {
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
      return opened.ok ? { messages: told(scene, opened.heading), opened } : { messages: told(scene, [opened.why]) };
    }
    case 'view':
      return { messages: await messagesOfView(scene, { name: door.name, args: door.args }) };
    default:
      return door satisfies never;
  }
}

async function ofOutcome(scene: Scene, outcome: Outcome): Promise<Seen> {
  const messages = await messagesOf(scene, outcome);
  return messages === null ? 'stale' : { messages };
}

function judge(text: string): Passage {
  return {
    through: !refusals.some((refusal) => text.includes(refusal)),
    seen: text.includes(secret),
  };
}
