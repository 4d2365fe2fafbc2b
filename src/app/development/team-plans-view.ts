import { z } from 'zod';
import { refuse, say } from '../../i18n/words.ts';
import { listTeamPlans } from '../../storage/development.ts';
import { todayFor } from '../appraisal/today-for.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { pageRow } from '../period/page-row.ts';
import { developmentData } from './development-data.ts';

const perPage = 8;

/** The plans of everybody whose supervisor the person at hand is today; each opens. */
export const teamPlansView = defineView(
  'development-team',
  z.object({ page: z.number().int().nonnegative() }),
  async (scene: Scene, { page }): Promise<Screen> => {
    const back = [{ label: say('develop.back'), data: commandData('pengembangan') }, menuButton];
    const { employee } = scene.actor;
    if (!employee || !allowed('view-team')(scene.actor))
      return { lines: [refuse('supervisors-only')], buttons: [[menuButton]] };
    const team = await listTeamPlans(scene.tx, employee.id, await todayFor(scene, employee.unitId));
    if (team.length === 0) return { lines: [say('develop.team-none')], buttons: [back] };
    const at = Math.min(page, Math.ceil(team.length / perPage) - 1);
    const shown = team.slice(at * perPage, (at + 1) * perPage);
    return {
      lines: [
        say('develop.team-heading'),
        '',
        ...shown.map(({ name, planned, met, late }) =>
          say('develop.team-line', { employee: name, planned, met, late }),
        ),
      ],
      buttons: [
        ...shown.map(({ employeeId, name }) => [{ label: name, data: developmentData.plan(employeeId) }]),
        ...pageRow({ page: at, size: perPage, total: team.length, data: developmentData.team }),
        back,
      ],
    };
  },
);
