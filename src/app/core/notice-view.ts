import { z } from 'zod';
import type { Json } from '../../dialogue/step.ts';
import type { Words } from '../../i18n/words.ts';
import { defineView, type Outcome, show } from './feature.ts';
import { menuButton } from './menu-button.ts';

/** A screen that only says something: a refusal, a confirmation. What it says is stored with it, so it can be shown again. */
export const noticeView = defineView('notice', z.custom<Json>(), async (_scene, words) => ({
  lines: [asWords(words)],
  buttons: [[menuButton]],
}));

/** Tells the person something and offers the menu. */
export function tell(words: Words): Outcome {
  return show(noticeView.of(JSON.parse(JSON.stringify(words))));
}

/** Words survive storage as JSON; they were written by `tell`. */
const wordsSchema = z.custom<Words>((value) => value !== undefined);
function asWords(stored: Json): Words {
  return wordsSchema.parse(stored);
}
