import { daysBetween, today } from '../../domain/calendar.ts';
import { type Rung, reachedStep, reminderDue } from '../../domain/reminder.ts';
import { nextWorkingTime } from '../../domain/working-time.ts';
import { say } from '../../i18n/words.ts';
import { enqueue, type Notice, queuedKeys } from '../../storage/outbox.ts';
import {
  findPeersToRemind,
  type GivenPeerStep,
  listPeerDeadlines,
  listPeerTasks,
  notePeerSteps,
  type PeerTask,
} from '../../storage/peer-reminder.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { App } from '../core/app.ts';
import { groupBy } from '../core/group-by.ts';
import { commandData } from '../core/menu-button.ts';
import type { Screen } from '../core/screen.ts';
import { type NamedTask, namedTasks, whenWords } from '../reminder/named-tasks.ts';
import { remindInBatches, roomForReminders } from '../reminder/remind-in-batches.ts';
import { reminderNotice } from '../reminder/reminder-notice.ts';
import { findWorkingPlaces, type WorkingPlaces } from '../reminder/working-places.ts';

/**
 * Reminds peers of what they are asked, on the ladder of DOMAIN.md §5, whose opening is the asking itself: one digest a peer and day with everything that is open for them, in working time of
 * their own zone, never twice for the same step. Nobody else is told: a superior would learn who rates whom. Safe to call at any time, late, doubled or from several
 * processes. Answers how many digests were queued.
 */
export async function remindPeers(app: App): Promise<number> {
  const now = app.now();
  const places = await findWorkingPlaces(app, now);
  if (places === null) return 0;
  return remindInBatches(app, await whoIsDue(app, places), (some) => remind(app, places, some, now));
}

async function whoIsDue(app: App, { units, day }: WorkingPlaces): Promise<ReadonlySet<number>> {
  const { client } = app.database;
  const room = await roomForReminders(app);
  const due = new Set<number>();
  for (const deadline of await listPeerDeadlines(client)) {
    if (due.size >= room) break;
    const step = { ...deadline, stepOn: reachedStep(deadline.deadline, day)?.on ?? null };
    for (const id of await findPeersToRemind(client, step, units, room - due.size)) due.add(id);
  }
  return due;
}

function remind(app: App, places: WorkingPlaces, peerIds: readonly number[], now: Date): Promise<number> {
  return withTransaction(app.database, async (tx) => {
    const told = await queuedKeys(
      tx,
      peerIds.map((id) => keyOf(id, places)),
    );
    const tasks = await listPeerTasks(
      tx,
      peerIds.filter((id) => !told.has(keyOf(id, places))),
    );
    const noted = await notePeerSteps(
      tx,
      tasks.flatMap((task) => stepOf(task, places)),
    );
    const digests = [...groupBy(tasks, ({ recipientId }) => recipientId).values()];
    return enqueue(
      tx,
      digests.flatMap((own) => digest(app, places, { own, noted, now })),
    );
  });
}

/** One digest a peer and day. */
const keyOf = (peerId: number, { day }: WorkingPlaces) => `peer-reminder:${peerId}:${day}`;

function stepOf(task: PeerTask, { zones, holidays, day }: WorkingPlaces): readonly GivenPeerStep[] {
  const zone = zones.get(task.unitId);
  if (zone === undefined) return [];
  // The asking is told in the next working time, and nobody is reminded before it.
  const opensOn = today(zone, nextWorkingTime(task.askedAt, zone, holidays));
  const step = reminderDue({ opensOn, deadline: task.deadline, today: day, last: task.last });
  return step === null ? [] : [{ requestId: task.requestId, deadline: task.deadline, stepOn: step.on }];
}

function digest(
  app: App,
  places: WorkingPlaces,
  { own, noted, now }: { readonly own: readonly PeerTask[]; readonly noted: ReadonlySet<number>; readonly now: Date },
): readonly Notice[] {
  const about = own.map(({ requestId }) => requestId).filter((id) => noted.has(id));
  const [first] = own;
  const zone = first && places.zones.get(first.unitId);
  if (!zone || about.length === 0) return [];
  return [
    reminderNotice(app, first, {
      kind: 'peer-reminder',
      screen: digestScreen(own, places),
      key: keyOf(first.recipientId, places),
      zone,
      about,
      now,
    }),
  ];
}

function digestScreen(own: readonly PeerTask[], { day }: WorkingPlaces): Screen {
  const tasks = own.map((task): NamedTask => {
    const rung: Rung = reachedStep(task.deadline, day)?.rung ?? 'opening';
    return { ...task, rung, daysLeft: daysBetween(day, task.deadline) };
  });
  return {
    lines: [
      say('reminder.heading'),
      ...namedTasks(tasks, (first) => say('peer.remind', { period: first.period, ...whenWords(first) })),
      '',
      say('peer.remind-protected'),
    ],
    buttons: [[{ label: say('peer.remind-open', { count: tasks.length }), data: commandData('rekan') }]],
  };
}
