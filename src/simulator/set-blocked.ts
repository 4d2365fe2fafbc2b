import { botObject, chatObject, unixTime, userObject } from './bot-api-objects.ts';
import type { PersonRecord, World } from './world.ts';

/** The person stops the bot or comes back; the bot is told by `my_chat_member`. Nothing happens where it is so already. */
export function setBlocked(world: World, record: PersonRecord, blocked: boolean): void {
  if (record.blocked === blocked) return;
  record.blocked = blocked;
  const user = botObject(world);
  const member = { user, status: 'member' };
  const kicked = { user, status: 'kicked', until_date: 0 };
  world.queue.add(
    'my_chat_member',
    {
      chat: chatObject(world, record.chat),
      from: userObject(record),
      date: unixTime(world.clock.now()),
      old_chat_member: blocked ? member : kicked,
      new_chat_member: blocked ? kicked : member,
    },
    record.options.id,
  );
  world.events.emit({ type: 'blocked', personId: record.options.id, blocked });
}
