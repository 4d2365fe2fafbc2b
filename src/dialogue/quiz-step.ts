import { say, type Words } from '../i18n/words.ts';
import type { Answers, PromptButton, Step } from './step.ts';

export interface QuizStepOptions {
  readonly id: string;
  /** The question, above the answers to choose from. */
  readonly lines: readonly Words[];
  readonly choices: readonly { readonly text: Words; readonly right: boolean }[];
  /** Why the right answer is right: shown as soon as one was chosen, whichever. */
  readonly because: Words;
  /** On the button that goes on afterwards. */
  readonly goOn: Words;
}

const goOnAction = 'go-on';

/** A question with one right answer, explained at once. What is kept is the first choice: coming back shows the explanation, and changes nothing. */
export function quizStep({ id, lines, choices, because, goOn }: QuizStepOptions): Step {
  const explanation = (chosen: number): readonly Words[] => {
    const right = choices.findIndex((choice) => choice.right);
    const answer = choices[right]?.text ?? '';
    return [
      ...lines,
      '',
      right === chosen ? say('quiz.right', { answer }) : say('quiz.not-yet', { letter: letterOf(right), answer }),
      '',
      because,
    ];
  };
  return {
    id,
    counted: false,
    applies: () => true,
    isAnswered: (answers) => chosenIn(answers, id, choices.length) !== null,
    ask: ({ answers }) => {
      const chosen = chosenIn(answers, id, choices.length);
      if (chosen !== null) return { lines: explanation(chosen), buttons: [[{ label: goOn, action: goOnAction }]] };
      return {
        lines: [...lines, '', ...choices.map(({ text }, at) => say('quiz.choice', { letter: letterOf(at), text }))],
        buttons: [choices.map((_, at): PromptButton => ({ label: letterOf(at), action: `c${at}` }))],
      };
    },
    read: (input, { answers }) => {
      const again = { kind: 'again', why: say('dialogue.choose-button') } as const;
      if (input.kind !== 'press') return again;
      const before = chosenIn(answers, id, choices.length);
      if (before !== null) return input.action === goOnAction ? { kind: 'answer', answer: before } : again;
      const chosen = choices.findIndex((_, at) => input.action === `c${at}`);
      return chosen < 0 ? again : { kind: 'stay', answers: { [id]: chosen } };
    },
  };
}

/** Which choice was made, counted from 0; null while none was, or when it is not among those of today. */
export function chosenIn(answers: Answers, id: string, choices: number): number | null {
  const chosen = answers[id];
  return typeof chosen === 'number' && Number.isInteger(chosen) && chosen >= 0 && chosen < choices ? chosen : null;
}

function letterOf(at: number): string {
  return String.fromCharCode(65 + at);
}
