import { z } from 'zod';
import type { Framework } from '../../domain/framework.ts';
import { type Announcement, announcements, nextAnnouncement } from '../../domain/next-announcement.ts';
import { say } from '../../i18n/words.ts';
import { findConversationAbout } from '../../storage/conversation.ts';
import { findFrozenFramework } from '../../storage/frozen-frameworks.ts';
import { listPeriods, type PeriodRow } from '../../storage/period.ts';
import { findOpenPoll } from '../../storage/poll.ts';
import { defineAction, defineView, noArgs, type Outcome, show } from '../core/feature.ts';
import { pressFor, screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { officeToday } from '../core/office-today.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { frameworkInUse } from '../framework/framework-in-use.ts';
import { lessonData } from '../lesson/lesson-data.ts';
import { invitationTo } from '../poll/manage-poll.ts';
import { type ReadyBroadcast, startBroadcast } from './compose-broadcast.ts';
import { announcementOf, lessonInvitation } from './ready-texts.ts';

/** Siaran siap pakai: a text for each step, what comes next first. HR only. */
export const readyBroadcastsView = defineView('broadcast-ready', z.object({}), screenFor('broadcast', renderReady));

export const readyData = 'broadcast.kit';
const readyKinds = [...announcements, 'lesson', 'poll'] as const;
type ReadyKind = (typeof readyKinds)[number];

const draftReady = defineAction('broadcast.ready', z.tuple([z.enum(readyKinds)]), pressFor('broadcast', draft));

export const readyBroadcastActions = [
  defineAction(
    readyData,
    noArgs,
    pressFor('broadcast', async () => show(readyBroadcastsView.of({}))),
  ),
  draftReady,
];

async function renderReady(scene: Scene): Promise<Screen> {
  const { period, framework, lesson, poll, next } = await findOccasion(scene);
  const inOrder = [...announcements].sort((a, b) => Number(b === next) - Number(a === next));
  const button = (kind: ReadyKind): readonly ScreenButton[] => [
    {
      label: say(kind === next ? 'ready.entry-next' : 'ready.entry', { text: say(`ready.name-${kind}`) }),
      data: draftReady.data(kind),
    },
  ];
  const drafting = await findConversationAbout(scene.tx, scene.actor.telegramId, 'broadcast', '');
  return {
    lines: [
      say('ready.heading'),
      ...(period && framework
        ? [say('ready.for-period', { period: period.name, title: framework.title })]
        : [say('ready.no-period')]),
      ...(drafting ? ['', say('ready.replaces-draft')] : []),
    ],
    buttons: [
      ...(period && framework ? inOrder.map(button) : []),
      ...(poll ? [button('poll')] : []),
      ...(lesson ? [button('lesson')] : []),
      ...(lesson ? [[{ label: say('lesson.reach-button'), data: lessonData.report(lesson.key) }]] : []),
      [{ label: say('broadcast.to-list'), data: commandData('siaran') }, menuButton],
    ],
  };
}

/** The text of that kind as it is today; an old button for something that is not there any more shows what there is. */
async function draft(scene: Scene, [kind]: readonly [ReadyKind]): Promise<Outcome> {
  const ready = readyOf(kind, await findOccasion(scene));
  return ready ? startBroadcast(scene, ready) : show(readyBroadcastsView.of({}));
}

function readyOf(kind: ReadyKind, { period, framework, lesson, poll }: Occasion): ReadyBroadcast | null {
  switch (kind) {
    case 'lesson':
      return lesson && lessonInvitation(lesson);
    case 'poll':
      return poll && invitationTo(poll);
    default:
      return period && framework && announcementOf(kind, period, framework);
  }
}

type Occasion = Awaited<ReturnType<typeof findOccasion>>;

/** What there is to speak about: the period that goes on, or else the next draft, or the last release; its framework (or the one in use), with its lesson and its open poll. */
async function findOccasion(scene: Scene) {
  const period = occasion(await listPeriods(scene.tx));
  const framework = period ? await frameworkOf(scene, period) : await frameworkInUse(scene);
  const today = officeToday(scene);
  const next: Announcement | null = period && nextAnnouncement(period, today);
  return {
    period,
    framework,
    next,
    lesson: (framework && scene.settings.lessons.get(framework.key)) ?? null,
    poll: framework && (await findOpenPoll(scene.tx, framework.key, today)),
  };
}

/** Of all periods, the latest first: one that is open, else closed, else the draft that begins first, else the latest released. */
function occasion(periods: readonly PeriodRow[]): PeriodRow | null {
  const of = (state: PeriodRow['state']) => periods.filter((period) => period.state === state);
  return of('open')[0] ?? of('closed')[0] ?? of('draft').at(-1) ?? of('released')[0] ?? null;
}

async function frameworkOf(scene: Scene, { id, state, frameworkKey }: PeriodRow): Promise<Framework | null> {
  if (state !== 'draft') return findFrozenFramework(scene.tx, id);
  return scene.settings.frameworks.get(frameworkKey) ?? null;
}
