import { composeFeedback, type Feedback } from '../../domain/feedback.ts';
import type { Framework } from '../../domain/framework.ts';
import type { Score } from '../../domain/score-json.ts';
import { say, type Words } from '../../i18n/words.ts';
import { scoreWords } from './explanation-words.ts';

/** Feedback in words and in its order: strengths, what to improve, self and others compared, next steps and whom to ask (DOMAIN.md §3). */
export function feedbackWords(framework: Framework, score: Score): readonly Words[] {
  const feedback = composeFeedback(framework, score);
  return [
    ...(feedback.preliminary ? [say('feedback.preliminary')] : []),
    ...section(say('feedback.strengths'), strengthWords(feedback)),
    ...section(
      say('feedback.improvements'),
      feedback.improvements.map(({ name, target, kind }) =>
        say(kind === 'need' ? 'feedback.improvement' : 'feedback.polish', {
          indicator: name,
          level: target.level,
          text: target.text,
        }),
      ),
    ),
    ...section(
      say('feedback.comparison'),
      feedback.comparison.map(({ kind, name, self, others }) =>
        say(`feedback.${kind}`, { indicator: name, self: scoreWords(self), others: scoreWords(others) }),
      ),
    ),
    ...section(
      say('feedback.steps'),
      feedback.steps.map(({ name, step, ask }) =>
        say('feedback.step', {
          kind: say(`growth.${step.kind}`),
          indicator: name,
          text: step.text,
          ask: say(`feedback.ask-${ask}`),
        }),
      ),
    ),
    ...section(
      say('feedback.unheard'),
      feedback.unheard.map(({ name }) => say('feedback.unheard-one', { indicator: name })),
    ),
  ];
}

/** First the strengths; where nothing stands out that is said kindly, and only when there is something to begin with. */
function strengthWords({ strengths, steps }: Feedback): readonly Words[] {
  if (strengths.length === 0) return steps.length === 0 ? [] : [say('feedback.no-strength')];
  return strengths.map(({ name, reached, standing }) =>
    say(standing === 'solid' ? 'feedback.strength' : 'feedback.strength-relative', {
      indicator: name,
      text: reached.text,
    }),
  );
}

function section(heading: Words, lines: readonly Words[]): readonly Words[] {
  return lines.length === 0 ? [] : ['', heading, ...lines];
}
