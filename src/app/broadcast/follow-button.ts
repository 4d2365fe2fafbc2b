import { z } from 'zod';
import { refuse } from '../../i18n/words.ts';
import { findBroadcastButton, markRead } from '../../storage/broadcast.ts';
import { defineAction, numberArg, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { refusalFor } from '../core/permit.ts';
import { lessonView } from '../lesson/lesson-views.ts';
import { pollView } from '../poll/poll-view.ts';
import { followName } from './broadcast-copy.ts';

/** The button of a copy that leads to a lesson or a poll. Whoever follows it has evidently read their copy; it stays good, and what it leads to checks for itself. */
export const followButton = defineAction(followName, z.tuple([numberArg]), async (scene, [broadcastId]) => {
  const why = refusalFor(scene.actor, 'mark-broadcast-read');
  if (why) return tell(why);
  const button = await findBroadcastButton(scene.tx, broadcastId);
  if (!button) return { kind: 'stale' };
  if ((await markRead(scene.tx, broadcastId, scene.actor.telegramId, scene.now)) === 'no-copy')
    return tell(refuse('not-for-you'));
  switch (button.kind) {
    case 'lesson':
      return show(lessonView.of({ key: button.lesson }));
    case 'poll':
      return show(pollView.of({ id: button.pollId }));
    case 'command':
      // A command's button carries the command itself and does not come here.
      return { kind: 'stale' };
    default:
      return button satisfies never;
  }
});
