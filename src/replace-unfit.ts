/**
 * The text with `by` for each unit that no text has: NUL, which PostgreSQL refuses, halves of characters, which no encoding has, and control characters, which a workbook may not
 * hold. Tabs and line ends stay.
 */
export function replaceUnfit(text: string, by: string): string {
  return text.replace(unfit, by);
}

// With `u` a surrogate only matches alone.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unfit = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF\p{Surrogate}]/gu;
