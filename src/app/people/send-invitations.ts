import { invitationDays } from '../../domain/invitation.ts';
import { say } from '../../i18n/words.ts';
import { recordAuditForMany } from '../../storage/audit.ts';
import { listUnjoined } from '../../storage/invitation.ts';
import { writeCsv } from '../../table/write-csv.ts';
import { audit } from '../core/audit.ts';
import type { Outcome } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import type { Scene } from '../core/scene.ts';
import { issueInvitations } from './issue-invitations.ts';
import { joinLink } from './join-code.ts';
import { sendToSelf } from './send-to-self.ts';

/** Makes join links for those of a unit (null: of all) who have not joined and sends HR the document `nip,nama,tautan`. */
export async function sendInvitations(scene: Scene, unitId: number | null, whom: 'all' | 'new'): Promise<Outcome> {
  const { tx, now, actor, botUsername } = scene;
  const people = (await listUnjoined(tx, unitId, now)).filter(({ invited }) => whom === 'all' || !invited);
  if (people.length === 0) return tell(say('invite.nobody'));
  const issued = await issueInvitations(
    tx,
    people.map(({ id }) => id),
    now,
  );
  const codes = new Map(issued.map(({ employeeId, code }) => [employeeId, code]));
  const rows = people.map(({ id, nip, name }) => [nip, name, joinLink(botUsername, codes.get(id) ?? '')]);
  const bytes = writeCsv(['nip', 'nama', 'tautan'], rows);
  await sendToSelf(scene, {
    lines: [say('invite.caption', { days: invitationDays })],
    buttons: [],
    file: { as: 'document', name: 'undangan.csv', bytes },
  });
  const by = { at: now, actorTelegramId: actor.telegramId, actorEmployeeId: actor.employee?.id ?? null };
  await recordAuditForMany(
    tx,
    { ...by, action: 'link-issued' },
    people.map(({ nip }) => ({ nip, detail: {} })),
  );
  await audit(scene, 'links-issued', { detail: { count: people.length, unitId } });
  return tell(say('invite.sent', { count: people.length }));
}
