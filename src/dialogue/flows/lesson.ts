import type { Lesson, LessonQuestion } from '../../domain/lesson.ts';
import { say } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import { chosenIn, quizStep } from '../quiz-step.ts';
import type { Answers, Flow } from '../step.ts';

/** Pelatihan: the cards one after the other, then the quiz. All of it may be left and taken up again. */
export function lessonFlow(lesson: Lesson): Flow {
  const { cards, questions, title } = lesson;
  return {
    id: 'lesson',
    version: lesson.version,
    pausable: true,
    // Another version may ask something else under the same name: its questions are asked anew.
    upcast: () => ({}),
    steps: [
      ...cards.map((card, at) =>
        choiceStep({
          id: `c-${card.id}`,
          counted: false,
          lines: () => [
            say('lesson.card-place', { lesson: title, place: at + 1, places: cards.length }),
            say('lesson.card-title', { title: card.title }),
            '',
            card.text,
          ],
          choices: () => [{ value: 'next', label: say('dialogue.next') }],
        }),
      ),
      ...questions.map((question, at) =>
        quizStep({
          id: stepIdOf(question),
          lines: [
            say('lesson.question-place', { lesson: title, place: at + 1, places: questions.length }),
            say('lesson.question', { question: question.ask }),
          ],
          choices: question.choices.map(({ text, right = false }) => ({ text, right })),
          because: question.because,
          goOn: say(at === questions.length - 1 ? 'lesson.to-result' : 'dialogue.next'),
        }),
      ),
    ],
  };
}

/** Ids of the questions that were not right at the first try. */
export function missedQuestions({ questions }: Lesson, answers: Answers): readonly string[] {
  return questions.flatMap((question) => {
    const chosen = chosenIn(answers, stepIdOf(question), question.choices.length);
    return chosen !== null && question.choices[chosen]?.right ? [] : [question.id];
  });
}

function stepIdOf({ id }: LessonQuestion): string {
  return `q-${id}`;
}
