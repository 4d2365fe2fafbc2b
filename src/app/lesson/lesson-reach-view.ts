import { z } from 'zod';
import { identifierSchema } from '../../domain/identifier.ts';
import type { Lesson } from '../../domain/lesson.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findLessonReach, type LessonReach, lessonStep } from '../../storage/lesson-attempt.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { lessonData } from './lesson-data.ts';

/** For HR: how many were invited, opened it and finished, and what was understood, question by question; never by person. */
export const lessonReachView = defineView(
  'lesson-reach',
  z.object({ key: identifierSchema }),
  screenFor('view-lesson-reach', renderReach),
);

async function renderReach(scene: Scene, { key }: { readonly key: string }): Promise<Screen> {
  const ways = [[{ label: say('lesson.back'), data: lessonData.show(key) }, menuButton]];
  const lesson = scene.settings.lessons.get(key);
  if (!lesson) return { lines: [refuse('no-lesson')], buttons: [[menuButton]] };
  const reach = await findLessonReach(scene.tx, { lesson: key, version: lesson.version, broadcastId: null });
  return {
    lines: [
      say('lesson.reach-title', { title: lesson.title }),
      '',
      say('lesson.reach', { invited: reach.invited, opened: reach.opened, finished: reach.finished }),
      '',
      understandingWords(lesson, reach),
      ...(reach.counted > 0 ? ['', ...questionWords(lesson, reach)] : []),
    ],
    buttons: ways,
  };
}

/** What those who finished understood on average; how many more it takes where they are too few to show. */
export function understandingWords({ questions }: Lesson, { counted, meanRight }: LessonReach): Words {
  if (meanRight === null) return say('lesson.too-few', { least: lessonStep });
  return say('lesson.mean-right', {
    people: counted,
    mean: { decimal: meanRight.toFixed(1) },
    questions: questions.length,
  });
}

function questionWords({ questions }: Lesson, { counted, missed }: LessonReach): readonly Words[] {
  return questions.map(({ id, ask }, at) =>
    say('lesson.question-share', {
      number: at + 1,
      question: ask,
      percent: Math.round(((counted - (missed[id] ?? 0)) / counted) * 100),
    }),
  );
}
