import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { type BroadcastState, listBroadcasts } from '../../storage/broadcast.ts';
import { findConversationAbout } from '../../storage/conversation.ts';
import { defineAction, defineView, numberArg, show } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { audienceWords } from './audience-words.ts';
import { openBroadcast } from './broadcast-view.ts';
import { readyData } from './ready-broadcasts.ts';

/** The latest broadcasts with their reports, and the way to a new one. HR only. */
export const broadcastListView = defineView('broadcasts', z.object({ page: z.number().int() }), renderList);

const turnPage = defineAction('broadcast.page', z.tuple([numberArg]), async (_scene, [page]) =>
  show(broadcastListView.of({ page })),
);

/** Callback data of the buttons that begin or go on with a draft; the actions are wired in `broadcast.ts`. */
export const writeData = 'broadcast.write';
export const continueData = 'broadcast.continue';

export const broadcastListActions = [turnPage];

const perPage = 6;

async function renderList(scene: Scene, { page }: { readonly page: number }): Promise<Screen> {
  const refusal = refusalFor(scene.actor, 'broadcast');
  if (refusal) return { lines: [refusal], buttons: [[menuButton]] };
  const found = await listBroadcasts(scene.tx, { skip: page * perPage, take: perPage + 1 });
  const draft = await findConversationAbout(scene.tx, scene.actor.telegramId, 'broadcast', '');
  const turning: ScreenButton[] = [
    ...(page > 0 ? [{ label: say('dialogue.search-previous'), data: turnPage.data(page - 1) }] : []),
    ...(found.length > perPage ? [{ label: say('dialogue.search-next'), data: turnPage.data(page + 1) }] : []),
  ];
  return {
    lines: [found.length === 0 && page === 0 ? say('broadcast.list-empty') : say('broadcast.list')],
    buttons: [
      ...(draft ? [[{ label: say('broadcast.continue'), data: continueData }]] : []),
      [{ label: say('broadcast.new'), data: writeData }],
      [{ label: say('ready.button'), data: readyData }],
      ...found.slice(0, perPage).map((broadcast) => [
        {
          label: say('broadcast.entry', {
            mark: marks[broadcast.state],
            number: broadcast.id,
            at: { at: broadcast.createdAt.toISOString(), zone: scene.settings.timeZone },
            audience: audienceWords(broadcast.audience),
          }),
          data: openBroadcast.data(broadcast.id),
        },
      ]),
      ...(turning.length > 0 ? [turning] : []),
      [menuButton],
    ],
  };
}

const marks = { preparing: '⏳', sending: '▶️', paused: '⏸', cancelled: '⏹', done: '✅' } as const satisfies Record<
  BroadcastState,
  string
>;
