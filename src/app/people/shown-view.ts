import { z } from 'zod';
import type { Scene } from '../core/scene.ts';

const storedSchema = z.object({ name: z.string(), args: z.unknown() });

/**
 * The arguments of what the person's screen shows, if it is this view; null otherwise. A button that changes something asks for it, so that a second tap, or a tap on
 * an older message, finds another screen and changes nothing.
 */
export function shownArgs<Args>(scene: Scene, view: string, args: z.ZodType<Args>): Args | null {
  const shown = storedSchema.safeParse(scene.actor.account.view);
  if (!shown.success || shown.data.name !== view) return null;
  const parsed = args.safeParse(shown.data.args);
  return parsed.success ? parsed.data : null;
}
