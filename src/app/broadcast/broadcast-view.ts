import { z } from 'zod';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { countCopies, findBroadcast, findBroadcastButton } from '../../storage/broadcast.ts';
import { findLessonReach } from '../../storage/lesson-attempt.ts';
import { countVoters } from '../../storage/poll.ts';
import { defineAction, defineView, numberArg, show } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { understandingWords } from '../lesson/lesson-reach-view.ts';
import { controlButtons, reportControl, reportLines } from './report.ts';

/** The report of one broadcast, with what can still be done about it. HR only. */
export const broadcastView = defineView('broadcast', z.object({ id: z.number().int() }), renderBroadcast);

/** Opens the report, and brings it up to date. */
export const openBroadcast = defineAction('broadcast.open', z.tuple([numberArg]), async (_scene, [id]) =>
  show(broadcastView.of({ id })),
);

async function renderBroadcast(scene: Scene, { id }: { readonly id: number }): Promise<Screen> {
  const ways = [[{ label: say('broadcast.to-list'), data: commandData('siaran') }, menuButton]];
  const refusal = refusalFor(scene.actor, 'broadcast');
  if (refusal) return { lines: [refusal], buttons: [[menuButton]] };
  const broadcast = await findBroadcast(scene.tx, id);
  if (!broadcast) return { lines: [refuse('no-broadcast')], buttons: ways };
  const { sendRate: rate, timeZone: zone } = scene.settings;
  return {
    lines: [
      ...reportLines(broadcast, await countCopies(scene.tx, id), { rate, zone }),
      ...(await outcomeLines(scene, id)),
    ],
    buttons: [
      ...controlButtons(broadcast, (verb) => [reportControl, id, verb].join(':')),
      [{ label: say('broadcast.refresh'), data: openBroadcast.data(id) }],
      ...ways,
    ],
  };
}

/** What came of a broadcast that leads to a lesson or a poll, among those it reached. */
async function outcomeLines(scene: Scene, id: number): Promise<readonly Words[]> {
  const button = await findBroadcastButton(scene.tx, id);
  switch (button?.kind) {
    case 'lesson': {
      const lesson = scene.settings.lessons.get(button.lesson);
      if (!lesson) return [];
      const reach = await findLessonReach(scene.tx, { lesson: lesson.key, version: lesson.version, broadcastId: id });
      return [
        '',
        say('broadcast.lesson-outcome', { title: lesson.title, opened: reach.opened, finished: reach.finished }),
        understandingWords(lesson, reach),
      ];
    }
    case 'poll':
      return ['', say('broadcast.poll-outcome', { voters: await countVoters(scene.tx, button.pollId) })];
    case 'command':
    case undefined:
      return [];
    default:
      return button satisfies never;
  }
}
