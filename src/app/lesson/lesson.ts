import { z } from 'zod';
import { identifierSchema } from '../../domain/identifier.ts';
import { refuse } from '../../i18n/words.ts';
import { defineAction, type Feature, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { tell } from '../core/notice-view.ts';
import { allowed } from '../core/permit.ts';
import { lessonReachView } from './lesson-reach-view.ts';
import { lessonDoneView, lessonView } from './lesson-views.ts';
import { ownLesson } from './own-lesson.ts';
import { beginLesson, lessonKind } from './take-lesson.ts';

const one = z.tuple([identifierSchema]);
type One = readonly [string];

/** Pelatihan (/pelatihan): a short lesson in the method with a quiz, for everybody whose method has one; HR sees how far it got. */
export const lesson: Feature = {
  commands: [
    {
      name: 'pelatihan',
      description: 'command.pelatihan',
      menu: 'menu.pelatihan',
      allows: allowed('take-lesson'),
      offered: async (scene) => (await ownLesson(scene)) !== null,
      async run(scene) {
        const found = await ownLesson(scene);
        return found ? show(lessonView.of({ key: found.key })) : tell(refuse('no-lesson'));
      },
    },
  ],
  actions: [
    defineAction(
      'lesson.show',
      one,
      pressFor('take-lesson', async (_scene, [key]: One) => show(lessonView.of({ key }))),
    ),
    defineAction(
      'lesson.begin',
      one,
      pressFor('take-lesson', (scene, [key]: One) => beginLesson(scene, key)),
    ),
    defineAction(
      'lesson.report',
      one,
      pressFor('view-lesson-reach', async (_scene, [key]: One) => show(lessonReachView.of({ key }))),
    ),
  ],
  views: [lessonView, lessonDoneView, lessonReachView],
  conversations: [lessonKind],
};
