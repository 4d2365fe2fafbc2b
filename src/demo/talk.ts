import type { ChatMessage } from '../simulator/chat-message.ts';
import type { Person } from '../simulator/person.ts';

/** The first start of a database may take its time. */
const patienceMs = 30_000;

/** Does something as this person and waits for the screen it leads to. */
export async function act(person: Person, doing: () => unknown, words: RegExp): Promise<ChatMessage> {
  await doing();
  return person.waitFor((message) => message.keyboard.length > 0 && words.test(message.text), patienceMs);
}

export function press(person: Person, button: RegExp, words: RegExp): Promise<ChatMessage> {
  return act(person, () => person.press(button), words);
}

export function write(person: Person, text: string, words: RegExp): Promise<ChatMessage> {
  return act(person, () => person.send(text), words);
}
