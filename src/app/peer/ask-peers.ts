import { isPeersTurn, peerMinimum } from '../../domain/asks-peers.ts';
import { today } from '../../domain/calendar.ts';
import { choosePeers, mostPeers } from '../../domain/choose-peers.ts';
import { selfWindow } from '../../domain/windows.ts';
import { nextWorkingTime } from '../../domain/working-time.ts';
import { say } from '../../i18n/words.ts';
import type { AppraisalRow } from '../../storage/appraisal.ts';
import { listHolidays } from '../../storage/holiday.ts';
import { countPeerRequests, findPeerCandidates, insertPeerRequests } from '../../storage/peer-request.ts';
import { tellInWorkingTime } from '../appraisal/tell-in-working-time.ts';
import { todayFor, zoneOf } from '../appraisal/today-for.ts';
import { commandData } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { peerData } from './peer-data.ts';

type Desk = Pick<Scene, 'tx' | 'now' | 'settings'>;

/**
 * Chooses colleagues for an appraisal and asks them, once it is the peers' turn in the framework's order; nothing is done earlier, or a second time. The appraisal has to
 * be locked, so that two who ask at once do not choose twice. Answers how many were asked.
 */
export async function askPeers(desk: Desk, appraisal: AppraisalRow): Promise<number> {
  const { period } = appraisal;
  if (period.state !== 'open' || appraisal.releasedAt) return 0;
  const self =
    appraisal.selfSubmittedAt !== null ||
    selfWindow(appraisal.windows, await todayFor(desk, appraisal.employee.unitId)).state === 'late';
  if (!isPeersTurn(period.framework, { self, supervisor: appraisal.reviewedAt !== null })) return 0;
  const { asked, submitted, declined, withdrawn } = await countPeerRequests(desk.tx, appraisal.id);
  if (asked + submitted + declined + withdrawn > 0) return 0;
  return askMore(desk, appraisal, { most: mostPeers, fewest: peerMinimum(period.framework) });
}

/** Somebody takes the place of one who declined or left, as far as there is anybody; at most as many as were asked at first are asked at one time. */
export async function replacePeers(desk: Desk, appraisal: AppraisalRow): Promise<number> {
  if (appraisal.period.state !== 'open' || appraisal.releasedAt) return 0;
  const { asked, submitted, declined, withdrawn } = await countPeerRequests(desk.tx, appraisal.id);
  // Settled answers stay settled: nobody is asked once nobody is awaited.
  if (declined + withdrawn === 0) return 0;
  return askMore(desk, appraisal, { most: mostPeers - asked - submitted, fewest: 1 });
}

async function askMore(
  desk: Desk,
  appraisal: AppraisalRow,
  numbers: { readonly most: number; readonly fewest: number },
): Promise<number> {
  const candidates = await findPeerCandidates(desk.tx, appraisal.id);
  const chosen = choosePeers(candidates, { seed: String(appraisal.id), ...numbers });
  if (chosen.length === 0) return 0;
  const zone = await zoneOf(desk, appraisal.employee.unitId);
  const asked = await insertPeerRequests(desk.tx, appraisal.id, chosen, {
    now: desk.now,
    deadline: appraisal.windows.reviewClosesOn,
    toldOn: today(zone, nextWorkingTime(desk.now, zone, await listHolidays(desk.tx))),
  });
  await tellInWorkingTime(desk, asked, {
    screen: request(appraisal),
    keyOf: (peerId) => `peer:${appraisal.id}:${peerId}`,
  });
  return asked.length;
}

function request({ id, employee, period, windows }: AppraisalRow): Screen {
  return {
    lines: [
      say('peer.asked', {
        employee: employee.name,
        period: period.name,
        date: { date: windows.reviewClosesOn },
      }),
    ],
    buttons: [
      [{ label: say('peer.rate', { employee: employee.name }), data: peerData.open(id) }],
      [{ label: say('peer.all'), data: commandData('rekan') }],
    ],
  };
}
