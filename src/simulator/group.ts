import { botObject, chatObject, messageObject, unixTime, userObject } from './bot-api-objects.ts';
import type { ChatMessage } from './chat-message.ts';
import type { Person } from './person.ts';
import { tidyText } from './tidy-text.ts';
import type { Update } from './updates-queue.ts';
import type { GroupRecord, PersonRecord, World } from './world.ts';

/** A group with the bot in it, in privacy mode: the bot sees commands and messages that mention it. */
export interface Group {
  readonly id: number;
  /** `from` adds the bot to the group; the bot is told by `my_chat_member`. */
  addBot(from: Person): Update;
  /** `from` writes in the group. Null when the bot does not get to see it. */
  send(from: Person, text: string): Update | null;
  messages(): readonly ChatMessage[];
}

export function createGroup(world: World, record: GroupRecord): Group {
  const { id, chat } = record;
  return {
    id,
    addBot(from) {
      const user = botObject(world);
      return world.queue.add(
        'my_chat_member',
        {
          chat: chatObject(world, chat),
          from: userObject(personOf(world, from)),
          date: unixTime(world.clock.now()),
          old_chat_member: { user, status: 'left' },
          new_chat_member: { user, status: 'member' },
        },
        from.id,
      );
    },
    send(from, raw) {
      const sender = personOf(world, from);
      const { text, entities } = tidyText({ text: raw, entities: [] });
      const message: ChatMessage = {
        id: world.nextMessageId(),
        from: 'person',
        senderId: sender.options.id,
        at: world.clock.now(),
        editedAt: null,
        edited: false,
        text,
        html: text,
        entities,
        media: null,
        keyboard: [],
        protected: false,
        replyKeyboard: false,
        special: null,
      };
      chat.add(message);
      const forBot = entities.some(({ type, offset, length }) =>
        concernsBot(world, type, text.slice(offset, offset + length)),
      );
      return forBot ? world.queue.add('message', messageObject(world, chat, message), id) : null;
    },
    messages: () => chat.all(),
  };
}

function personOf(world: World, person: Person): PersonRecord {
  const record = world.people.get(person.id);
  if (record === undefined) throw new Error(`Nobody has the id ${person.id}.`);
  return record;
}

function concernsBot(world: World, type: string, part: string): boolean {
  const name = `@${world.bot.username.toLowerCase()}`;
  if (type === 'mention') return part.toLowerCase() === name;
  return type === 'bot_command' && (!part.includes('@') || part.toLowerCase().endsWith(name));
}
