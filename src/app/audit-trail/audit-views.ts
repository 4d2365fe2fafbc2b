import { z } from 'zod';
import { addDays, calendarDateSchema, instantOf, today } from '../../domain/calendar.ts';
import { zoneSchema } from '../../domain/zone.ts';
import { say } from '../../i18n/words.ts';
import { listTrail, listTrailOfPerson } from '../../storage/audit-trail.ts';
import { findEmployee } from '../../storage/employee.ts';
import { searchPeople } from '../../storage/person.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { correctionData } from '../own-data/correction-data.ts';
import { pageRow } from '../period/page-row.ts';
import { retentionData } from '../retention/retention-data.ts';
import { auditData } from './audit-data.ts';
import { trailLine } from './trail-words.ts';

const perPage = 15;
const mostFound = 8;

/** One day of the audit trail: who did what and when, without whom it was about. */
export const auditDayView = defineView(
  'audit-day',
  z.object({ date: z.string(), page: z.number().int().nonnegative() }),
  screenFor('view-audit', renderDay),
);

/** People a search found whose trail HR may open with a reason. */
export const auditFoundView = defineView(
  'audit-found',
  z.object({ query: z.string() }),
  screenFor('view-audit', renderFound),
);

export const auditPersonArgs = z.object({
  employeeId: z.number().int(),
  reason: z.string().min(1),
  page: z.number().int().nonnegative(),
});

/** What one person did and what was done about them, for HR who gave a reason. */
export const auditPersonView = defineView('audit-person', auditPersonArgs, screenFor('view-audit', renderPerson));

async function renderDay(
  scene: Scene,
  { date: text, page }: { readonly date: string; readonly page: number },
): Promise<Screen> {
  const zone = zoneSchema.parse(scene.settings.timeZone);
  const now = today(zone, scene.now);
  const date = calendarDateSchema.safeParse(text).data ?? now;
  const span = { from: instantOf(date, 0, zone), until: instantOf(addDays(date, 1), 0, zone), zone };
  const { total, entries } = await listTrail(scene.tx, span, { page, size: perPage });
  return {
    lines: [
      say('audit-trail.day', { date: { date } }),
      say('audit-trail.about'),
      '',
      ...(entries.length === 0 ? [say('audit-trail.none')] : entries.map((entry) => trailLine(entry, zone, false))),
    ],
    buttons: [
      ...pageRow({ page, size: perPage, total, data: (to) => auditData.day(date, to) }),
      [
        { label: say('audit-trail.day-before'), data: auditData.day(addDays(date, -1), 0) },
        ...(date < now ? [{ label: say('audit-trail.day-after'), data: auditData.day(addDays(date, 1), 0) }] : []),
      ],
      [
        { label: say('audit-trail.find'), data: auditData.find() },
        { label: say('audit-trail.export'), data: auditData.export() },
      ],
      [
        { label: say('correction.list-button'), data: correctionData.list(0) },
        { label: say('retention.button'), data: retentionData.open() },
      ],
      [menuButton],
    ],
  };
}

async function renderFound({ tx }: Scene, { query }: { readonly query: string }): Promise<Screen> {
  const { total, people } = await searchPeople(tx, query, mostFound);
  return {
    lines: [say('period.found', { query, total })],
    buttons: [
      ...people.map(({ id, name, nip }) => [
        { label: say('period.found-person', { name, nip }), data: auditData.ask(id) },
      ]),
      [{ label: say('period.search-again'), data: auditData.find() }],
      [{ label: say('menu.audit'), data: commandData('audit') }, menuButton],
    ],
  };
}

async function renderPerson(scene: Scene, { employeeId, page }: z.output<typeof auditPersonArgs>): Promise<Screen> {
  const person = await findEmployee(scene.tx, employeeId);
  const { total, entries } = await listTrailOfPerson(scene.tx, employeeId, { page, size: perPage });
  return {
    lines: [
      say('audit-trail.person', { name: person?.name ?? '–' }),
      '',
      ...(entries.length === 0
        ? [say('audit-trail.none')]
        : entries.map((entry) => trailLine(entry, scene.settings.timeZone, true))),
    ],
    buttons: [
      ...pageRow({ page, size: perPage, total, data: auditData.page }),
      [{ label: say('menu.audit'), data: commandData('audit') }, menuButton],
    ],
    protect: true,
  };
}
