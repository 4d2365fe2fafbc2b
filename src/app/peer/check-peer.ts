import { refuse, type Words } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { findPeerRequest } from '../../storage/peer-request.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';

/** Why the person at hand may not rate this colleague now, in words; null when they may. Answers are taken late too, as long as the period is open and nothing was settled. */
export async function checkPeer(scene: Scene, appraisal: AppraisalRow | null): Promise<Words | null> {
  const peerId = scene.actor.employee?.id;
  if (!appraisal || peerId === undefined) return refuse('not-your-request');
  const state = await findPeerRequest(scene.tx, appraisal.id, peerId);
  const askedAsPeer = state !== null;
  const forbidden = refusalFor(scene.actor, 'rate-as-peer', appraisal, { askedAsPeer });
  if (forbidden) return forbidden;
  if (state === 'submitted') return refuse('peer-submitted', { employee: appraisal.employee.name });
  if (state !== 'asked') return refuse('not-your-request');
  if (appraisal.period.state !== 'open' || appraisal.releasedAt)
    return refuse('period-closed', { period: appraisal.period.name });
  return null;
}
