import { z } from 'zod';
import { rowsOf } from '../../dialogue/choice-step.ts';
import { identifierSchema } from '../../domain/identifier.ts';
import { fewestVotes, takesVotes } from '../../domain/poll.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { countVoters, findPoll, listComments, listPolls, type PollRow, tallyPoll } from '../../storage/poll.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { officeToday } from '../core/office-today.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { frameworkData } from '../framework/framework-data.ts';
import { librarySource } from '../framework/framework-source.ts';
import { pageRow } from '../period/page-row.ts';
import { pollData } from './poll-data.ts';
import { tallyWords } from './poll-words.ts';

const id = z.number().int();
const mostListed = 5;
const commentsPerPage = 5;

/** The polls about one framework, and the way to a new one. HR only. */
export const pollHomeView = defineView(
  'poll-home',
  z.object({ key: identifierSchema }),
  screenFor('manage-poll', renderHome),
);

/** One poll for HR: how many answered while it is open, what they said once it is closed. */
export const pollReportView = defineView('poll-report', z.object({ id }), screenFor('manage-poll', renderReport));

/** What was written about one indicator. */
export const pollCommentsView = defineView(
  'poll-comments',
  z.object({ id, index: id, page: id.nonnegative() }),
  screenFor('manage-poll', renderComments),
);

/** Whether to close a poll before its day. */
export const pollCloseView = defineView('poll-close', z.object({ id }), screenFor('manage-poll', renderClose));

async function renderHome(scene: Scene, { key }: { readonly key: string }): Promise<Screen> {
  const framework = scene.settings.frameworks.get(key);
  if (!framework) return { lines: [refuse('framework-gone')], buttons: [[menuButton]] };
  const today = officeToday(scene);
  const polls = await listPolls(scene.tx, key, mostListed);
  return {
    lines: [say('poll.home', { title: framework.title }), ...(polls.length === 0 ? ['', say('poll.home-none')] : [])],
    buttons: [
      // At most one is open, and it is the latest.
      ...(polls.some((poll) => takesVotes(poll, today))
        ? []
        : [[{ label: say('poll.start'), data: pollData.start(key) }]]),
      ...polls.map((poll) => [
        {
          label: say(takesVotes(poll, today) ? 'poll.entry-open' : 'poll.entry-closed', {
            number: poll.id,
            date: { date: poll.closesOn },
          }),
          data: pollData.report(poll.id),
        },
      ]),
      [{ label: say('poll.to-framework'), data: frameworkData.show(librarySource(key)) }, menuButton],
    ],
  };
}

async function renderReport(scene: Scene, { id }: { readonly id: number }): Promise<Screen> {
  const poll = await findPoll(scene.tx, id);
  if (!poll) return gone();
  const open = takesVotes(poll, officeToday(scene));
  const voters = await countVoters(scene.tx, id);
  return open ? openReport(poll, voters) : closedReport(scene, poll, voters);
}

function openReport(poll: PollRow, voters: number): Screen {
  return {
    lines: [
      say('poll.report-title', { title: poll.framework.title, number: poll.id }),
      say('poll.report-open', { date: { date: poll.closesOn }, voters }),
      '',
      say('poll.report-later', { least: fewestVotes }),
    ],
    buttons: [
      [{ label: say('poll.invite'), data: pollData.invite(poll.id) }],
      [{ label: say('poll.close'), data: pollData.askClose(poll.id) }],
      ways(poll),
    ],
  };
}

async function closedReport(scene: Scene, poll: PollRow, voters: number): Promise<Screen> {
  const tallies = await tallyPoll(scene.tx, poll.id);
  const commented = poll.framework.indicators.flatMap(({ id, name }, index): ScreenButton[] => {
    const count = tallies.get(id)?.comments ?? 0;
    if (count === 0) return [];
    return [{ label: say('poll.comments', { indicator: name, count }), data: pollData.comments(poll.id, index, 0) }];
  });
  return {
    lines: [
      say('poll.report-title', { title: poll.framework.title, number: poll.id }),
      say('poll.report-closed', { voters }),
      '',
      ...tallyWords(poll.framework, tallies),
    ],
    buttons: [
      ...rowsOf(commented, Math.ceil(commented.length / 9)),
      ...(voters >= fewestVotes ? [[{ label: say('poll.publish'), data: pollData.publish(poll.id) }]] : []),
      ways(poll),
    ],
  };
}

async function renderComments(
  scene: Scene,
  { id, index, page }: { readonly id: number; readonly index: number; readonly page: number },
): Promise<Screen> {
  const poll = await findPoll(scene.tx, id);
  const indicator = poll?.framework.indicators[index];
  if (!poll || !indicator) return gone();
  const back = [{ label: say('poll.to-report'), data: pollData.report(id) }, menuButton];
  if (takesVotes(poll, officeToday(scene)))
    return { lines: [say('poll.report-later', { least: fewestVotes })], buttons: [back] };
  const { comments, total } = await listComments(scene.tx, {
    pollId: id,
    indicatorId: indicator.id,
    skip: page * commentsPerPage,
    take: commentsPerPage,
  });
  return {
    lines: [
      say('poll.comments-title', { indicator: indicator.name }),
      ...(comments.length === 0 ? [say('poll.comments-none')] : []),
      ...comments.flatMap((comment): Words[] => ['', say('poll.comment', { text: { html: comment } })]),
    ],
    buttons: [...pageRow({ page, size: commentsPerPage, total, data: (to) => pollData.comments(id, index, to) }), back],
  };
}

async function renderClose(scene: Scene, { id }: { readonly id: number }): Promise<Screen> {
  const poll = await findPoll(scene.tx, id);
  if (!poll) return gone();
  return {
    lines: [say('poll.ask-close', { title: poll.framework.title, date: { date: poll.closesOn } })],
    buttons: [
      [{ label: say('poll.close-now'), data: pollData.close(id) }],
      [{ label: say('period.not-now'), data: pollData.report(id) }],
    ],
  };
}

function ways({ frameworkKey }: PollRow): readonly ScreenButton[] {
  return [{ label: say('poll.to-home'), data: pollData.home(frameworkKey) }, menuButton];
}

function gone(): Screen {
  return {
    lines: [refuse('poll-gone')],
    buttons: [[{ label: say('framework.all'), data: commandData('kerangka') }, menuButton]],
  };
}
