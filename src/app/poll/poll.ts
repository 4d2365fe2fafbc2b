import { z } from 'zod';
import { identifierSchema } from '../../domain/identifier.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { defineAction, type Feature, numberArg, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { close, invite, openPollKind, publishPollKind } from './manage-poll.ts';
import { pollCloseView, pollCommentsView, pollHomeView, pollReportView } from './poll-report-views.ts';
import { pollView } from './poll-view.ts';
import { vote, voteKind } from './vote.ts';

const one = z.tuple([numberArg]);
type One = readonly [number];
const about = z.tuple([identifierSchema]);
type About = readonly [string];

/** Jajak pendapat: everybody is asked about the indicators before they are frozen; HR sees what was said together and tells what follows. */
export const poll: Feature = {
  actions: [
    defineAction(
      'poll.show',
      one,
      pressFor('vote-in-poll', async (_scene, [id]: One) => show(pollView.of({ id }))),
    ),
    defineAction(
      'poll.vote',
      one,
      pressFor('vote-in-poll', (scene, [id]: One) => vote(scene, id)),
    ),
    defineAction(
      'poll.home',
      about,
      pressFor('manage-poll', async (_scene, [key]: About) => show(pollHomeView.of({ key }))),
    ),
    defineAction(
      'poll.start',
      about,
      pressFor('manage-poll', (scene, [key]: About) => startConversation(scene, openPollKind, key, { afresh: true })),
    ),
    defineAction(
      'poll.report',
      one,
      pressFor('manage-poll', async (_scene, [id]: One) => show(pollReportView.of({ id }))),
    ),
    defineAction(
      'poll.comments',
      z.tuple([numberArg, numberArg, numberArg]),
      pressFor('manage-poll', async (_scene, [id, index, page]: readonly [number, number, number]) =>
        show(pollCommentsView.of({ id, index, page })),
      ),
    ),
    defineAction(
      'poll.invite',
      one,
      pressFor('manage-poll', (scene, [id]: One) => invite(scene, id)),
    ),
    defineAction(
      'poll.ask-close',
      one,
      pressFor('manage-poll', async (_scene, [id]: One) => show(pollCloseView.of({ id }))),
    ),
    defineAction(
      'poll.close',
      one,
      pressFor('manage-poll', (scene, [id]: One) => close(scene, id)),
    ),
    defineAction(
      'poll.publish',
      one,
      pressFor('manage-poll', (scene, [id]: One) => startConversation(scene, publishPollKind, String(id))),
    ),
  ],
  views: [pollView, pollHomeView, pollReportView, pollCommentsView, pollCloseView],
  conversations: [voteKind, openPollKind, publishPollKind],
};
