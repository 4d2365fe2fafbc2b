import { say, type Words } from '../../i18n/words.ts';
import type { Loose } from '../../storage/rater-needs.ts';
import type { ScreenButton } from '../core/screen.ts';
import { periodData } from './period-data.ts';

/** Who needs a rater in an open period, and what the roster changed since it opened; nothing where all is in order. */
export function looseWords({ alone, moved, late, aside }: Loose): readonly Words[] {
  return [
    ...(alone > 0 ? [say('period.progress-alone', { count: alone })] : []),
    ...(moved > 0 ? [say('period.progress-moved', { count: moved })] : []),
    ...(late > 0 ? [say('period.progress-late', { count: late })] : []),
    ...(aside > 0 ? [say('period.progress-aside', { count: aside })] : []),
  ];
}

/** To those whom nobody assesses. */
export function aloneButtons(periodId: number, alone: number): readonly (readonly ScreenButton[])[] {
  if (alone === 0) return [];
  return [[{ label: say('period.name-raters', { count: alone }), data: periodData.alone(periodId, 0) }]];
}

/** To those who got another superior, and to those who came after it opened. */
export function changedButtons(
  periodId: number,
  { moved, late }: Pick<Loose, 'moved' | 'late'>,
): readonly (readonly ScreenButton[])[] {
  return [
    ...(moved > 0 ? [[{ label: say('period.hand-over', { count: moved }), data: periodData.moved(periodId, 0) }]] : []),
    ...(late > 0 ? [[{ label: say('period.add-late', { count: late }), data: periodData.late(periodId, 0) }]] : []),
  ];
}
