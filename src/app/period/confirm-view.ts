import { z } from 'zod';
import type { CalendarDate } from '../../domain/calendar.ts';
import { arePeersOptional } from '../../domain/without-peers.ts';
import { say, type Words } from '../../i18n/words.ts';
import { findCompletion, listUnfinished, type UnfinishedPerson } from '../../storage/completion.ts';
import { type NamedSome, previewOpening } from '../../storage/open-appraisals.ts';
import { findPeriod, type PeriodRow } from '../../storage/period.ts';
import { findOpenPoll } from '../../storage/poll.ts';
import { countReleasable } from '../../storage/release.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { officeToday } from '../core/office-today.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { type PeriodAct, periodActSchema, periodData } from './period-data.ts';
import { periodGone } from './period-views.ts';

/** Names on one screen; the rest is counted. */
const mostNames = 20;

/** What a step would do, before it is taken: whom it concerns, who is unfinished, what follows. */
export const confirmView = defineView(
  'period-confirm',
  z.object({ id: z.number().int(), act: periodActSchema }),
  screenFor('manage-period', renderConfirm),
);

async function renderConfirm(
  scene: Scene,
  { id, act }: { readonly id: number; readonly act: PeriodAct },
): Promise<Screen> {
  const period = await findPeriod(scene.tx, id);
  if (!period) return periodGone();
  return {
    lines: await wordsOf(scene, period, act),
    buttons: [
      [{ label: say(`period.confirm-${act}`), data: periodData.take(id, act) }],
      ...(act === 'open' && maySparePeers(scene, period)
        ? [[{ label: say('period.confirm-open-without-peers'), data: periodData.take(id, 'open-without-peers') }]]
        : []),
      [{ label: say('period.not-now'), data: periodData.show(id) }],
    ],
  };
}

async function wordsOf(scene: Scene, period: PeriodRow, act: PeriodAct): Promise<readonly Words[]> {
  const name = { period: period.name };
  switch (act) {
    case 'open':
    case 'open-without-peers':
      return openingWords(scene, period);
    case 'close':
      return [say('period.ask-close', name), '', ...(await unfinishedWords(scene, period))];
    case 'reopen':
      return [say('period.ask-reopen', name), '', ...(await unfinishedWords(scene, period))];
    case 'release': {
      const { people, reviewed, toConfirm } = await findCompletion(scene.tx, period.id);
      return [
        say('period.ask-release', { ...name, count: await countReleasable(scene.tx, period.id) }),
        '',
        ...(await unfinishedWords(scene, period)),
        ...(reviewed - toConfirm < people ? [say('period.unfinished-not-released')] : []),
      ];
    }
    case 'delete':
      return [say('period.ask-delete', name)];
    default:
      return act satisfies never;
  }
}

async function openingWords(scene: Scene, period: PeriodRow): Promise<readonly Words[]> {
  const { employees, withoutSupervisor, notJoined } = await previewOpening(scene.tx, mostNames);
  const poll = await findOpenPoll(scene.tx, period.frameworkKey, officeToday(scene));
  return [
    say('period.ask-open', { period: period.name, count: employees }),
    ...(maySparePeers(scene, period) ? ['', say('period.ask-open-peers')] : []),
    ...(isPast(scene, period.windows.selfClosesOn) ? ['', say('period.ask-open-past')] : []),
    ...(poll ? ['', say('poll.still-open', { date: { date: poll.closesOn } })] : []),
    ...(withoutSupervisor.count > 0
      ? ['', say('period.ask-open-alone', { count: withoutSupervisor.count, names: namesWords(withoutSupervisor) })]
      : []),
    ...(notJoined.count > 0
      ? ['', say('period.ask-open-absent', { count: notJoined.count, names: namesWords(notJoined) })]
      : []),
  ];
}

function maySparePeers({ settings }: Scene, { frameworkKey }: PeriodRow): boolean {
  const framework = settings.frameworks.get(frameworkKey);
  return framework !== undefined && arePeersOptional(framework);
}

function isPast(scene: Scene, date: CalendarDate): boolean {
  return date < officeToday(scene);
}

function namesWords({ count, names }: NamedSome): Words {
  const listed: Words = { list: names, by: ', ' };
  return count > names.length ? say('period.names-more', { names: listed, count: count - names.length }) : listed;
}

async function unfinishedWords(scene: Scene, period: PeriodRow): Promise<readonly Words[]> {
  const { people, reviewed, toConfirm } = await findCompletion(scene.tx, period.id);
  const count = people - reviewed + toConfirm;
  if (count === 0) return [say('period.everyone-done')];
  const unfinished = await listUnfinished(scene.tx, period.id, mostNames);
  return [
    say('period.unfinished', { count }),
    ...unfinished.map(unfinishedLine),
    ...(count > unfinished.length ? [say('period.unfinished-more', { count: count - unfinished.length })] : []),
  ];
}

function unfinishedLine({ name, selfSubmitted, supervisor, toConfirm }: UnfinishedPerson): Words {
  if (toConfirm && supervisor !== null) return say('period.unfinished-confirm', { name, supervisor });
  if (supervisor === null) return say('period.unfinished-alone', { name });
  return selfSubmitted
    ? say('period.unfinished-review', { name, supervisor })
    : say('period.unfinished-self', { name });
}
