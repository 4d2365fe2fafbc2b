import { auditExportFlow, exportDays } from '../../dialogue/flows/audit-export.ts';
import { findByNameFlow, queryOf } from '../../dialogue/flows/find-by-name.ts';
import { giveReasonFlow, reasonGiven } from '../../dialogue/flows/give-reason.ts';
import { translatePlain } from '../../i18n/translate.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { listTrail } from '../../storage/audit-trail.ts';
import { findEmployee } from '../../storage/employee.ts';
import { searchPeople } from '../../storage/person.ts';
import { writeWorkbook } from '../../table/write-workbook.ts';
import { audit } from '../core/audit.ts';
import { type ConversationKind, show } from '../core/feature.ts';
import { commandData } from '../core/menu-button.ts';
import { tell } from '../core/notice-view.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { sendToSelf } from '../people/send-to-self.ts';
import { actWords } from './act-words.ts';
import { auditFoundView, auditPersonView } from './audit-views.ts';
import { actorWords, timeWords } from './trail-words.ts';

const mostExported = 20_000;
const leave = { label: say('menu.audit'), data: commandData('audit') };

/** Finds whose trail to open. */
export const findForAuditKind: ConversationKind = {
  flow: 'audit-find',
  open: async (scene) => {
    const why = refusalFor(scene.actor, 'view-audit');
    if (why) return { ok: false, why };
    const flow = findByNameFlow({ id: 'audit-find', question: say('audit-trail.ask-person'), leave });
    return { ok: true, flow, heading: [] };
  },
  finish: async (scene, _subject, answers) => {
    const query = queryOf(answers);
    const { total } = await searchPeople(scene.tx, query, 1);
    if (total === 0) return { kind: 'refused', why: say('period.found-none', { query }) };
    return { kind: 'done', outcome: show(auditFoundView.of({ query })) };
  },
};

/** Why HR opens one person's trail; the look is itself on the trail. The subject is the employee's id. */
export const lookAtTrailKind: ConversationKind = {
  flow: 'audit-look',
  open: async (scene, subject) => {
    const person = await findEmployee(scene.tx, Number(subject));
    const why = refusalFor(scene.actor, 'view-audit');
    if (why || !person) return { ok: false, why: why ?? say('person.unknown') };
    const question = [say('audit-trail.ask-look', { name: person.name })];
    return { ok: true, flow: giveReasonFlow({ id: 'audit-look', question, leave }), heading: [] };
  },
  finish: async (scene, subject, answers) => {
    const why = refusalFor(scene.actor, 'view-audit');
    if (why) return { kind: 'refused', why };
    const employeeId = Number(subject);
    const reason = reasonGiven(answers);
    if (reason === '') return { kind: 'refused', why: refuse('reason-needed') };
    await audit(scene, 'audit-person-seen', { employeeId, detail: { reason } });
    return { kind: 'done', outcome: show(auditPersonView.of({ employeeId, reason, page: 0 })) };
  },
};

/** A stretch of the trail as a workbook, with the reason on the trail. */
export const exportTrailKind: ConversationKind = {
  flow: 'audit-export',
  open: async (scene) => {
    const why = refusalFor(scene.actor, 'view-audit');
    return why ? { ok: false, why } : { ok: true, flow: auditExportFlow(leave), heading: [] };
  },
  finish: async (scene, _subject, answers) => {
    const why = refusalFor(scene.actor, 'view-audit');
    if (why) return { kind: 'refused', why };
    const days = exportDays(answers);
    await audit(scene, 'audit-exported', { detail: { days, reason: reasonGiven(answers) } });
    const total = await sendTrail(scene, days);
    const sent = total > mostExported ? 'audit-trail.exported-part' : 'audit-trail.exported';
    return { kind: 'done', outcome: tell(say(sent, { total, most: mostExported })) };
  },
};

async function sendTrail(scene: Scene, days: number): Promise<number> {
  const span = {
    from: new Date(scene.now.getTime() - days * 86_400_000),
    until: new Date(scene.now.getTime() + 1_000),
    zone: scene.settings.timeZone,
  };
  const { total, entries } = await listTrail(scene.tx, span, { page: 0, size: mostExported });
  const plain = (words: Words) => translatePlain(scene.actor.locale, words);
  const zone = scene.settings.timeZone;
  const titles = ['at', 'actor', 'act', 'subject', 'nip', 'reason'] as const;
  const widths = [22, 30, 45, 30, 22, 50];
  const bytes = await writeWorkbook(
    plain(say('audit-trail.sheet')),
    titles.map((title, index) => ({ title: plain(say(`audit-trail.column-${title}`)), width: widths[index] ?? 20 })),
    entries.map(({ actor, action, subject, reason, ...when }) => [
      plain(timeWords(when, zone)),
      plain(actorWords(actor)),
      plain(actWords(action)),
      subject?.name ?? '',
      subject?.nip ?? '',
      reason ?? '',
    ]),
  );
  await sendToSelf(scene, {
    lines: [say('audit-trail.file', { days })],
    buttons: [],
    file: { as: 'document', name: `jejak-audit-${days}.xlsx`, bytes },
    protect: true,
  });
  return total;
}
