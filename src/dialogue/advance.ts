import type { Words } from '../i18n/words.ts';
import type { Progress } from './progress.ts';
import type { Answers, Flow, Position, Prompt, PromptButton, Reading, Step, StepInput } from './step.ts';

/** What one input did. `stale`: the press belonged to another step or an older revision and changed nothing. `left`: the person paused; the progress stays. */
export type Turn =
  | { readonly kind: 'moved'; readonly progress: Progress; readonly note: Words | null }
  | { readonly kind: 'again'; readonly progress: Progress; readonly note: Words }
  | { readonly kind: 'stale'; readonly progress: Progress }
  | { readonly kind: 'left'; readonly progress: Progress }
  | { readonly kind: 'finished'; readonly progress: Progress };

/** An input as it comes from the person: a press says for which step and revision its button was shown. */
export type Input =
  | { readonly kind: 'press'; readonly stepId: string; readonly revision: number; readonly action: string }
  | Exclude<StepInput, { kind: 'press' }>;

/** Actions every step understands. */
export const backAction = 'back';
export const pauseAction = 'pause';

/** Moves one conversation by one input. A press made for another step or an older revision is `stale` and changes nothing. */
export function advance(flow: Flow, progress: Progress, input: Input): Turn {
  if (input.kind === 'press' && (input.stepId !== progress.stepId || input.revision !== progress.revision))
    return { kind: 'stale', progress };
  const step = stepOf(flow, progress);
  if (input.kind === 'press' && input.action === pauseAction && flow.pausable) return { kind: 'left', progress };
  if (input.kind === 'press' && input.action === backAction) {
    const previous =
      progress.returnTo === null
        ? stepBefore(flow, progress)
        : flow.steps.find((each) => each.id === progress.returnTo);
    if (!previous) return { kind: 'stale', progress };
    const answers = step.goBack?.(progress.answers) ?? progress.answers;
    return moved(progress, { answers, stepId: previous.id, returnTo: null });
  }
  return follow(flow, progress, step, step.read(input, positionOf(flow, progress)));
}

/** A conversation at its first question. */
export function begin(flow: Flow, answers: Answers = {}): Progress {
  const first = flow.steps.find((step) => step.applies(answers));
  if (!first) throw new Error(`The conversation ${flow.id} has no step to begin with.`);
  return {
    flow: flow.id,
    version: flow.version,
    stepId: first.id,
    answers: { ...answers },
    revision: 1,
    returnTo: null,
  };
}

/** Stored progress made to fit today's flow: answers of an older version are carried over, and where the open step is gone the first unanswered question is asked. */
export function resume(flow: Flow, stored: Progress): Progress {
  const carried =
    stored.version === flow.version
      ? stored.answers
      : (flow.upcast?.(stored.answers, stored.version) ?? stored.answers);
  const open = flow.steps.find((step) => step.id === stored.stepId);
  const target = open?.applies(carried) ? open : (firstUnanswered(flow, carried) ?? lastStep(flow, carried));
  const back = flow.steps.find((step) => step.id === stored.returnTo);
  // A step that was not visited from there must not lead back to it, least of all to itself.
  const returnTo = back && (target === open || isBefore(flow, target, back)) ? back.id : null;
  if (target === open && stored.version === flow.version && returnTo === stored.returnTo) return stored;
  return {
    ...stored,
    version: flow.version,
    answers: carried,
    stepId: target.id,
    revision: stored.revision + 1,
    returnTo,
  };
}

/** The open question with the buttons every question has: back, where there is something to go back to, and pause. */
export function promptOf(flow: Flow, progress: Progress): Prompt {
  const prompt = stepOf(flow, progress).ask(positionOf(flow, progress));
  const ways: PromptButton[] = [];
  if (progress.returnTo !== null || stepBefore(flow, progress))
    ways.push({ label: { key: 'dialogue.back', params: {} }, action: backAction });
  if (flow.pausable) ways.push({ label: { key: 'dialogue.pause', params: {} }, action: pauseAction });
  return ways.length === 0 ? prompt : { ...prompt, buttons: [...prompt.buttons, ways] };
}

