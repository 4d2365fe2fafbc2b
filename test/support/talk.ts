import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import type { Person } from '../../src/simulator/person.ts';

/** Waits for a screen with live buttons whose words match. */
export function screen(person: Person, words: RegExp): Promise<ChatMessage> {
  return person.waitFor((message) => message.keyboard.length > 0 && words.test(message.text));
}

/** Presses a button and waits for the screen it leads to. */
export async function pressFor(person: Person, button: string | RegExp, words: RegExp): Promise<ChatMessage> {
  await person.press(button);
  return screen(person, words);
}

/** Writes a text and waits for the screen it leads to. */
export async function sendFor(person: Person, text: string, words: RegExp): Promise<ChatMessage> {
  person.send(text);
  return screen(person, words);
}

/** The labels of a screen's buttons, row by row. */
export function labels(message: ChatMessage): readonly (readonly string[])[] {
  return message.keyboard.map((row) => row.map((button) => button.text));
}
