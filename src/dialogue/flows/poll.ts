import type { Framework, Indicator } from '../../domain/framework.ts';
import { type PollAnswer, pollAnswers, type Vote } from '../../domain/poll.ts';
import { say, type Words } from '../../i18n/words.ts';
import { choiceStep, rowsOf } from '../choice-step.ts';
import type { Answers, Flow, Step } from '../step.ts';
import { textStep } from '../text-step.ts';

const mostComment = 500;
const summaryId = 'summary';
const sendAction = 'send';

/** Jajak pendapat: indicator by indicator whether it fits, with a comment where it does not, then all of it once more before it is sent. */
export function pollFlow(framework: Framework): Flow {
  return {
    id: 'poll',
    version: 1,
    pausable: true,
    steps: [
      ...framework.indicators.flatMap((indicator) => [answerStep(indicator), commentStep(indicator)]),
      summaryStep(framework),
    ],
  };
}

/** What was answered, for the indicators that have an answer. */
export function votesIn({ indicators }: Framework, answers: Answers): readonly Vote[] {
  return indicators.flatMap(({ id }) => {
    const answer = answerOf(answers, id);
    if (answer === null) return [];
    const comment = answers[commentId(id)];
    return [{ indicatorId: id, answer, comment: asksComment(answer) && typeof comment === 'string' ? comment : null }];
  });
}

/** The other way round: answers with which somebody begins who voted before. */
export function answersOf(votes: readonly Vote[]): Answers {
  return Object.fromEntries(
    votes.flatMap(({ indicatorId, answer, comment }) => [
      [answerId(indicatorId), answer],
      ...(asksComment(answer) ? [[commentId(indicatorId), comment]] : []),
    ]),
  );
}

function answerStep({ id, name, description }: Indicator): Step {
  return choiceStep({
    id: answerId(id),
    lines: ({ place, places }) => [
      say('poll.place', { place, places }),
      say('poll.indicator', { indicator: name }),
      description,
      '',
      say('poll.ask'),
    ],
    choices: ({ answers }) =>
      pollAnswers.map((answer) => ({
        value: answer,
        label:
          answerOf(answers, id) === answer ? say('poll.chosen', { answer: answerWords(answer) }) : answerWords(answer),
      })),
  });
}

function commentStep({ id, name }: Indicator): Step {
  return textStep({
    id: commentId(id),
    counted: false,
    applies: (answers) => {
      const answer = answerOf(answers, id);
      return answer !== null && asksComment(answer);
    },
    lines: ({ answers }) => [
      say(answerOf(answers, id) === 'change' ? 'poll.ask-change' : 'poll.ask-unclear', { indicator: name }),
      say('poll.comment-unnamed'),
    ],
    least: 3,
    most: mostComment,
    optional: true,
  });
}

function summaryStep(framework: Framework): Step {
  const { indicators } = framework;
  return {
    id: summaryId,
    counted: false,
    applies: () => true,
    ask: ({ answers }) => ({
      lines: [say('poll.summary'), '', ...indicators.map((indicator, at) => summaryLine(indicator, at, answers))],
      buttons: [
        [{ label: say('poll.send'), action: sendAction }],
        ...rowsOf(
          indicators.map(({ name }, at) => ({
            label: say('summary.change-one', { number: at + 1, indicator: name }),
            action: `n${at}`,
          })),
          Math.ceil(indicators.length / 9),
        ),
      ],
    }),
    read: (input, { answers }) => {
      if (input.kind !== 'press') return { kind: 'again', why: say('dialogue.choose-button') };
      const chosen = indicators.find((_, at) => input.action === `n${at}`);
      if (chosen) return { kind: 'visit', stepId: answerId(chosen.id) };
      if (input.action !== sendAction) return { kind: 'again', why: say('dialogue.choose-button') };
      const open = indicators.find(({ id }) => answerOf(answers, id) === null);
      return open ? { kind: 'visit', stepId: answerId(open.id) } : { kind: 'finish' };
    },
  };
}

function summaryLine({ id, name }: Indicator, at: number, answers: Answers): Words {
  const answer = answerOf(answers, id);
  const comment = answer !== null && asksComment(answer) && typeof answers[commentId(id)] === 'string';
  return say('poll.summary-line', {
    number: at + 1,
    indicator: name,
    answer: answer === null ? '–' : answerWords(answer),
    mark: comment ? ' 💬' : '',
  });
}

/** An answer in words, as on its button. */
export function answerWords(answer: PollAnswer): Words {
  return say(`poll.answer-${answer}`);
}

function answerOf(answers: Answers, indicatorId: string): PollAnswer | null {
  return pollAnswers.find((each) => each === answers[answerId(indicatorId)]) ?? null;
}

/** Who says that it fits has said all. */
function asksComment(answer: PollAnswer): boolean {
  return answer !== 'fits';
}

function answerId(indicatorId: string): string {
  return `i-${indicatorId}`;
}

function commentId(indicatorId: string): string {
  return `k-${indicatorId}`;
}
