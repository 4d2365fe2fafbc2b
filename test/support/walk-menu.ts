import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import type { Person } from '../../src/simulator/person.ts';
import { screen } from './talk.ts';

/** The menu as a person finds it by pressing buttons alone: the labels of the first screen, and every command that has a button on it or one press further. */
export async function walkMenu(person: Person): Promise<{
  readonly first: readonly string[];
  readonly commands: readonly string[];
}> {
  person.send('/menu');
  const first = await screen(person, /Silakan pilih/);
  const commands = [...commandsOn(first)];
  for (const { text, data } of buttonsOf(first)) {
    if (!data.startsWith('menu.part:')) continue;
    await person.press(text);
    commands.push(...commandsOn(await screen(person, new RegExp(`^${text}\n`))));
    await person.press('🏠 Menu');
    await screen(person, /Halo, /);
  }
  return { first: buttonsOf(first).map(({ text }) => text), commands };
}

function commandsOn(message: ChatMessage): readonly string[] {
  return buttonsOf(message).flatMap(({ data }) => {
    const [kind, name] = data.split(':');
    return kind === 'go' && name !== undefined && name !== 'menu' ? [name] : [];
  });
}

function buttonsOf({ keyboard }: ChatMessage) {
  return keyboard.flat().flatMap((button) => (button.kind === 'callback' ? [button] : []));
}
