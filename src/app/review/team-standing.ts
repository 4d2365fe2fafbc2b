import type { CalendarDate } from '../../domain/calendar.ts';
import { reviewWindow } from '../../domain/windows.ts';
import { listTeam } from '../../storage/appraisal.ts';
import { subjectsUnderWay } from '../../storage/conversation.ts';
import { listPeriods } from '../../storage/period.ts';
import { todayFor } from '../appraisal/today-for.ts';
import type { Scene } from '../core/scene.ts';

/** Where a review stands: `waiting` for the self-assessment, `due`, `under-way` (a draft exists), `done`. */
export type Standing = 'waiting' | 'due' | 'under-way' | 'done';

export interface TeamStanding {
  readonly appraisalId: number;
  readonly name: string;
  readonly standing: Standing;
  readonly deadline: CalendarDate;
}

/** The supervisor's people in every open period, with where each review stands. */
export async function listTeamStandings(
  scene: Scene,
): Promise<readonly { readonly period: string; readonly members: readonly TeamStanding[] }[]> {
  const { employee } = scene.actor;
  if (!employee) return [];
  const open = (await listPeriods(scene.tx)).filter(({ state }) => state === 'open');
  const teams = await Promise.all(
    open.map(async ({ id, name }) => {
      const members = await listTeam(scene.tx, employee.id, id);
      const underWay = await subjectsUnderWay(
        scene.tx,
        'review',
        members.map(({ appraisalId }) => String(appraisalId)),
      );
      const standings: TeamStanding[] = [];
      for (const member of members) {
        const today = await todayFor(scene, member.unitId);
        const window = reviewWindow(member.windows, today, member.selfSubmittedAt !== null);
        const standing: Standing = member.reviewedAt
          ? 'done'
          : window.state === 'early'
            ? 'waiting'
            : underWay.has(String(member.appraisalId))
              ? 'under-way'
              : 'due';
        standings.push({
          appraisalId: member.appraisalId,
          name: member.name,
          standing,
          deadline: member.windows.reviewClosesOn,
        });
      }
      return { period: name, members: standings };
    }),
  );
  return teams.filter(({ members }) => members.length > 0);
}
