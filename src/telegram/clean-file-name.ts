const longest = 120;

/**
 * A file name that is safe to show and to store: no path, no half, control or text-direction characters (which can make `gpj.exe` read as `exe.jpg`),
 * at most 120 characters with the extension kept. `fallback` stands in when nothing is left.
 */
export function cleanFileName(name: string, fallback: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const visible = last.replace(/[\p{Cc}\p{Surrogate}\uFFFE\uFFFF\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '').trim();
  if (/^\.*$/.test(visible)) return fallback;
  if (visible.length <= longest) return visible;
  const extension = /\.[^.]{1,10}$/.exec(visible)?.[0] ?? '';
  return `${cut(visible, longest - extension.length)}${extension}`;
}

/** The name as it goes into an upload's header: grammY writes it without quotes and Telegraf without escaping. */
export function uploadFileName(name: string): string {
  return cleanFileName(name, 'berkas').replace(/[^\p{L}\p{N}._-]+/gu, '-');
}

/** Cuts at a number of UTF-16 units without leaving half of a character behind. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
