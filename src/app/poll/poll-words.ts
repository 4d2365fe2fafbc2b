import { answerWords } from '../../dialogue/flows/poll.ts';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { Framework } from '../../domain/framework.ts';
import { fewestVotes, pollAnswers, wholePercents } from '../../domain/poll.ts';
import { say, type Words } from '../../i18n/words.ts';
import type { IndicatorTally } from '../../storage/poll.ts';

/** The invitation to a poll, as a broadcast begins. */
export function invitationWords({ title, about, indicators }: Framework, closesOn: CalendarDate): readonly Words[] {
  return [say('ready.poll', { title, about, count: indicators.length, date: { date: closesOn } })];
}

/** What was said about each indicator: shares in whole percents, or that too few answered. */
export function tallyWords({ indicators }: Framework, tallies: ReadonlyMap<string, IndicatorTally>): readonly Words[] {
  return indicators.map(({ id, name }, at) => {
    const tally = tallies.get(id);
    if (!tally) return say('poll.tally-few', { number: at + 1, indicator: name, least: fewestVotes });
    const percents = wholePercents(pollAnswers.map((answer) => tally[answer]));
    const shares = pollAnswers.map((answer, index) =>
      say('poll.share', { answer: answerWords(answer), percent: percents[index] ?? 0 }),
    );
    return say('poll.tally', {
      number: at + 1,
      indicator: name,
      votes: tally.fits + tally.change + tally.unclear,
      shares: { list: shares, by: ' · ' },
    });
  });
}

/** "What you said, what we do", as a broadcast begins; `weDo` is what HR wrote, Telegram HTML. */
export function summaryWords(
  framework: Framework,
  voters: number,
  tallies: ReadonlyMap<string, IndicatorTally>,
  weDo: string,
): readonly Words[] {
  return [
    say('ready.poll-said', { title: framework.title, voters }),
    '',
    ...tallyWords(framework, tallies),
    '',
    say('ready.poll-we-do'),
    { html: weDo },
    '',
    say('ready.poll-thanks'),
  ];
}
