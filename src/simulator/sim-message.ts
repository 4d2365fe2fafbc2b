import type { ChatMessage } from './chat-message.ts';
import type { PersonRecord, World } from './world.ts';

/** A message as the page gets it. */
export function simMessage({
  id,
  from,
  at,
  edited,
  text,
  entities,
  media,
  keyboard,
  special,
}: ChatMessage): Record<string, unknown> {
  const shown = special === null ? text : `[${Object.keys(special).join(', ')}]`;
  return { id, from, at: at.toISOString(), edited, text: shown, entities, media, keyboard };
}

/** A person as the page gets it. */
export function simPerson(world: World, record: PersonRecord, withMessages: boolean): Record<string, unknown> {
  const { id, firstName, lastName, role, note, startPayload, languageCode } = record.options;
  return {
    id,
    name: lastName === undefined ? firstName : `${firstName} ${lastName}`,
    role: role ?? '',
    note: note ?? '',
    startPayload: startPayload ?? null,
    blocked: record.blocked,
    unread: 0,
    commands: world.menus.seenBy(id, languageCode ?? ''),
    messages: withMessages ? record.chat.all().map(simMessage) : [],
  };
}
