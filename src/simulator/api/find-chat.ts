import { badRequest, forbidden } from '../api-refusal.ts';
import type { Chat } from '../chat.ts';
import type { World } from '../world.ts';
import type { Call } from './call.ts';

/** The chat a call is about; unknown ones are refused. Usernames of people do not work, as on Telegram. */
export function findChat(world: World, call: Call): Chat {
  const id = call.text('chat_id');
  if (id === '') throw badRequest('chat_id is empty');
  return chatById(world, call.integer('chat_id', 0));
}

/** The chat with this id, or 400 "chat not found". */
export function chatById(world: World, id: number): Chat {
  const chat = world.people.get(id)?.chat ?? world.groups.get(id)?.chat;
  if (chat === undefined) throw badRequest('chat not found');
  return chat;
}

/** The same chat where the bot may write; refuses people who never started the bot, blocked it, or are gone. */
export function findWritableChat(world: World, call: Call): Chat {
  const chat = findChat(world, call);
  const person = world.people.get(chat.id);
  if (person === undefined) return chat;
  if (person.deactivated) throw forbidden('user is deactivated');
  if (!person.started) throw forbidden("bot can't initiate conversation with a user");
  if (person.blocked) throw forbidden('bot was blocked by the user');
  return chat;
}
