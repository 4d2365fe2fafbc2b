import { say, type Words } from '../../i18n/words.ts';
import type { BroadcastCounts, BroadcastRow } from '../../storage/broadcast.ts';
import type { ScreenButton } from '../core/screen.ts';
import { audienceWords } from './audience-words.ts';
import { durationWords } from './duration-words.ts';
import { waitingAndCancelled } from './waiting-and-cancelled.ts';

/** Names of the actions that steer a broadcast from the report screen and from the progress message. */
export const reportControl = 'broadcast.set';
export const progressControl = 'broadcast.steer';

export type BroadcastVerb = 'pause' | 'resume' | 'cancel';

/** Where a broadcast stands, in words: the same for the report and for the progress message. */
export function reportLines(
  broadcast: BroadcastRow,
  counts: BroadcastCounts,
  { rate, zone }: { readonly rate: number; readonly zone: string },
): readonly Words[] {
  const total = broadcast.recipients;
  const { waiting, cancelled } = waitingAndCancelled(broadcast, counts);
  const done = total - waiting - cancelled;
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
  const optional: readonly (readonly [number, Words])[] = [
    [waiting, say('broadcast.count-queued', { count: waiting })],
    [counts.blocked, say('broadcast.count-blocked', { count: counts.blocked })],
    [counts.unknown, say('broadcast.count-unknown', { count: counts.unknown })],
    [counts.failed, say('broadcast.count-failed', { count: counts.failed })],
    [cancelled, say('broadcast.count-cancelled', { count: cancelled })],
    [broadcast.notJoined, say('broadcast.count-not-joined', { count: broadcast.notJoined })],
  ];
  return [
    say('broadcast.title', {
      number: broadcast.id,
      at: { at: broadcast.createdAt.toISOString(), zone },
      audience: audienceWords(broadcast.audience),
    }),
    '',
    say(`broadcast.state-${broadcast.state}`, { done, total, percent }),
    say('broadcast.count-sent', { count: counts.sent }),
    say('broadcast.count-read', { count: counts.read }),
    ...optional.filter(([count]) => count > 0).map(([, words]) => words),
    ...(broadcast.state === 'sending' && waiting > 0
      ? [say('broadcast.remaining', { duration: durationWords(waiting, rate) })]
      : []),
  ];
}

/** The buttons that steer a broadcast in its present state; `data` makes the data of one. */
export function controlButtons(
  broadcast: BroadcastRow,
  data: (verb: BroadcastVerb) => string,
): readonly (readonly ScreenButton[])[] {
  const button = (verb: BroadcastVerb): ScreenButton => ({ label: say(`broadcast.${verb}`), data: data(verb) });
  switch (broadcast.state) {
    case 'sending':
      return [[button('pause'), button('cancel')]];
    case 'paused':
      return [[button('resume'), button('cancel')]];
    case 'preparing':
    case 'cancelled':
    case 'done':
      return [];
    default:
      return broadcast.state satisfies never;
  }
}
