import readWorkbook from 'read-excel-file/node';
import { z } from 'zod';
import type { App } from '../../src/app/core/app.ts';
import type { Outcome, View } from '../../src/app/core/feature.ts';
import type { Scene } from '../../src/app/core/scene.ts';
import { setScene } from '../../src/app/core/set-scene.ts';
import type { Answers } from '../../src/dialogue/step.ts';
import { updateAccount } from '../../src/storage/account.ts';
import type { Tx } from '../../src/storage/database.ts';
import type { Outgoing } from '../../src/telegram/outgoing.ts';
import { afterHours, type Stage } from './bot.ts';
import { messagesOf, told } from './messages-of.ts';
import { undone } from './undone.ts';

/** Something a person does, as the bot takes it: a command, a button, a stored screen shown again, or the last step of a conversation with all its answers. */
export type Act =
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'button'; readonly data: string }
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'finish'; readonly flow: string; readonly subject: string; readonly answers: Answers };

/** A story told to the app itself, without Telegram and without a trace: everything happens in one transaction that is undone at the end. */
export interface Unseen {
  /** Does it as this chat a minute later; what came back to it and what was sent to others meanwhile is kept as seen by each. */
  act(telegramId: number, act: Act): Promise<void>;
  /** Everything this chat has seen so far: words, labels and files in order, with the minute. Not the hidden data of buttons. */
  seenBy(telegramId: number): readonly string[];
}

export async function playUnseen(stage: Stage, story: (unseen: Unseen) => Promise<void>): Promise<void> {
  const { app } = stage.bot();
  await undone(app.database, (tx) => story(begin(app, tx)), { timeoutMs: 120_000 });
}

function begin(app: App, tx: Tx): Unseen {
  const seen = new Map<number, string[]>();
  let minute = 0;
  const keep = (telegramId: number, text: string) =>
    seen.set(telegramId, [...(seen.get(telegramId) ?? []), `${minute}' ${text}`]);
  let sentBefore: bigint | null = null;
  return {
    seenBy: (telegramId) => seen.get(telegramId) ?? [],
    async act(telegramId, act) {
      sentBefore ??= await lastSent(tx);
      minute += 1;
      const now = new Date(afterHours.getTime() + minute * 60_000);
      const from = { id: telegramId, firstName: 'Seseorang', languageCode: 'id' };
      const { scene } = await setScene({ ...app, now: () => now }, tx, from, new Map());
      for (const text of await wordsOf(await outgoing(scene, act))) keep(telegramId, text);
      const sent = await tx.outboxMessage.findMany({ where: { id: { gt: sentBefore } }, orderBy: { id: 'asc' } });
      for (const { id, chatId, kind, dueAt, content } of sent) {
        sentBefore = id;
        const message = outgoingSchema.parse(content);
        for (const text of await wordsOf([message])) keep(Number(chatId), `${kind} ${dueAt.toISOString()} ${text}`);
      }
    },
  };
}

async function lastSent(tx: Tx): Promise<bigint> {
  const { _max } = await tx.outboxMessage.aggregate({ _max: { id: true } });
  return _max.id ?? 0n;
}

async function outgoing(scene: Scene, act: Act): Promise<readonly Outgoing[]> {
  const { registry } = scene;
  switch (act.kind) {
    case 'command':
      return shown(scene, (await registry.commands.get(act.name)?.run(scene, '')) ?? missing(act.name));
    case 'button': {
      const [name = '', ...args] = act.data.split(':');
      return shown(scene, (await registry.actions.get(name)?.run(scene, args)) ?? missing(name));
    }
    case 'view':
      return shown(scene, { kind: 'show', view: act.view });
    case 'finish': {
      const kind = registry.conversations.get(act.flow) ?? missing(act.flow);
      const opened = await kind.open(scene, act.subject);
      if (!opened.ok) return told(scene, [opened.why]);
      const finished = await kind.finish(scene, act.subject, act.answers);
      return finished.kind === 'done' ? shown(scene, finished.outcome) : told(scene, [finished.why]);
    }
    default:
      return act satisfies never;
  }
}

/** As the bot does it: the screen is kept as the one that is shown now. */
async function shown(scene: Scene, outcome: Outcome): Promise<readonly Outgoing[]> {
  if (outcome.kind === 'show') {
    const { name, args } = outcome.view;
    await updateAccount(scene.tx, scene.actor.telegramId, { view: { name, args } });
  }
  return (await messagesOf(scene, outcome)) ?? told(scene, ['stale']);
}

function missing(name: string): never {
  throw new Error(`The product has no ${name}.`);
}

const outgoingSchema = z.custom<Outgoing>((content) => content !== null);

async function wordsOf(messages: readonly Outgoing[]): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const { html, keyboard = [], file } of messages) {
    const labels = keyboard.map((row) => row.map(({ text }) => text));
    const text = `${html} ${JSON.stringify(labels)} ${file ? await contentOf(file) : ''}`;
    // Numbers are counted on over stories, also those that were undone.
    texts.push(text.replaceAll(/No\. \d+/g, 'No. –'));
  }
  return texts;
}

async function contentOf(file: NonNullable<Outgoing['file']>): Promise<string> {
  if ('fileId' in file) return file.fileId;
  if (!file.name.endsWith('.xlsx')) return file.base64;
  return JSON.stringify(await readWorkbook(Buffer.from(file.base64, 'base64')));
}
