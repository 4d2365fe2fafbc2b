import type { Words } from '../../i18n/words.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

/** One text to be written and sent, or left. It is kept as Telegram HTML. */
export function writeTextFlow(asked: {
  /** Id of the flow: what the text is for. */
  readonly id: string;
  readonly question: readonly Words[];
  /** Fewest and most characters. */
  readonly least: number;
  readonly most: number;
  /** Kept without its formatting. */
  readonly plain?: boolean;
  /** Id of the one step. */
  readonly step?: string;
  readonly leave: PromptButton;
}): Flow {
  const { id, question, least, most, plain = false, step = 'text', leave } = asked;
  const text = textStep({
    id: step,
    counted: false,
    lines: () => question,
    least,
    most,
    ...(plain && { parse: (written: string) => ({ answer: written }) }),
  });
  return { id, version: 1, pausable: false, steps: [withLeave(text, leave)] };
}

/** What was written; empty while nothing is. */
export function writtenText(answers: Answers, step = 'text'): string {
  const text = answers[step];
  return typeof text === 'string' ? text : '';
}
