import { refuse, say } from '../../i18n/words.ts';
import { lockRecognition, saveConsent, withdrawRecognition } from '../../storage/recognition.ts';
import { audit } from '../core/audit.ts';
import { type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { refusalAbout } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { partiesOf } from './recognition-case.ts';
import { recognitionsView } from './recognition-list-view.ts';
import { recognitionView } from './recognition-view.ts';
import { tellHrOfRecognition } from './tell-of-recognition.ts';

/** The nominee says whether it may be announced, and may change their mind for as long as it was not. Refusing costs nothing (UU 27/2022). */
export async function answerConsent(scene: Scene, id: number, answer: 'given' | 'refused'): Promise<Outcome> {
  const recognition = await lockRecognition(scene.tx, id);
  if (!recognition) return tell(refuse('recognition-gone'));
  const forbidden = refusalAbout(scene.actor, 'answer-consent', partiesOf(recognition));
  if (forbidden) return tell(forbidden);
  if (recognition.state !== 'accepted') return tell(refuse('not-your-recognition'));
  const view = recognitionView.of({ id });
  if (recognition.announcedAt !== null) return show(view, say('recognition.too-late'));
  if (recognition.consent !== answer) {
    await saveConsent(scene.tx, id, answer, scene.now);
    await audit(scene, 'recognition-consent', { employeeId: recognition.employee.id, detail: { answer } });
    if (answer === 'given' || recognition.consent === 'given')
      await tellHrOfRecognition(scene, {
        id,
        words: say(answer === 'given' ? 'recognition.notice-consent' : 'recognition.notice-consent-withdrawn'),
        // Each change of mind is news, the same answer again is none.
        key: `consent:${answer}:${scene.now.toISOString()}`,
      });
  }
  return show(view, say(`recognition.thanks-${answer}`));
}

/** Whoever nominated takes it back while nobody decided. */
export async function withdraw(scene: Scene, id: number): Promise<Outcome> {
  const recognition = await lockRecognition(scene.tx, id);
  if (!recognition) return tell(refuse('recognition-gone'));
  const forbidden = refusalAbout(scene.actor, 'withdraw-nomination', partiesOf(recognition));
  if (forbidden) return tell(forbidden);
  const home = recognitionsView.of({ page: 0 });
  if (recognition.state !== 'proposed') return show(home, say('recognition.decided-before'));
  await withdrawRecognition(scene.tx, id, scene.now);
  await audit(scene, 'recognition-withdrawn', { employeeId: recognition.employee.id, detail: { recognitionId: id } });
  return show(home, say('recognition.was-withdrawn'));
}
