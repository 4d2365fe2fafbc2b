import type { Command } from '../core/feature.ts';
import type { Scene } from '../core/scene.ts';

/** The commands that the person at hand may use and that have something behind them now. */
export async function offeredCommands(scene: Scene): Promise<readonly Command[]> {
  const offered: Command[] = [];
  // One after the other: a transaction is one connection.
  for (const command of scene.registry.commands.values())
    if (command.allows(scene.actor) && ((await command.offered?.(scene)) ?? true)) offered.push(command);
  return offered;
}
