/**
 * Text without what no text has: NUL, which PostgreSQL refuses, halves of characters, which no encoding has, and control characters, which a workbook may not hold. Each is
 * replaced by one unit, so that what Telegram counts in units (formatting) stays in its place. Tabs and line ends stay.
 */
export function cleanText(text: string): string {
  return text.replace(unfit, '\uFFFD');
}

// With `u` a surrogate only matches alone.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unfit = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF\p{Surrogate}]/gu;
