import { say } from '../../i18n/words.ts';
import { audit } from '../core/audit.ts';
import type { Outcome } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import type { Scene } from '../core/scene.ts';
import { openCase } from './recognition-case.ts';
import { recognitionView } from './recognition-view.ts';

/** Shows one file behind a nomination to those whom it concerns, and the nomination again below it. */
export async function showRecognitionFile(scene: Scene, id: number, index: number): Promise<Outcome> {
  const opened = await openCase(scene, id);
  if ('why' in opened) return tell(opened.why);
  const { as, recognition } = opened;
  const item = recognition.evidence.items[index];
  if (!item || item.kind === 'link') return { kind: 'stale' };
  if (as === 'hr')
    await audit(scene, 'recognition-evidence-seen', {
      employeeId: recognition.employee.id,
      detail: { recognitionId: id },
    });
  return {
    kind: 'show',
    view: recognitionView.of({ id }),
    first: [
      {
        lines: [say('recognition.file-of', { title: { html: recognition.title }, name: item.name })],
        buttons: [],
        file: { as: item.kind, fileId: item.fileId },
        protect: true,
      },
    ],
  };
}
