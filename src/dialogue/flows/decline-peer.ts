import { say } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { textStep } from '../text-step.ts';
import { withLeave } from '../with-leave.ts';

const whyStepId = 'why';
const wordsStepId = 'words';

/** Why a colleague cannot rate. A conflict of interest is remembered; not knowing the work well enough is not. */
export interface Declined {
  readonly why: 'conflict' | 'cannot-judge';
  /** In the colleague's own words (Telegram HTML), or null. */
  readonly words: string | null;
}

/** A colleague declines to rate somebody: the kind of reason, and a word about it if they wish. `leave` leads back to the requests. */
export function declinePeerFlow(employee: string, leave: PromptButton): Flow {
  return {
    id: 'decline-peer',
    version: 1,
    pausable: false,
    steps: [
      withLeave(
        choiceStep({
          id: whyStepId,
          counted: false,
          lines: () => [say('peer.decline-why', { employee })],
          choices: () => [
            { value: 'conflict', label: say('peer.decline-conflict') },
            { value: 'cannot-judge', label: say('peer.decline-cannot-judge') },
          ],
        }),
        leave,
      ),
      withLeave(
        textStep({
          id: wordsStepId,
          counted: false,
          optional: true,
          lines: () => [say('peer.decline-words')],
          least: 5,
          most: 500,
        }),
        leave,
      ),
    ],
  };
}

/** What the colleague said; null before the kind of reason is chosen. */
export function declinedOf(answers: Answers): Declined | null {
  const why = answers[whyStepId];
  const words = answers[wordsStepId];
  if (why !== 'conflict' && why !== 'cannot-judge') return null;
  return { why, words: typeof words === 'string' ? words : null };
}
