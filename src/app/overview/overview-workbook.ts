import { predicateWords } from '../../dialogue/flows/review.ts';
import { shareOf, totalOf } from '../../domain/distribution.ts';
import { exact, show } from '../../domain/exact.ts';
import { predicates } from '../../domain/predicate.ts';
import { fewestShown, type ProtectedLine, protectTree } from '../../domain/protect-few.ts';
import { translatePlain } from '../../i18n/translate.ts';
import { type MessageKey, say, type Words } from '../../i18n/words.ts';
import { type BroadcastStanding, listBroadcastStandings } from '../../storage/broadcast-standing.ts';
import { countPredicatesByUnit } from '../../storage/distribution.ts';
import type { PeriodRow } from '../../storage/period.ts';
import type { RaterStatistics, RatingHabit } from '../../storage/rater-statistics.ts';
import { countStepsByUnit, sumSteps, type UnitSteps } from '../../storage/unit-completion.ts';
import { type Cell, type WorkbookSheet, writeSheets } from '../../table/write-workbook.ts';
import { audienceWords } from '../broadcast/audience-words.ts';
import { waitingAndCancelled } from '../broadcast/waiting-and-cancelled.ts';
import type { Scene } from '../core/scene.ts';
import { unitWords } from './place-words.ts';
import { fewestAssessments } from './raters-view.ts';

/** Rows a sheet has at most; what is beyond stays on the screens. */
export const mostRows = 20_000;
const mostBroadcasts = 200;

/** The overview of a period as a workbook: one sheet for each screen and one that says how to read them. Counts are numbers, units are paths, and small groups are shown within their parent. */
export async function overviewWorkbook(scene: Scene, period: PeriodRow, raters: RaterStatistics): Promise<Uint8Array> {
  const pen = penFor(scene);
  const units = await countStepsByUnit(scene.tx, period.id, mostRows);
  const spread = protectTree(await countPredicatesByUnit(scene.tx, period.id)).slice(0, mostRows);
  const broadcasts = await listBroadcastStandings(scene.tx, { skip: 0, take: mostBroadcasts });
  return writeSheets([
    notesSheet(period, pen),
    stepsSheet(units, pen),
    spreadSheet(spread, pen),
    ratersSheet(raters, pen),
    broadcastsSheet(broadcasts, pen),
  ]);
}

interface Pen {
  plain(words: Words): string;
  time(at: Date): string;
  sheet(
    title: MessageKey,
    columns: readonly (readonly [Words, number])[],
    rows: readonly (readonly Cell[])[],
  ): WorkbookSheet;
}

function penFor({ actor, settings }: Scene): Pen {
  const plain = (words: Words) => translatePlain(actor.locale, words);
  return {
    plain,
    time: (at) => plain({ at: at.toISOString(), zone: settings.timeZone }),
    sheet: (title, columns, rows) => ({
      sheet: plain(say(title)),
      columns: columns.map(([name, width]) => ({ title: plain(name), width })),
      rows,
    }),
  };
}

function notesSheet(period: PeriodRow, { plain, sheet }: Pen): WorkbookSheet {
  const notes = [
    say('overview.notes-period', { period: period.name }),
    say('overview.notes-steps'),
    say('overview.notes-spread', { fewest: fewestShown }),
    say('overview.notes-pattern'),
    say('overview.notes-raters', { fewest: fewestAssessments }),
    say('overview.notes-rows', { most: mostRows }),
  ];
  return sheet(
    'overview.sheet-notes',
    [[say('overview.sheet-notes'), 120]],
    notes.map((note) => [plain(note)]),
  );
}

function stepsSheet(units: readonly (UnitSteps & { readonly path: string })[], { plain, sheet }: Pen): WorkbookSheet {
  const columns = [
    'people',
    'joined',
    'self',
    'peers-heard',
    'peers-waiting',
    'waiting',
    'reviewed',
    'confirmed',
    'released',
    'acknowledged',
    'objections',
    'objections-open',
  ] as const;
  const row = (path: string, steps: UnitSteps): readonly Cell[] => [
    path,
    steps.people,
    steps.joined,
    steps.selfSubmitted,
    steps.peersHeard,
    steps.peersWaiting,
    steps.waitingForPeers,
    steps.reviewed,
    steps.confirmed,
    steps.released,
    steps.acknowledged,
    steps.objections,
    steps.objectionsOpen,
  ];
  return sheet(
    'overview.sheet-steps',
    [[say('overview.column-unit'), 60], ...columns.map((each) => [say(`overview.column-${each}`), 16] as const)],
    [row(plain(unitWords('')), sumSteps(units)), ...units.map((unit) => row(unit.path, unit))],
  );
}

function spreadSheet(lines: readonly ProtectedLine[], { plain, sheet }: Pen): WorkbookSheet {
  return sheet(
    'overview.sheet-spread',
    [
      [say('overview.column-unit'), 60],
      [say('overview.column-scope'), 34],
      [say('overview.column-released'), 16],
      ...predicates.map((predicate) => [predicateWords(predicate), 16] as const),
      ...predicates.map(
        (predicate) => [say('overview.column-share', { predicate: predicateWords(predicate) }), 20] as const,
      ),
    ],
    lines.map(({ path, counts, kind }) => {
      const total = totalOf(counts);
      return [
        plain(unitWords(path)),
        plain(say(kind === 'rest' ? 'overview.scope-rest' : 'overview.scope-all')),
        total,
        ...predicates.map((predicate) => counts[predicate]),
        ...predicates.map((predicate) => Number(show(shareOf(counts[predicate], total).mul(exact(100))))),
      ];
    }),
  );
}

function ratersSheet({ supervisors, peers }: RaterStatistics, { plain, sheet }: Pen): WorkbookSheet {
  const columns = ['assessments', 'leniency', 'spread', 'alike', 'wholly'] as const;
  const numbers = ({ assessments, leniency, spread, alike, whollyAlike }: RatingHabit): readonly Cell[] => [
    assessments,
    Number(leniency),
    Number(spread),
    alike === null ? null : Number(alike),
    whollyAlike,
  ];
  return sheet(
    'overview.sheet-raters',
    [
      [say('overview.column-unit'), 60],
      [say('overview.column-rater'), 34],
      ...columns.map((each) => [say(`overview.column-${each}`), 24] as const),
    ],
    [
      ...supervisors.map(({ unitPath, name, ...habit }) => [unitPath, name, ...numbers(habit)]),
      ...(peers ? [[plain(unitWords('')), plain(say('overview.peers-together')), ...numbers(peers)]] : []),
    ],
  );
}

function broadcastsSheet(standings: readonly BroadcastStanding[], { plain, time, sheet }: Pen): WorkbookSheet {
  const columns = [
    'recipients',
    'sent',
    'read',
    'queued',
    'unknown',
    'blocked',
    'failed',
    'cancelled',
    'not-joined',
  ] as const;
  return sheet(
    'overview.sheet-broadcasts',
    [
      [say('overview.column-number'), 10],
      [say('overview.column-at'), 26],
      [say('overview.column-audience'), 50],
      ...columns.map((each) => [say(`overview.column-${each}`), 16] as const),
    ],
    standings.map(({ broadcast, counts }) => {
      const { waiting, cancelled } = waitingAndCancelled(broadcast, counts);
      return [
        broadcast.id,
        time(broadcast.createdAt),
        plain(audienceWords(broadcast.audience)),
        broadcast.recipients,
        counts.sent,
        counts.read,
        waiting,
        counts.unknown,
        counts.blocked,
        counts.failed,
        cancelled,
        broadcast.notJoined,
      ];
    }),
  );
}
