import { randomInt } from 'node:crypto';
import { Chat } from './chat.ts';
import type { SimulatorClock } from './clock.ts';
import { CommandMenus } from './command-menus.ts';
import { Events } from './events.ts';
import { Faults } from './faults.ts';
import { FileStore } from './files.ts';
import { LongPoll } from './long-poll.ts';
import { Presses } from './presses.ts';
import { SendRate } from './send-rate.ts';
import { UpdatesQueue } from './updates-queue.ts';
import { WebhookSetting } from './webhook-setting.ts';

/** The bot's own account. */
interface BotAccount {
  readonly id: number;
  readonly token: string;
  readonly username: string;
  readonly name: string;
}

/** Who a person is, as Telegram tells the bot; `role`, `note` and `startPayload` are for the page only. */
export interface PersonOptions {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly languageCode?: string;
  readonly role?: string;
  readonly note?: string;
  readonly startPayload?: string;
}

/** A person and the private chat with the bot. */
export interface PersonRecord {
  readonly options: PersonOptions;
  readonly chat: Chat;
  /** Wrote to the bot at least once; before that the bot may not write. */
  started: boolean;
  blocked: boolean;
  /** The account was deleted. */
  deactivated: boolean;
  actions: string[];
}

/** A group the bot is a member of. */
export interface GroupRecord {
  readonly id: number;
  readonly title: string;
  readonly chat: Chat;
}

/** Everything Telegram knows, in memory. */
export interface World {
  readonly bot: BotAccount;
  readonly clock: SimulatorClock;
  readonly events: Events;
  readonly people: Map<number, PersonRecord>;
  readonly groups: Map<number, GroupRecord>;
  readonly files: FileStore;
  readonly queue: UpdatesQueue;
  readonly poll: LongPoll;
  readonly presses: Presses;
  readonly menus: CommandMenus;
  readonly webhook: WebhookSetting;
  readonly faults: Faults;
  readonly rate: SendRate;
  /** Message ids grow over all chats of one bot, as on Telegram. */
  nextMessageId(): number;
}

export function createWorld(bot: BotAccount, clock: SimulatorClock): World {
  const queue = new UpdatesQueue(clock);
  let messageId = randomInt(100, 1_000);
  return {
    bot,
    clock,
    events: new Events(),
    people: new Map(),
    groups: new Map(),
    files: new FileStore(),
    queue,
    poll: new LongPoll(queue),
    presses: new Presses(clock),
    menus: new CommandMenus(),
    webhook: new WebhookSetting(),
    faults: new Faults(),
    rate: new SendRate(clock),
    nextMessageId: () => {
      messageId += 1;
      return messageId;
    },
  };
}

/** Forgets everybody and all that was said, sent and pressed; ids go on growing. */
export function clearWorld({ people, groups, queue, files, presses, menus }: World): void {
  people.clear();
  groups.clear();
  queue.keepNewest(0);
  files.clear();
  presses.clear();
  menus.clear();
}

/** Registers a person; throws when the id is taken or no valid private chat id. */
export function addPerson(world: World, options: PersonOptions): PersonRecord {
  const { id } = options;
  if (!Number.isSafeInteger(id) || id <= 0)
    throw new RangeError(`A person's id is a positive whole number, not ${id}.`);
  if (world.people.has(id) || id === world.bot.id) throw new Error(`The id ${id} belongs to somebody already.`);
  const chat = new Chat(id, 'private', (change) => world.events.emit({ ...change, personId: id }));
  const record: PersonRecord = { options, chat, started: false, blocked: false, deactivated: false, actions: [] };
  world.people.set(id, record);
  world.events.emit({ type: 'person', personId: id });
  return record;
}

/** Registers a group with the bot in it; group ids are negative. */
export function addGroup(world: World, options: { id: number; title: string }): GroupRecord {
  const { id, title } = options;
  if (!Number.isSafeInteger(id) || id >= 0) throw new RangeError(`A group's id is a negative whole number, not ${id}.`);
  const record = { id, title, chat: new Chat(id, 'group', () => undefined) };
  world.groups.set(id, record);
  return record;
}
