import { fewestUnnamed } from '../../domain/framework-faults.ts';
import type { Retention } from '../../domain/retention.ts';
import { say, type Words } from '../../i18n/words.ts';
import { updateAccount } from '../../storage/account.ts';
import { audit } from '../core/audit.ts';
import type { Scene } from '../core/scene.ts';

/** Version of the privacy notice in `locales/` (UU 27/2022). Raise it when the text changes in meaning: everybody is shown the new one at their next /start. */
export const privacyVersion = '2';

/** The notice itself: the legal basis, what is kept, who sees it and for how long (HR's years), the person's rights and whom to ask. */
export const privacyWords = (retention: Retention): readonly Words[] => [
  say('privacy.title'),
  '',
  say('privacy.basis'),
  '',
  say('privacy.kept'),
  '',
  say('privacy.seen'),
  '',
  say('privacy.unnamed', { fewest: fewestUnnamed }),
  '',
  say('privacy.retention', { ...retention }),
  '',
  say('privacy.rights'),
  '',
  say('privacy.contact'),
];

/** Keeps that this version was shown to the person now. */
export async function noteNoticeShown(scene: Scene, employeeId: number | null): Promise<void> {
  await updateAccount(scene.tx, scene.actor.telegramId, { noticeVersion: privacyVersion, noticeAt: scene.now });
  await audit(scene, 'notice-shown', {
    ...(employeeId !== null && { employeeId }),
    detail: { version: privacyVersion },
  });
}
