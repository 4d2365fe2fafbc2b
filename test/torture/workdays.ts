import { setTimeout as delay } from 'node:timers/promises';
import {
  assessOneself,
  closePeriod,
  type Errand,
  lookAt,
  raiseConcern,
  ratePeers,
  releaseResults,
  reviewTeam,
  sendBroadcast,
  writeNote,
} from './errands.ts';
import { type Walker, walk } from './walk.ts';

/** How far the office is, as everybody can tell who asks around. */
export interface Standing {
  /** Every assessment, review and peer rating is in. */
  allRated: boolean;
  /** HR has released the results. */
  released: boolean;
}

/** So many notes and concerns one person writes at most: the product takes ten a day. */
const mostWords = 4;

/** An employee: the own assessment, then colleagues as they are asked for, notes, concerns and looks, until it is over. */
export async function workAsEmployee(walker: Walker, until: AbortSignal): Promise<void> {
  const { random } = walker;
  while (!until.aborted && (await walk(walker, assessOneself, until)) !== 'done');
  await rounds(walker, until, () =>
    random.chance(0.5) ? ratePeers : random.pick<Errand>([writeNote, raiseConcern, lookAt('/hasil'), lookAt('/menu')]),
  );
}

/** A supervisor: the team as it becomes due, colleagues, and a word now and then. */
export async function workAsSupervisor(walker: Walker, until: AbortSignal): Promise<void> {
  const { random } = walker;
  await rounds(walker, until, () =>
    random.chance(0.7) ? reviewTeam : random.pick<Errand>([ratePeers, ratePeers, writeNote, lookAt('/bantuan')]),
  );
}

/** HR: one broadcast after another, and colleagues; once everything is in, the period is closed and the results are released. */
export async function workAsHr(walker: Walker, standing: Standing, until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    await walk(walker, sendBroadcast, until);
    await rest(walker, until, 10);
    await walk(walker, ratePeers, until);
    if (!standing.allRated || standing.released) continue;
    if ((await walk(walker, closePeriod, until)) !== 'done') continue;
    standing.released = (await walk(walker, releaseResults, until)) === 'done';
  }
}

async function rounds(walker: Walker, until: AbortSignal, next: () => Errand): Promise<void> {
  const left = new Map<Errand, number>([
    [writeNote, mostWords],
    [raiseConcern, mostWords],
  ]);
  while (!until.aborted) {
    const errand = next();
    const times = left.get(errand);
    if (times !== 0) await walk(walker, errand, until);
    if (times !== undefined && times > 0) left.set(errand, times - 1);
    await rest(walker, until, 2);
  }
}

/** People do something else between two errands. */
async function rest({ random, pace }: Walker, until: AbortSignal, times: number): Promise<void> {
  await delay(random.int(pace.thinkMs * times) + 20, undefined, { signal: until }).catch(() => undefined);
}
