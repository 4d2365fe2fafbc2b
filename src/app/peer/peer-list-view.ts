import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal } from '../../storage/appraisal.ts';
import { subjectsUnderWayFor } from '../../storage/conversation.ts';
import { listOpenRequests } from '../../storage/peer-request.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import { refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { peerData } from './peer-data.ts';

/** Colleagues on one screen; a person is rarely asked about more, and the rest follows as these are done. */
const mostShown = 5;

/** /rekan: the colleagues this person is asked to rate, each with its deadline. Nobody else sees this list. */
export const peerListView = defineView('peers', z.object({}), renderList);

async function renderList(scene: Scene): Promise<Screen> {
  const forbidden = refusalFor(scene.actor, 'view-peer-requests');
  if (forbidden) return { lines: [forbidden], buttons: [[menuButton]] };
  const ids = scene.actor.employee ? await listOpenRequests(scene.tx, scene.actor.employee.id) : [];
  if (ids.length === 0) return { lines: [say('peer.none')], buttons: [[menuButton]] };
  const appraisals: AppraisalRow[] = [];
  for (const id of ids.slice(0, mostShown)) {
    const appraisal = await findAppraisal(scene.tx, id);
    if (appraisal) appraisals.push(appraisal);
  }
  const underWay = await subjectsUnderWayFor(scene.tx, scene.actor.telegramId, 'peer');
  return {
    lines: [
      say('peer.heading', { count: ids.length }),
      '',
      ...appraisals.map(({ employee, period, windows }) =>
        say('peer.line', { employee: employee.name, period: period.name, date: { date: windows.reviewClosesOn } }),
      ),
      '',
      say('peer.protected'),
    ],
    buttons: [
      ...appraisals.map(({ id, employee }) => [
        {
          label: say(underWay.has(String(id)) ? 'peer.go-on' : 'peer.rate', { employee: employee.name }),
          data: peerData.open(id),
        },
        { label: say('peer.decline'), data: peerData.decline(id) },
      ]),
      [menuButton],
    ],
  };
}
