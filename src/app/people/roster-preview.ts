import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChangedField } from '../../domain/roster.ts';
import { say, type Words } from '../../i18n/words.ts';
import { countInOpenPeriods } from '../../storage/rater-needs.ts';
import { defineAction, defineView, noArgs, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor, screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { type ImportCounts, importRoster } from './import-roster.ts';
import { type AbsentPerson, type RosterReading, readRoster } from './read-roster.ts';
import { rosterAppliedView } from './roster-applied-view.ts';
import { rosterFileSchema } from './roster-file.ts';
import { rosterProblemsWords, tableProblemWords } from './roster-problem-words.ts';
import { shownArgs } from './shown-view.ts';
import { tellDeactivated } from './tell-deactivated.ts';

type Plan = Extract<RosterReading, { kind: 'plan' }>;

const argsSchema = z.object({ file: rosterFileSchema, deactivateAbsent: z.boolean() });
type Args = z.output<typeof argsSchema>;
const listed = 10;

/** Saves what the preview showed. Its data says which file and which numbers were seen; the file is read and checked again, and where anything differs a new preview is shown. */
export const applyRosterAction = defineAction(
  'roster-apply',
  z.tuple([z.string().regex(/^[0-9a-f]{12}$/), numberArg, numberArg, numberArg]),
  pressFor('import-roster', apply),
);

/** Turns "deactivate those who are not in the file" on or off; nothing is saved by it. */
export const toggleAbsentAction = defineAction('roster-absent', noArgs, async (scene) => {
  const args = shownArgs(scene, 'roster-preview', argsSchema);
  return args ? show(rosterPreviewView.of({ ...args, deactivateAbsent: !args.deactivateAbsent })) : { kind: 'stale' };
});

/** What an import would do, before anything is saved. */
export const rosterPreviewView = defineView('roster-preview', argsSchema, screenFor('import-roster', renderPreview));

async function apply(scene: Scene, seen: readonly [string, number, number, number]): Promise<Outcome> {
  const args = shownArgs(scene, 'roster-preview', argsSchema);
  if (!args) return { kind: 'stale' };
  const bytes = scene.fileBytes({ as: 'document', ...args.file });
  const { actor, now } = scene;
  const done = await importRoster(scene.tx, bytes, {
    now,
    importer: {
      telegramId: actor.telegramId,
      employeeId: actor.employee?.id ?? null,
      nip: actor.employee?.nip ?? null,
    },
    deactivateAbsent: args.deactivateAbsent,
    agreed: (reading) => numbersOf(bytes, reading, args).join() === seen.join(),
  });
  switch (done.kind) {
    case 'imported':
      await tellDeactivated(scene, done.deactivatedIds);
      return show(rosterAppliedView.of({ ...done.counts } satisfies ImportCounts));
    case 'otherwise':
      return show(rosterPreviewView.of(args), say('roster.changed-meanwhile'));
    case 'problems':
    case 'unreadable':
      // The preview is made again from the same file and now says what is wrong.
      return show(rosterPreviewView.of(args));
    default:
      return done satisfies never;
  }
}

async function renderPreview(scene: Scene, args: Args): Promise<Screen> {
  const bytes = scene.fileBytes({ as: 'document', ...args.file });
  const reading = await readRoster(scene.tx, bytes, scene.actor.employee?.nip ?? null);
  if (reading.kind === 'plan')
    return {
      lines: previewLines(reading, args, await countInOpenPeriods(scene.tx, movedNips(reading))),
      buttons: previewButtons(reading, args, numbersOf(bytes, reading, args)),
    };
  const lines =
    reading.kind === 'problems' ? rosterProblemsWords(reading.problems) : [tableProblemWords(reading.problem)];
  return { lines, buttons: [[otherFileButton, menuButton]] };
}

/** Who gets another superior by this file. */
function movedNips({ plan }: Plan): readonly string[] {
  return plan.update.flatMap(({ employee, changed }) => (changed.includes('supervisorNip') ? [employee.nip] : []));
}

/** `moved`: how many of those have an unfinished appraisal in an open period, whose rater stays unless HR changes it. */
function previewLines({ plan, absent }: Plan, { file, deactivateAbsent }: Args, moved: number): readonly Words[] {
  const { create, update, unchanged, units, warnings } = plan;
  const counts = { created: create.length, updated: update.length, unchanged, units: units.length };
  return [
    say('roster.heading'),
    say('roster.preview', { file: file.name }),
    '',
    say('roster.preview-counts', counts),
    ...section(say('roster.preview-changed'), update, ({ employee, changed }) =>
      say('roster.preview-change', { name: employee.name, fields: { list: changed.map(fieldWords), by: ', ' } }),
    ),
    ...(moved > 0 ? ['', say('roster.preview-moved', { count: moved })] : []),
    ...(warnings.length > 0
      ? [
          '',
          say('roster.preview-birth', {
            count: warnings.length,
            rows: { list: warnings.slice(0, listed).map(({ row }) => row), by: ', ' },
          }),
        ]
      : []),
    ...section(
      say(deactivateAbsent ? 'roster.preview-leaving' : 'roster.preview-absent', { count: absent.dispensable.length }),
      absent.dispensable,
      personWords,
    ),
    ...(absent.needed.length > 0 ? ['', say('roster.preview-needed', { count: absent.needed.length })] : []),
  ];
}

function previewButtons(
  { absent }: Plan,
  { deactivateAbsent }: Args,
  [digest, created, updated, leaving]: readonly [string, number, number, number],
): readonly (readonly ScreenButton[])[] {
  const save = deactivateAbsent ? say('roster.apply-leaving', { count: leaving }) : say('roster.apply');
  const toggle = deactivateAbsent ? say('roster.keep') : say('roster.leave-out', { count: absent.dispensable.length });
  return [
    [{ label: save, data: applyRosterAction.data(digest, created, updated, leaving) }],
    ...(absent.dispensable.length > 0 ? [[{ label: toggle, data: toggleAbsentAction.data() }]] : []),
    [otherFileButton, menuButton],
  ];
}

/** What a preview showed, short enough for a button: the file's digest, and how many are new, changed and leaving. */
function numbersOf(
  bytes: Uint8Array,
  { plan, absent }: Plan,
  { deactivateAbsent }: Args,
): [string, number, number, number] {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return [digest, plan.create.length, plan.update.length, deactivateAbsent ? absent.dispensable.length : 0];
}

function section<Item>(title: Words, items: readonly Item[], words: (item: Item) => Words): readonly Words[] {
  if (items.length === 0) return [];
  const more = items.length - listed;
  return [
    '',
    title,
    ...items.slice(0, listed).map(words),
    ...(more > 0 ? [say('roster.and-more', { count: more })] : []),
  ];
}

function fieldWords(field: ChangedField): Words {
  return say(`roster.field.${field}`);
}

function personWords({ name, nip }: AbsentPerson): Words {
  return say('roster.person', { name, nip });
}

const otherFileButton: ScreenButton = { label: say('roster.other-file'), data: commandData('pegawai') };
