import { say, type Words } from '../../i18n/words.ts';
import type { RecognitionRow } from '../../storage/recognition.ts';
import type { Scene } from '../core/scene.ts';
import { tellHr } from '../people/tell-hr.ts';
import { tellEmployee } from '../period/tell-employee.ts';
import { recognitionData } from './recognition-data.ts';
import { consentButtons } from './recognition-view.ts';

/** Tells everybody of HR about a nomination without a name; the button opens it. The same key tells once for ever. */
export async function tellHrOfRecognition(
  scene: Pick<Scene, 'tx' | 'now' | 'settings'>,
  { id, words, key }: { readonly id: number; readonly words: Words; readonly key: string },
): Promise<void> {
  const screen = {
    lines: [words],
    buttons: [[{ label: say('recognition.open'), data: recognitionData.open(id) }]],
  };
  await tellHr(scene, screen, { key: `recognition:${id}:${key}` });
}

/** Tells the nominee privately that it was accepted, and asks whether it may be announced; false where they cannot be reached. */
export async function tellNominee(scene: Scene, recognition: RecognitionRow, words: string | null): Promise<boolean> {
  const { id, kind, title, employee } = recognition;
  return tellEmployee(scene, employee.id, {
    screen: {
      lines: [
        say(`recognition.accepted-${kind}`, { title: { html: title } }),
        ...(words === null ? [] : [say('recognition.decision-reason', { reason: { html: words } })]),
        '',
        say('recognition.ask-consent'),
      ],
      buttons: [...consentButtons(id, 'asked'), [{ label: say('recognition.open'), data: recognitionData.open(id) }]],
    },
    dedupeKey: `recognition:${id}:nominee`,
  });
}

/** Tells whoever nominated how it was decided. */
export async function tellNominator(
  scene: Scene,
  { id, title, employee, nominator }: RecognitionRow,
  { state, decisionReason }: { readonly state: 'accepted' | 'declined'; readonly decisionReason: string | null },
): Promise<void> {
  const own = nominator.id === employee.id;
  await tellEmployee(scene, nominator.id, {
    screen: {
      lines: [
        say(own ? `recognition.decided-own-${state}` : `recognition.decided-${state}`, {
          title: { html: title },
          name: employee.name,
        }),
        ...(decisionReason === null ? [] : [say('recognition.decision-reason', { reason: { html: decisionReason } })]),
      ],
      buttons: [[{ label: say('recognition.open'), data: recognitionData.open(id) }]],
    },
    dedupeKey: `recognition:${id}:nominator`,
  });
}
