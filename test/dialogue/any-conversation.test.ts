import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversationData, readConversationData } from '../../src/app/conversation/conversation-data.ts';
import { advance, promptOf, resume } from '../../src/dialogue/advance.ts';
import { selfAssessmentFlow } from '../../src/dialogue/flows/self-assessment.ts';
import type { Progress } from '../../src/dialogue/progress.ts';
import { backingOf, evidenceStepId, mostComment, mostEvidence } from '../../src/dialogue/rating-answer.ts';
import type { Flow } from '../../src/dialogue/step.ts';
import { plainText } from '../../src/i18n/plain-text.ts';
import { translate, translatePlain } from '../../src/i18n/translate.ts';
import { locales } from '../../src/i18n/words.ts';
import {
  actionsOf,
  beginning,
  finishFrom,
  goPlainly,
  inputOf,
  type Move,
  moves,
  perform,
  press,
  shipped,
  stored,
} from './play.ts';
import { reviewOf } from './review-story.ts';

const conversations = shipped.flatMap(([key, framework]): [string, Flow][] => [
  [`self-assessment of ${key}`, selfAssessmentFlow(framework)],
  [`review of ${key}`, reviewOf(framework)],
]);

interface Story {
  /** Answers given without a detour before anything else happens, so that summaries and what follows them are met too. */
  readonly answered: number;
  readonly moves: readonly Move[];
}

function startOf(flow: Flow, { answered }: Story): Progress {
  return goPlainly(flow, beginning(flow), answered).progress;
}

/** Every state a story leads through, the first one first; what is finished stays as it was, as when its end is refused. */
function states(flow: Flow, story: Story): readonly [Progress, ...Progress[]] {
  let progress = startOf(flow, story);
  const reached: [Progress, ...Progress[]] = [progress];
  for (const move of story.moves) {
    const turn = advance(flow, progress, inputOf(flow, progress, move));
    if (turn.kind !== 'finished') progress = turn.progress;
    reached.push(progress);
  }
  return reached;
}

function lastState(flow: Flow, story: Story): Progress {
  const reached = states(flow, story);
  return reached.at(-1) ?? reached[0];
}