function follow(flow: Flow, progress: Progress, step: Step, reading: Reading): Turn {
  switch (reading.kind) {
    case 'again':
      return { kind: 'again', progress, note: reading.why };
    case 'finish':
      return finish(flow, progress, step);
    case 'stay':
      return moved(progress, { answers: { ...progress.answers, ...reading.answers } }, reading.note);
    case 'visit':
      return moved(progress, {
        stepId: reading.stepId,
        returnTo: progress.returnTo ?? step.id,
        answers: { ...progress.answers, ...reading.answers },
      });
    case 'answer': {
      const answers = { ...progress.answers, [step.id]: reading.answer };
      const next = stepAfter(flow, step, answers, progress.returnTo);
      if (!next) return finish(flow, { ...progress, answers, revision: progress.revision + 1 }, step);
      const returnTo = next.id === progress.returnTo ? null : progress.returnTo;
      return moved(progress, { answers, stepId: next.id, returnTo }, reading.note);
    }
    default:
      return reading satisfies never;
  }
}

/** The end, unless something that has to be answered is not (any more): then that comes first, and afterwards the last step again. */
function finish(flow: Flow, progress: Progress, last: Step): Turn {
  const open = flow.steps.find(
    (step) => step !== last && step.applies(progress.answers) && step.isAnswered?.(progress.answers) === false,
  );
  return open ? moved(progress, { stepId: open.id, returnTo: last.id }) : { kind: 'finished', progress };
}

/** After an answer changed from a summary only the step that belongs to it (its evidence) is asked before the summary again. */
function stepAfter(flow: Flow, step: Step, answers: Answers, returnTo: string | null): Step | undefined {
  const next = flow.steps.slice(flow.steps.indexOf(step) + 1).find((each) => each.applies(answers));
  const back = flow.steps.find((each) => each.id === returnTo);
  if (!back || !next) return back ?? next;
  return isBefore(flow, next, back) && !next.counted && !hasAnswer(next, answers) ? next : back;
}

function moved(progress: Progress, change: Partial<Progress>, note?: Words): Turn {
  return { kind: 'moved', progress: { ...progress, ...change, revision: progress.revision + 1 }, note: note ?? null };
}

function stepOf(flow: Flow, progress: Progress): Step {
  const step = flow.steps.find((each) => each.id === progress.stepId);
  if (!step) throw new Error(`The conversation ${flow.id} has no step ${progress.stepId}; resume it first.`);
  return step;
}

function stepBefore(flow: Flow, progress: Progress): Step | undefined {
  const at = flow.steps.findIndex((step) => step.id === progress.stepId);
  return flow.steps.slice(0, at).findLast((step) => step.applies(progress.answers));
}

function firstUnanswered(flow: Flow, answers: Answers): Step | undefined {
  return flow.steps.find((step) => step.applies(answers) && !hasAnswer(step, answers));
}

function hasAnswer(step: Step, answers: Answers): boolean {
  return answers[step.id] !== undefined && step.isAnswered?.(answers) !== false;
}

function isBefore(flow: Flow, one: Step, other: Step): boolean {
  return flow.steps.indexOf(one) < flow.steps.indexOf(other);
}

function lastStep(flow: Flow, answers: Answers): Step {
  const last = flow.steps.findLast((step) => step.applies(answers));
  if (!last) throw new Error(`The conversation ${flow.id} has no step that applies.`);
  return last;
}

function positionOf(flow: Flow, progress: Progress): Position {
  const counted = flow.steps.filter((step) => step.counted && step.applies(progress.answers));
  const place = counted.findIndex((step) => step.id === progress.stepId) + 1;
  return { answers: progress.answers, place, places: place === 0 ? 0 : counted.length };
}
