import { z } from 'zod';
import { identifierSchema } from '../../domain/identifier.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findConversationAbout } from '../../storage/conversation.ts';
import { findOwnAttempts } from '../../storage/lesson-attempt.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { lessonData } from './lesson-data.ts';

/** What a lesson is about, how far one got with it, and the way in. */
export const lessonView = defineView(
  'lesson',
  z.object({ key: identifierSchema }),
  screenFor('take-lesson', renderLesson),
);

/** How it went: a number, and an invitation whatever the number. */
export const lessonDoneView = defineView(
  'lesson-done',
  z.object({ key: identifierSchema, right: z.number().int(), questions: z.number().int() }),
  async (scene, { key, right, questions }) => ({
    lines: [
      say('lesson.done', { right, questions }),
      '',
      say(right === questions ? 'lesson.done-all' : 'lesson.done-some'),
    ],
    buttons: [
      [{ label: say('lesson.again'), data: lessonData.begin(key) }],
      [{ label: say('menu.kerangka'), data: commandData('kerangka') }],
      ...reportRow(scene, key),
      [menuButton],
    ],
  }),
);

async function renderLesson(scene: Scene, { key }: { readonly key: string }): Promise<Screen> {
  const lesson = scene.settings.lessons.get(key);
  if (!lesson) return { lines: [refuse('no-lesson')], buttons: [[menuButton]] };
  const { title, about, cards, questions } = lesson;
  const underWay = await findConversationAbout(scene.tx, scene.actor.telegramId, 'lesson', key);
  const { employee } = scene.actor;
  const own = employee && (await findOwnAttempts(scene.tx, employee.id, { lesson: key, version: lesson.version }));
  const standing: readonly Words[] = [
    ...(own && own.best !== null ? [say('lesson.own-best', { right: own.best, questions: questions.length })] : []),
    ...(underWay ? [say('lesson.under-way')] : []),
  ];
  const begin = underWay ? 'lesson.go-on' : own && own.times > 0 ? 'lesson.again' : 'lesson.begin';
  return {
    lines: [
      say('lesson.title', { title }),
      about,
      '',
      say('lesson.length', { cards: cards.length, questions: questions.length }),
      ...(standing.length > 0 ? ['', ...standing] : []),
    ],
    buttons: [[{ label: say(begin), data: lessonData.begin(key) }], ...reportRow(scene, key), [menuButton]],
  };
}

function reportRow({ actor }: Scene, key: string): readonly (readonly ScreenButton[])[] {
  return allowed('view-lesson-reach')(actor)
    ? [[{ label: say('lesson.reach-button'), data: lessonData.report(key) }]]
    : [];
}
