import type { Attachment } from '../../dialogue/attachment.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { findEvidence } from '../../storage/assessment.ts';
import { audit } from '../core/audit.ts';
import type { Outcome } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { type ObjectionCase, openCase } from './objection-case.ts';
import { objectionResultView } from './objection-result-view.ts';
import { objectionView } from './objection-view.ts';

/** Shows one file the employee sent with the objection, to those whom it concerns, and the case again below it. */
export async function showObjectionFile(scene: Scene, id: number, index: number): Promise<Outcome> {
  const opened = await openCase(scene, id);
  if ('why' in opened) return tell(opened.why);
  const item = opened.objection.evidence.items[index];
  if (!item || item.kind === 'link') return { kind: 'stale' };
  await note(scene, opened);
  return {
    kind: 'show',
    view: objectionView.of({ id, reason: null }),
    first: [fileScreen(item, caption(opened, item.name))],
  };
}

/** Shows the hearer one piece of evidence behind the employee's or the supervisor's answers. */
export async function showBacking(scene: Scene, id: number, evidenceId: number): Promise<Outcome> {
  const opened = await openCase(scene, id);
  if ('why' in opened) return tell(opened.why);
  if (opened.as !== 'hearer') return tell(refuse('not-your-hearing'));
  const evidence = await findEvidence(scene.tx, evidenceId);
  const mayBeSeen = evidence?.raterKind === 'self' || evidence?.raterKind === 'supervisor';
  if (!evidence || !mayBeSeen || evidence.appraisalId !== opened.appraisal.id || evidence.fileId === null)
    return tell(refuse('not-your-hearing'));
  await note(scene, opened);
  const file = { kind: evidence.kind === 'photo' ? 'photo' : 'document', fileId: evidence.fileId } as const;
  return {
    kind: 'show',
    view: objectionResultView.of({ id, part: 'answers' }),
    first: [fileScreen(file, caption(opened, evidence.name))],
  };
}

async function note(scene: Scene, { as, appraisal, objection }: ObjectionCase): Promise<void> {
  if (as === 'subject') return;
  await audit(scene, 'objection-evidence-seen', {
    employeeId: appraisal.employee.id,
    detail: { objectionId: objection.id },
  });
}

function caption({ appraisal }: ObjectionCase, name: string): Words {
  return say('objection.file-of', { employee: appraisal.employee.name, name });
}

function fileScreen(
  { kind, fileId }: Pick<Extract<Attachment, { fileId: string }>, 'kind' | 'fileId'>,
  line: Words,
): Screen {
  return { lines: [line], buttons: [], file: { as: kind, fileId }, protect: true };
}
