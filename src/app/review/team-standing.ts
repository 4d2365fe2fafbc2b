import type { CalendarDate } from '../../domain/calendar.ts';
import { reviewWindow } from '../../domain/windows.ts';
import { listTeam, type TeamMember } from '../../storage/appraisal.ts';
import { listConflictsOf } from '../../storage/conflict.ts';
import { subjectsUnderWayFor } from '../../storage/conversation.ts';
import { listPeriods } from '../../storage/period.ts';
import { todayFor } from '../appraisal/today-for.ts';
import { assesses } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';

/** Where a review stands: `waiting` for the self-assessment, `due`, `under-way` (a draft exists), `done`. */
export type Standing = 'waiting' | 'due' | 'under-way' | 'done';

export interface TeamStanding {
  readonly appraisalId: number;
  readonly name: string;
  readonly standing: Standing;
  readonly deadline: CalendarDate;
  /** The supervisor in whose stead the person at hand assesses; null for their own people. */
  readonly onBehalfOf: string | null;
}

/** The supervisor's people in every open period with where each review stands, and those of whom they stand in for today. */
export async function listTeamStandings(
  scene: Scene,
): Promise<readonly { readonly period: string; readonly members: readonly TeamStanding[] }[]> {
  const { employee } = scene.actor;
  if (!employee) return [];
  const open = (await listPeriods(scene.tx)).filter(({ state }) => state === 'open');
  // Only their own drafts: a supervisor and a delegate may both be at it, and whoever sends first counts.
  const underWay = await subjectsUnderWayFor(scene.tx, scene.actor.telegramId, 'review');
  const teams: { period: string; members: readonly TeamStanding[] }[] = [];
  for (const { id, name } of open) {
    const members = [...(await standingsIn(scene, { id: employee.id, name: null }, id, underWay))];
    for (const supervisor of scene.actor.standIn.supervisors)
      members.push(...(await standingsIn(scene, supervisor, id, underWay)));
    teams.push({ period: name, members });
  }
  return teams.filter(({ members }) => members.length > 0);
}

/** `name` null: the person's own people. A delegate does not see those about whom the supervisor waits for HR because of a conflict of interest. */
async function standingsIn(
  scene: Scene,
  supervisor: { readonly id: number; readonly name: string | null },
  periodId: number,
  underWay: ReadonlySet<string>,
): Promise<readonly TeamStanding[]> {
  const team = await listTeam(scene.tx, supervisor.id, periodId);
  const held: ReadonlySet<number> =
    supervisor.name === null ? new Set() : await listConflictsOf(scene.tx, supervisor.id, periodId);
  const members = team.filter(
    (member) => assesses(scene.actor, { ...member, raterId: supervisor.id }) && !held.has(member.appraisalId),
  );
  const standings: TeamStanding[] = [];
  for (const member of members) {
    const window = reviewWindow(member.windows, await todayFor(scene, member.unitId), member.selfSubmittedAt !== null);
    standings.push({
      appraisalId: member.appraisalId,
      name: member.name,
      standing: standingOf(member, window.state === 'early', underWay.has(String(member.appraisalId))),
      deadline: member.windows.reviewClosesOn,
      onBehalfOf: supervisor.name,
    });
  }
  return standings;
}

function standingOf({ reviewedAt }: TeamMember, early: boolean, underWay: boolean): Standing {
  if (reviewedAt) return 'done';
  if (early) return 'waiting';
  return underWay ? 'under-way' : 'due';
}
