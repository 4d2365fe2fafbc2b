import type { Words } from '../../i18n/words.ts';
import { say } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

const verdictId = 'verdict';
const declineId = 'decline';
const acceptId = 'accept';

/** HR's decision on a nomination: accepted, with words if HR likes, or declined with a reason. */
export function decideRecognitionFlow({
  heading,
  leave,
}: {
  readonly heading: readonly Words[];
  readonly leave: PromptButton;
}): Flow {
  const declines = (answers: Answers) => answers[verdictId] === 'declined';
  const steps = [
    choiceStep({
      id: verdictId,
      counted: false,
      lines: () => [...heading, '', say('recognition.ask-verdict')],
      choices: () => [
        { value: 'accepted', label: say('recognition.accept') },
        { value: 'declined', label: say('recognition.decline') },
      ],
    }),
    textStep({
      id: declineId,
      counted: false,
      applies: declines,
      lines: () => [say('recognition.ask-decline-reason')],
      least: 10,
      most: 1000,
    }),
    textStep({
      id: acceptId,
      counted: false,
      applies: (answers) => !declines(answers),
      lines: () => [say('recognition.ask-accept-words')],
      least: 5,
      most: 1000,
      optional: true,
    }),
  ];
  return { id: 'recognition-decide', version: 1, pausable: false, steps: steps.map((step) => withLeave(step, leave)) };
}

/** What was decided with its words as Telegram HTML; null while that is open, or where the reason of a refusal is missing. */
export function recognitionVerdict(
  answers: Answers,
): { readonly state: 'accepted' | 'declined'; readonly decisionReason: string | null } | null {
  const text = (id: string) => {
    const answer = answers[id];
    return typeof answer === 'string' ? answer : null;
  };
  if (answers[verdictId] === 'accepted') return { state: 'accepted', decisionReason: text(acceptId) };
  const reason = text(declineId);
  return answers[verdictId] === 'declined' && reason !== null ? { state: 'declined', decisionReason: reason } : null;
}
