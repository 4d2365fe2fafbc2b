import { z } from 'zod';
import { takesVotes } from '../../domain/poll.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findConversationAbout } from '../../storage/conversation.ts';
import { findOwnVotes, findPoll, type PollRow } from '../../storage/poll.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import { officeToday } from '../core/office-today.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { pollData } from './poll-data.ts';

/** A poll as everybody sees it: what it asks, until when, and whether one has answered. Nobody sees what others say. */
export const pollView = defineView('poll', z.object({ id: z.number().int() }), screenFor('vote-in-poll', renderPoll));

/** Why a poll takes no answers today; null while it does. */
export function pollIsOver(scene: Scene, poll: PollRow | null): Words | null {
  if (!poll) return refuse('poll-gone');
  if (takesVotes(poll, officeToday(scene))) return null;
  return refuse('poll-closed', { title: poll.framework.title, date: { date: poll.closesOn } });
}

async function renderPoll(scene: Scene, { id }: { readonly id: number }): Promise<Screen> {
  const poll = await findPoll(scene.tx, id);
  const manage: readonly (readonly ScreenButton[])[] =
    poll && allowed('manage-poll')(scene.actor) ? [[{ label: say('poll.to-report'), data: pollData.report(id) }]] : [];
  const over = pollIsOver(scene, poll);
  const { employee } = scene.actor;
  if (!poll || over || !employee) return { lines: [over ?? refuse('join-first')], buttons: [...manage, [menuButton]] };
  const draft = await findConversationAbout(scene.tx, scene.actor.telegramId, 'poll', String(id));
  const votes = await findOwnVotes(scene.tx, id, employee.id);
  const begin = draft ? 'poll.go-on' : votes.length > 0 ? 'poll.change' : 'poll.begin';
  return {
    lines: [
      say('poll.title', { title: poll.framework.title }),
      poll.framework.about,
      '',
      say('poll.what', { count: poll.framework.indicators.length, date: { date: poll.closesOn } }),
      say('poll.promise'),
      ...(votes.length > 0 ? ['', say('poll.answered')] : []),
    ],
    buttons: [[{ label: say(begin), data: pollData.vote(id) }], ...manage, [menuButton]],
  };
}
