import { say, type Words } from '../../i18n/words.ts';
import type { Scene } from '../core/scene.ts';
import { ownToConfirm } from './own-to-confirm.ts';
import { listTeamStandings } from './team-standing.ts';

/** How many reviews wait for the supervisor, as a line in the menu. */
export async function teamStatus(scene: Scene): Promise<readonly Words[]> {
  if (!scene.actor.isSupervisor) return [];
  const again = await ownToConfirm(scene);
  const members = (await listTeamStandings(scene)).flatMap((team) => team.members);
  const due = members.filter(({ standing }) => standing === 'due' || standing === 'under-way').length;
  const done = members.filter(({ standing }) => standing === 'done').length;
  return [
    ...(members.length === 0 ? [] : [say('team.status', { due, done, all: members.length })]),
    ...(again.length === 0 ? [] : [say('team.confirm', { names: { list: again.map(({ name }) => name), by: ', ' } })]),
  ];
}
