import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { type BroadcastStanding, listBroadcastStandings } from '../../storage/broadcast-standing.ts';
import { audienceWords } from '../broadcast/audience-words.ts';
import { waitingAndCancelled } from '../broadcast/waiting-and-cancelled.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { overviewData } from './overview-data.ts';

/** Where each broadcast stands, the latest first; what to do about one is in /siaran. */
export const broadcastsView = defineView(
  'overview-broadcasts',
  z.object({ periodId: z.number().int(), page: z.number().int().nonnegative() }),
  screenFor('view-completion', render),
);

const perPage = 6;

async function render(
  scene: Scene,
  { periodId, page }: { readonly periodId: number; readonly page: number },
): Promise<Screen> {
  const found = await listBroadcastStandings(scene.tx, { skip: page * perPage, take: perPage + 1 });
  const turning = [
    ...(page > 0 ? [{ label: say('page.previous'), data: overviewData.broadcasts(periodId, page - 1) }] : []),
    ...(found.length > perPage ? [{ label: say('page.next'), data: overviewData.broadcasts(periodId, page + 1) }] : []),
  ];
  return {
    lines: [
      say('overview.broadcasts-heading'),
      ...(found.length === 0 ? [say('overview.broadcasts-none')] : [say('overview.broadcasts-note')]),
      ...found.slice(0, perPage).flatMap((standing) => ['', standingWords(standing, scene.settings.timeZone)]),
    ],
    buttons: [
      ...(turning.length > 0 ? [turning] : []),
      [{ label: say('menu.siaran'), data: commandData('siaran') }],
      [
        {
          label: say('overview.back'),
          data: periodId === 0 ? commandData('rekap') : overviewData.home(periodId),
        },
        menuButton,
      ],
    ],
  };
}

function standingWords({ broadcast, counts }: BroadcastStanding, zone: string) {
  return say('overview.broadcast', {
    number: broadcast.id,
    at: { at: broadcast.createdAt.toISOString(), zone },
    audience: audienceWords(broadcast.audience),
    recipients: broadcast.recipients,
    sent: counts.sent,
    read: counts.read,
    waiting: waitingAndCancelled(broadcast, counts).waiting,
    unknown: counts.unknown,
    blocked: counts.blocked,
    failed: counts.failed,
    notJoined: broadcast.notJoined,
  });
}