describe.each(conversations)('any %s', (_name, flow) => {
  const anything: fc.Arbitrary<Story> = fc.record({
    answered: fc.nat(2 * flow.steps.length),
    moves: fc.array(moves(flow), { maxLength: 30 }),
  });

  it('takes whatever a person does, in whatever order, and can always ask its next question', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const last = lastState(flow, given);
        const prompt = promptOf(flow, last);
        expect(prompt.lines.length).toBeGreaterThan(0);
        for (const locale of locales) expect(translate(locale, prompt.lines).trim()).not.toBe('');
        expect(prompt.buttons.length).toBeLessThanOrEqual(12);
        expect(prompt.buttons.flat().length).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });

  it('comes back only to where it was left: to the question an example belongs to, or to a summary further on', () => {
    const placeOf = (id: string) => flow.steps.findIndex((step) => step.id === id);
    fc.assert(
      fc.property(anything, (given) => {
        for (const { stepId, returnTo } of states(flow, given)) {
          if (returnTo === null || placeOf(returnTo) > placeOf(stepId)) continue;
          expect(stepId).toBe(evidenceStepId(returnTo.slice(2)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every answer that was given and not changed', () => {
    fc.assert(
      fc.property(anything, (given) => {
        let progress = startOf(flow, given);
        for (const move of given.moves) {
          const input = inputOf(flow, progress, move);
          const turn = advance(flow, progress, input);
          const { answers } = turn.progress;
          const indicator = progress.stepId.slice(2);
          for (const [stepId, answer] of Object.entries(progress.answers)) {
            if (stepId !== progress.stepId && stepId !== evidenceStepId(indicator))
              expect(answers[stepId]).toEqual(answer);
          }
          // Of what stands behind an answer nothing goes but by the button that removes it.
          const before = backingOf(progress.answers, indicator);
          const after = backingOf(answers, indicator);
          if (input.kind !== 'press' || input.action !== 'remove') {
            expect(after.items.slice(0, before.items.length)).toEqual(before.items);
            if (before.comment !== null) expect(after.comment?.startsWith(before.comment)).toBe(true);
          }
          expect(after.items.length).toBeLessThanOrEqual(mostEvidence);
          expect(plainText(after.comment ?? '').length).toBeLessThanOrEqual(mostComment);
          if (turn.kind === 'finished') return;
          progress = turn.progress;
        }
      }),
      { numRuns: 100 },
    );
  });

  it('changes nothing for a press on an older screen or on another question', () => {
    fc.assert(
      fc.property(anything, fc.nat(12), fc.nat(100), (given, nth, shift) => {
        const reached = states(flow, given);
        const last = reached.at(-1) ?? reached[0];
        const older = reached[shift % reached.length] ?? last;
        const offered = actionsOf(flow, older);
        const action = offered[nth % offered.length] ?? 'back';
        const otherStep = flow.steps[shift % flow.steps.length]?.id ?? 'gone';
        const presses = [
          { ...press(older, action) },
          { kind: 'press' as const, stepId: otherStep, revision: last.revision, action },
          { kind: 'press' as const, stepId: last.stepId, revision: last.revision + 1, action },
        ];
        for (const each of presses) {
          if (each.kind !== 'press' || (each.stepId === last.stepId && each.revision === last.revision)) continue;
          expect(advance(flow, last, each)).toEqual({ kind: 'stale', progress: last });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('offers only buttons that lead on, with data that fits', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const last = lastState(flow, given);
        for (const button of promptOf(flow, last).buttons.flat()) {
          for (const locale of locales) expect(translatePlain(locale, button.label)).not.toBe('');
          if ('data' in button) {
            expect(Buffer.byteLength(button.data)).toBeLessThanOrEqual(64);
            continue;
          }
          const turn = perform(flow, last, button.action);
          expect(['moved', 'left', 'finished']).toContain(turn.kind);
          expect(promptOf(flow, turn.progress).lines.length).toBeGreaterThan(0);
          const data = { conversationId: 2 ** 31 - 1, revision: 10_000, stepId: last.stepId, action: button.action };
          expect(Buffer.byteLength(conversationData(data))).toBeLessThanOrEqual(64);
          expect(readConversationData(conversationData(data))).toEqual(data);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('can be brought to its end from wherever somebody strayed', () => {
    fc.assert(
      fc.property(anything, (given) => {
        finishFrom(flow, lastState(flow, given));
      }),
      { numRuns: 40 },
    );
  });

  it('goes back to the question before until the first, and forgets nothing on the way', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const start = lastState(flow, given);
        let progress = start;
        for (let steps = 0; actionsOf(flow, progress).includes('back'); steps += 1) {
          const turn = perform(flow, progress, 'back');
          const earlier = flow.steps.slice(
            0,
            flow.steps.findIndex(({ id }) => id === progress.stepId),
          );
          const expected = progress.returnTo ?? earlier.findLast((step) => step.applies(progress.answers))?.id;
          expect(turn.progress.stepId).toBe(expected);
          expect(steps).toBeLessThan(2 * flow.steps.length);
          progress = turn.progress;
        }
        expect(progress.stepId).toBe(flow.steps[0]?.id);
        expect(whatWasGiven(progress)).toEqual(whatWasGiven(start));
      }),
      { numRuns: 40 },
    );
  });

  it('is the same after a rest in the database', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const last = lastState(flow, given);
        expect(stored(last)).toEqual(last);
        expect(resume(flow, stored(last))).toEqual(last);
        expect(promptOf(flow, resume(flow, stored(last)))).toEqual(promptOf(flow, last));
      }),
      { numRuns: 40 },
    );
  });

  it('takes a double tap once, and of two devices the one that was first', () => {
    fc.assert(
      fc.property(anything, fc.nat(12), fc.nat(12), (given, one, other) => {
        const last = lastState(flow, given);
        const offered = actionsOf(flow, last);
        const tap = press(last, offered[one % offered.length] ?? 'back');
        const turn = advance(flow, last, tap);
        if (turn.kind !== 'moved') return;
        expect(advance(flow, turn.progress, tap).kind).toBe('stale');
        const second = press(last, offered[other % offered.length] ?? 'back');
        expect(advance(flow, turn.progress, second)).toEqual({ kind: 'stale', progress: turn.progress });
      }),
      { numRuns: 40 },
    );
  });
});

/** All answers but the wish to be asked for evidence, which is over for whoever goes back from that question. */
function whatWasGiven({ answers }: Progress): unknown {
  return JSON.parse(JSON.stringify(answers), (key, value) => (key === 'wanted' ? undefined : value));
}
