import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { advance, begin, type Input, promptOf, type Turn } from '../../src/dialogue/advance.ts';
import type { Attachment } from '../../src/dialogue/attachment.ts';
import { type Progress, progressSchema } from '../../src/dialogue/progress.ts';
import { backingOf } from '../../src/dialogue/rating-answer.ts';
import type { Flow } from '../../src/dialogue/step.ts';
import { type Framework, parseFramework } from '../../src/domain/framework.ts';
import { escapeHtml } from '../../src/i18n/escape-html.ts';

/** The six frameworks as they ship. */
export const shipped = ['pauh', 'kuranji', 'lampung', 'aceh', 'gerunggang', 'nasional'].map(
  (key): [string, Framework] => [key, frameworkOf(key)],
);

export function frameworkOf(key: string): Framework {
  return parseFramework(parse(readFileSync(`prisma/frameworks/${key}.yaml`, 'utf8')));
}

/** What a person sends, as against what they press. */
export type Sent = Exclude<Input, { kind: 'press' }>;

export function text(words: string): Sent {
  return { kind: 'text', text: words, html: escapeHtml(words) };
}

export function document(name: string, size: number | null = 1000, caption = ''): Sent {
  return {
    kind: 'file',
    file: { kind: 'document', fileId: `id-${name}`, name, mime: 'application/pdf', size },
    caption,
    captionHtml: escapeHtml(caption),
  };
}

/** A press on a button of the question that is open. */
export function press(progress: Progress, action: string): Input {
  return { kind: 'press', stepId: progress.stepId, revision: progress.revision, action };
}

/** What a person does, told by what is open: a press of this action, or something they send. */
export type Doing = string | Sent;

/** Does one thing after the other; throws where one is not taken, as the story would then be another one. */
export function play(flow: Flow, from: Progress, ...doings: readonly Doing[]): Progress {
  return doings.reduce((progress, doing) => {
    const turn = perform(flow, progress, doing);
    if (turn.kind === 'moved' || turn.kind === 'finished') return turn.progress;
    throw new Error(`${JSON.stringify(doing)} at ${progress.stepId} was ${turn.kind}`);
  }, from);
}

export function perform(flow: Flow, progress: Progress, doing: Doing): Turn {
  return advance(flow, progress, typeof doing === 'string' ? press(progress, doing) : doing);
}

export function actionsOf(flow: Flow, progress: Progress): readonly string[] {
  return promptOf(flow, progress)
    .buttons.flat()
    .flatMap((button) => ('action' in button ? [button.action] : []));
}

/** Follows the plainest way to the end from wherever the person is; throws where it does not lead there. */
export function finishFrom(flow: Flow, start: Progress): Progress {
  const turn = goPlainly(flow, start, 50 * flow.steps.length);
  if (turn.kind === 'finished') return turn.progress;
  throw new Error(`No way out of ${JSON.stringify(start)}`);
}

/** As many steps of the plainest way as asked, or to the end. */
export function goPlainly(flow: Flow, start: Progress, steps: number): Turn {
  let turn: Turn = { kind: 'moved', progress: start, note: null };
  for (let taken = 0; taken < steps && turn.kind === 'moved'; taken += 1)
    turn = perform(flow, turn.progress, plainest(flow, turn.progress));
  return turn;
}

/** On where there is a way on; otherwise the first answer offered; otherwise what the question asks to be sent. */
function plainest(flow: Flow, progress: Progress): Doing {
  const offered = actionsOf(flow, progress);
  const way = ['go-on', 'done', 'keep', 'send', '3'].find((action) => offered.includes(action));
  if (way !== undefined) return way;
  const answer = offered.find((action) => !['back', 'pause', 'remove', 'evidence'].includes(action));
  if (answer !== undefined) return answer;
  const indicator = progress.stepId.startsWith('e.') ? progress.stepId.slice(2) : null;
  const hasWords = indicator !== null && backingOf(progress.answers, indicator).comment !== null;
  const isFull = indicator !== null && backingOf(progress.answers, indicator).items.length === 10;
  return hasWords && !isFull ? document('bukti.pdf') : text('Contoh yang cukup panjang.');
}

export function beginning(flow: Flow): Progress {
  return begin(flow);
}

/** As it comes back from the database. */
export function stored(progress: Progress): Progress {
  return progressSchema.parse(JSON.parse(JSON.stringify(progress)));
}

/** Anything a person can do, sensible or not; `offered` presses the nth button of what is open. */
export type Move = Input | { readonly kind: 'offered'; readonly nth: number };

export function moves(flow: Flow): fc.Arbitrary<Move> {
  const actions = [
    '1',
    '3',
    '5',
    '9',
    'none',
    'evidence',
    'done',
    'remove',
    'n0',
    'n99',
    'go-on',
    'back',
    'pause',
    'keep',
    'skip',
    'send',
  ];
  const attachment: fc.Arbitrary<Attachment> = fc.record({
    kind: fc.constantFrom('photo' as const, 'document' as const),
    fileId: fc.string({ minLength: 1, maxLength: 8 }),
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    mime: fc.constantFrom('image/jpeg', 'application/pdf'),
    size: fc.constantFrom(null, 0, 1000, 20 * 1024 * 1024, 20 * 1024 * 1024 + 1),
  });
  const written = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      'Contoh yang cukup panjang.',
      'https://contoh.go.id/bukti?a=1',
      'x'.repeat(1000),
      'x'.repeat(1001),
      '<b>&amp;',
    ),
  );
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('offered' as const), nth: fc.nat(12) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('press' as const),
        stepId: fc.constantFrom(...flow.steps.map(({ id }) => id), 'gone'),
        revision: fc.nat(30),
        action: fc.oneof(fc.constantFrom(...actions), fc.string()),
      }),
    },
    { weight: 1, arbitrary: written.map(text) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(attachment, fc.oneof(fc.constant(''), written))
        .map(([file, caption]): Input => ({ kind: 'file', file, caption, captionHtml: escapeHtml(caption) })),
    },
  );
}

/** The input a move is, at what is open now. */
export function inputOf(flow: Flow, progress: Progress, move: Move): Input {
  if (move.kind !== 'offered') return move;
  const offered = actionsOf(flow, progress);
  return press(progress, offered[move.nth % offered.length] ?? 'back');
}
