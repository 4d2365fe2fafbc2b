import type { PromptButton, Step } from './step.ts';

/** The same question with a button that leads out of the conversation, for questions that otherwise wait for a text. */
export function withLeave(step: Step, leave: PromptButton): Step {
  return {
    ...step,
    ask: (at) => {
      const { lines, buttons } = step.ask(at);
      return { lines, buttons: [...buttons, [leave]] };
    },
  };
}
