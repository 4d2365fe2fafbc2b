import { z } from 'zod';
import { calendarDateSchema } from '../../domain/calendar.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, noArgs, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { officeToday } from '../core/office-today.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { shownArgs } from '../people/shown-view.ts';
import { exportTrailKind, findForAuditKind, lookAtTrailKind } from './audit-conversations.ts';
import { auditDayView, auditFoundView, auditPersonArgs, auditPersonView } from './audit-views.ts';

/** Jejak audit: /audit, every look and change by day, one person's with a reason, and an export. */
export const auditTrail: Feature = {
  commands: [
    {
      name: 'audit',
      description: 'command.audit',
      menu: 'menu.audit',
      allows: allowed('view-audit'),
      run: async (scene) => {
        await audit(scene, 'audit-opened');
        const date = officeToday(scene);
        return show(auditDayView.of({ date, page: 0 }));
      },
    },
  ],
  actions: [
    defineAction(
      'audit.day',
      z.tuple([calendarDateSchema, numberArg]),
      pressFor('view-audit', async (_scene, [date, page]: readonly [string, number]) =>
        show(auditDayView.of({ date, page })),
      ),
    ),
    defineAction('audit.page', z.tuple([numberArg]), pressFor('view-audit', turnPage)),
    defineAction('audit.find', noArgs, (scene) => startConversation(scene, findForAuditKind, '', { afresh: true })),
    defineAction('audit.ask', z.tuple([numberArg]), (scene, [employeeId]) =>
      startConversation(scene, lookAtTrailKind, String(employeeId), { afresh: true }),
    ),
    defineAction('audit.export', noArgs, (scene) => startConversation(scene, exportTrailKind, '', { afresh: true })),
  ],
  views: [auditDayView, auditFoundView, auditPersonView],
  conversations: [findForAuditKind, lookAtTrailKind, exportTrailKind],
};

/** Only on the screen that a reason opened. */
async function turnPage(scene: Scene, [page]: readonly [number]): Promise<Outcome> {
  const shown = shownArgs(scene, 'audit-person', auditPersonArgs);
  return shown ? show(auditPersonView.of({ ...shown, page })) : { kind: 'stale' };
}
