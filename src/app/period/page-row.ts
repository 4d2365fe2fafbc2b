import { say } from '../../i18n/words.ts';
import type { ScreenButton } from '../core/screen.ts';

/** The row that turns the pages of a list, from page 0; no row where everything fits on one. */
export function pageRow(at: {
  readonly page: number;
  readonly size: number;
  readonly total: number;
  data(page: number): string;
}): readonly (readonly ScreenButton[])[] {
  const row = [
    ...(at.page > 0 ? [{ label: say('page.previous'), data: at.data(at.page - 1) }] : []),
    ...((at.page + 1) * at.size < at.total ? [{ label: say('page.next'), data: at.data(at.page + 1) }] : []),
  ];
  return row.length === 0 ? [] : [row];
}
