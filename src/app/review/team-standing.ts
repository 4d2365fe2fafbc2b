import type { CalendarDate } from '../../domain/calendar.ts';
import { reviewWindow } from '../../domain/windows.ts';
import { listTeam, type TeamMember } from '../../storage/appraisal.ts';
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
  const teams: { period: string; members: readonly TeamStanding[] }[] = [];
  for (const { id, name } of open) teams.push({ period: name, members: await standingsIn(scene, employee.id, id) });
  return teams.filter(({ members }) => members.length > 0);
}

async function standingsIn(scene: Scene, supervisorId: number, periodId: number): Promise<readonly TeamStanding[]> {
  const members = await listTeam(scene.tx, supervisorId, periodId);
  const ids = members.map(({ appraisalId }) => String(appraisalId));
  const underWay = await subjectsUnderWay(scene.tx, 'review', ids);
  const standings: TeamStanding[] = [];
  for (const member of members) {
    const window = reviewWindow(member.windows, await todayFor(scene, member.unitId), member.selfSubmittedAt !== null);
    standings.push({
      appraisalId: member.appraisalId,
      name: member.name,
      standing: standingOf(member, window.state === 'early', underWay.has(String(member.appraisalId))),
      deadline: member.windows.reviewClosesOn,
    });
  }
  return standings;
}

function standingOf({ reviewedAt }: TeamMember, early: boolean, underWay: boolean): Standing {
  if (reviewedAt) return 'done';
  if (early) return 'waiting';
  return underWay ? 'under-way' : 'due';
}
