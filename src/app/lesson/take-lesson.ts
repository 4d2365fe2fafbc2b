import { lessonFlow, missedQuestions } from '../../dialogue/flows/lesson.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse } from '../../i18n/words.ts';
import { finishAttempt, openAttempt } from '../../storage/lesson-attempt.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, type Finished, type OpenedConversation, type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { lessonDoneView } from './lesson-views.ts';

/** Taking a lesson; its subject is the lesson's key. */
export const lessonKind: ConversationKind = { flow: 'lesson', open, finish };

/** Begins a lesson, or goes on where it was left. HR without a row on the roster may take it too and is not counted. */
export async function beginLesson(scene: Scene, key: string): Promise<Outcome> {
  const opened = await open(scene, key);
  if (!opened.ok) return tell(opened.why);
  const { employee } = scene.actor;
  if (employee) await openAttempt(scene.tx, employee.id, { lesson: key, version: opened.flow.version }, scene.now);
  return startConversation(scene, lessonKind, key);
}

async function open(scene: Scene, key: string): Promise<OpenedConversation> {
  const why = refusalFor(scene.actor, 'take-lesson');
  if (why) return { ok: false, why };
  const lesson = scene.settings.lessons.get(key);
  return lesson ? { ok: true, flow: lessonFlow(lesson), heading: [] } : { ok: false, why: refuse('no-lesson') };
}

/** The trail says that it was finished, never how it went. */
async function finish(scene: Scene, key: string, answers: Answers): Promise<Finished> {
  const lesson = scene.settings.lessons.get(key);
  if (!lesson) return { kind: 'refused', why: refuse('no-lesson') };
  const { version, questions } = lesson;
  const missed = missedQuestions(lesson, answers);
  const { employee } = scene.actor;
  if (employee) {
    await finishAttempt(
      scene.tx,
      employee.id,
      { lesson: key, version, questions: questions.length, missed },
      scene.now,
    );
    await audit(scene, 'lesson-finished', { detail: { lesson: key, version } });
  }
  const right = questions.length - missed.length;
  return { kind: 'done', outcome: show(lessonDoneView.of({ key, right, questions: questions.length })) };
}
