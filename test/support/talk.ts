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

/** What the first button with these words would send; throws where there is none. A press with it works as long as a slow phone shows the button, also long after. */
export function dataOf(message: ChatMessage, button: RegExp): string {
  const found = message.keyboard.flat().find(({ text }) => button.test(text));
  if (found?.kind !== 'callback') throw new Error(`There is no button ${button} on:\n${message.text}`);
  return found.data;
}

/** Taps a button twice, before the bot can take it off. */
export function pressTwice(person: Person, message: ChatMessage, button: RegExp): void {
  const data = dataOf(message, button);
  person.pressRaw(message.id, data);
  person.pressRaw(message.id, data);
}
