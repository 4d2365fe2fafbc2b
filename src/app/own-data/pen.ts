import { translatePlain } from '../../i18n/translate.ts';
import { type MessageKey, say, type Words } from '../../i18n/words.ts';
import type { WorkbookSheet } from '../../table/write-workbook.ts';
import type { Scene } from '../core/scene.ts';

/** How a person's workbook says things: words in their language, times in their zone. */
export interface Pen {
  plain(words: Words): string;
  /** Empty where there is no time. */
  time(at: Date | null): string;
  sheet(title: MessageKey, columns: readonly MessageKey[], rows: readonly (readonly string[])[]): WorkbookSheet;
}

export function penOf({ actor }: Scene, zone: string): Pen {
  const plain = (words: Words) => translatePlain(actor.locale, words);
  return {
    plain,
    time: (at) => (at === null ? '' : plain({ at: at.toISOString(), zone })),
    sheet: (title, columns, rows) => ({
      sheet: plain(say(title)).slice(0, 31),
      columns: columns.map((key) => ({ title: plain(say(key)), width: 28 })),
      rows,
    }),
  };
}
