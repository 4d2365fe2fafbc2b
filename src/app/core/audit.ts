import { recordAudit } from '../../storage/audit.ts';
import type { Scene } from './scene.ts';

/** Puts an act of the person at hand on the audit trail. */
export async function audit(
  scene: Scene,
  action: string,
  about: {
    readonly employeeId?: number;
    readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
  } = {},
): Promise<void> {
  await recordAudit(scene.tx, {
    at: scene.now,
    actorTelegramId: scene.actor.telegramId,
    actorEmployeeId: scene.actor.employee?.id ?? null,
    action,
    subjectEmployeeId: about.employeeId ?? null,
    detail: about.detail ?? {},
  });
}
