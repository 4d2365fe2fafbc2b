import { replaceUnfit } from '../replace-unfit.ts';

/** Text without what no text has. Each such unit is replaced by one, so that what Telegram counts in units (formatting) stays in its place. */
export function cleanText(text: string): string {
  return replaceUnfit(text, '\uFFFD');
}
