import { readDecimal } from '../../domain/read-decimal.ts';
import type { PlanItem } from '../../domain/work-plan.ts';
import { say, type Words } from '../../i18n/words.ts';
import { backingStep } from '../backing-step.ts';
import { choiceStep } from '../choice-step.ts';
import { type Backing, backingOf, mostEvidence } from '../rating-answer.ts';
import type { Answers, Flow, PromptButton, Step } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

export interface WorkReportBasis {
  /** The item reported on; null for a report in words. */
  readonly item: PlanItem | null;
  /** The item's target and what was reached so far, above the question. */
  readonly lines: readonly Words[];
  /** Leads back to the reports without sending. */
  readonly leave: PromptButton;
}

/** Laporan kemajuan: what was reached so far on an item, then words and evidence; or words and evidence alone. */
export function workReportFlow({ item, lines, leave }: WorkReportBasis): Flow {
  const question = item === null ? [] : [item.direction === 'yes-no' ? doneStep(lines) : reachedStep(item, lines)];
  return {
    id: 'work-report',
    version: 1,
    pausable: false,
    steps: [
      ...question,
      backingStep(about, [say(item === null ? 'report.ask-words' : 'report.ask-evidence')], {
        needed: (answers) => reachedOf(answers) === null,
        how: say('report.how', { most: mostEvidence }),
        done: say('report.send'),
        kept: say('report.kept'),
      }),
    ].map((step) => withLeave(step, leave)),
  };
}

/** What was reached by now, decimal text or `yes` / `no`; null for a report in words. */
export function reachedOf(answers: Answers): string | null {
  const { reached } = answers;
  return typeof reached === 'string' && reached !== wordsOnly ? reached : null;
}

/** The words and evidence of the report. */
export function reportBacking(answers: Answers): Backing {
  return backingOf(answers, about);
}

const about = 'report';
const wordsOnly = 'words';

function doneStep(lines: readonly Words[]): Step {
  return choiceStep({
    id: 'reached',
    counted: false,
    lines: () => [...lines, '', say('report.ask-done')],
    choices: () => [
      { value: 'yes', label: say('plan.yes') },
      { value: 'no', label: say('plan.no') },
      { value: wordsOnly, label: say('report.words-only') },
    ],
  });
}

/** A number, or a button for whoever has none yet. */
function reachedStep({ unit }: PlanItem, lines: readonly Words[]): Step {
  const typed = textStep({
    id: 'reached',
    counted: false,
    lines: () => [],
    least: 1,
    most: 30,
    parse: (text) => {
      const reached = readDecimal(text);
      return reached === null ? { why: say('report.reached-wrong') } : { answer: reached };
    },
  });
  return {
    ...typed,
    ask: () => ({
      lines: [...lines, '', say('report.ask-reached', { unit })],
      buttons: [[{ label: say('report.words-only'), action: wordsOnly }]],
    }),
    read: (input, at) =>
      input.kind === 'press' && input.action === wordsOnly
        ? { kind: 'answer', answer: wordsOnly }
        : typed.read(input, at),
  };
}
