import { isDeepStrictEqual } from 'node:util';
import { badRequest } from '../api-refusal.ts';
import type { MenuCommand } from '../command-menus.ts';
import type { World } from '../world.ts';
import { type Call, isObject, type Method } from './call.ts';
import { chatById } from './find-chat.ts';

export const setMyCommands: Method = (world, call) => {
  const commands = readCommands(call);
  return changeMenu(world, call, commands);
};

export const deleteMyCommands: Method = (world, call) => changeMenu(world, call, []);

export const getMyCommands: Method = (world, call) => ({
  result: world.menus.get(readScope(world, call), readLanguage(call)),
});

/** Accepted and recorded; every person has the menu of commands. */
export const setChatMenuButton: Method = (world, call) => {
  if (call.text('chat_id') !== '') chatById(world, call.integer('chat_id', 0));
  const button = call.json('menu_button', 'MenuButton');
  if (button !== undefined && (!isObject(button) || typeof button.type !== 'string')) {
    throw badRequest('can\'t parse MenuButton: Can\'t find field "type"');
  }
  return { result: true };
};

function changeMenu(world: World, call: Call, commands: readonly MenuCommand[]): { result: true } {
  const scope = readScope(world, call);
  const language = readLanguage(call);
  const seen = (): Map<number, readonly MenuCommand[]> =>
    new Map(
      [...world.people.values()].map(({ options }) => [
        options.id,
        world.menus.seenBy(options.id, options.languageCode ?? ''),
      ]),
    );
  const before = seen();
  world.menus.set(scope, language, commands);
  for (const [personId, now] of seen()) {
    if (!isDeepStrictEqual(now, before.get(personId))) world.events.emit({ type: 'commands', personId });
  }
  return { result: true };
}

function readCommands(call: Call): MenuCommand[] {
  const value = call.json('commands', 'commands');
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw badRequest("can't parse commands: expected an Array");
  if (value.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  return value.map((entry: unknown) => {
    if (!isObject(entry)) throw badRequest("can't parse BotCommand: expected an Object");
    const { command, description } = entry;
    if (typeof command !== 'string') throw badRequest('can\'t parse BotCommand: Can\'t find field "command"');
    if (typeof description !== 'string') throw badRequest('can\'t parse BotCommand: Can\'t find field "description"');
    const name = command.replace(/^\//, '').trim();
    if (!/^[a-z0-9_]{1,32}$/.test(name)) throw badRequest('BOT_COMMAND_INVALID');
    const words = description.trim();
    if (words === '' || words.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    return { command: name, description: words };
  });
}

function readScope(world: World, call: Call): string {
  const value = call.json('scope', 'BotCommandScope');
  if (value === undefined) return 'default';
  if (!isObject(value)) throw badRequest("can't parse BotCommandScope: expected an Object");
  const { type, chat_id: chatId, user_id: userId } = value;
  switch (type) {
    case 'default':
    case 'all_private_chats':
    case 'all_group_chats':
    case 'all_chat_administrators':
      return type;
    case 'chat':
    case 'chat_administrators':
    case 'chat_member': {
      const chat = chatById(world, Number(chatId));
      return type === 'chat' ? `chat:${chat.id}` : `${type}:${chat.id}:${String(userId ?? '')}`;
    }
    default:
      throw badRequest("can't parse BotCommandScope: Unsupported type specified");
  }
}

function readLanguage(call: Call): string {
  const language = call.text('language_code');
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw badRequest('invalid language code specified');
  return language;
}
