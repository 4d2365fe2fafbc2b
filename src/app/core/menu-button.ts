import { say } from '../../i18n/words.ts';
import type { ScreenButton } from './screen.ts';

/** Data of the button that runs a command, as if it had been typed. */
export function commandData(name: string): string {
  return `go:${name}`;
}

/** The way back to the menu, on every screen that is not a question. */
export const menuButton: ScreenButton = { label: say('menu.button'), data: commandData('menu') };
