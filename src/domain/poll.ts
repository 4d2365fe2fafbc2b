import type { CalendarDate } from './calendar.ts';

/** What somebody says about one indicator: it fits, it should change, it is unclear. */
export const pollAnswers = ['fits', 'change', 'unclear'] as const;
export type PollAnswer = (typeof pollAnswers)[number];

/** What somebody said about one indicator. */
export interface Vote {
  readonly indicatorId: string;
  readonly answer: PollAnswer;
  /** Telegram HTML; null without. */
  readonly comment: string | null;
}

/** Shares and comments about an indicator show from so many answers on. */
export const fewestVotes = 5;

/** Whether answers are still taken: until the end of its last day, or until HR closes it. */
export function takesVotes(
  poll: { readonly state: 'open' | 'closed'; readonly closesOn: CalendarDate },
  today: CalendarDate,
): boolean {
  return poll.state === 'open' && today <= poll.closesOn;
}

/** Whole percents that add up to 100: what rounding leaves goes to the largest remainders. All 0 where there is nothing to share. */
export function wholePercents(counts: readonly number[]): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const down = counts.map((count) => Math.floor((count * 100) / total));
  const left = 100 - down.reduce((sum, percent) => sum + percent, 0);
  const byRemainder = counts
    .map((count, at) => ({ at, remainder: (count * 100) % total }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at)
    .slice(0, left)
    .map(({ at }) => at);
  return down.map((percent, at) => percent + (byRemainder.includes(at) ? 1 : 0));
}
