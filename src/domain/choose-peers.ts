/** A colleague who may be asked: same unit or same supervisor, active, and with nothing against it (see `findPeerCandidates`). */
export interface PeerCandidate {
  readonly id: number;
  /** Ratings this colleague has been asked for and has not given yet. */
  readonly openRequests: number;
  /** The employee was asked to rate this colleague: choosing them makes the pair reciprocal. */
  readonly ratedByEmployee: boolean;
}

/** Peers asked for one appraisal, as many as there are. DOMAIN.md §1, Kuranji. */
export const mostPeers = 5;

/**
 * The colleagues to ask: those with the fewest open requests first, so that the load is even, and among equals in an order that only `seed` decides. When all of them
 * are rated by the employee too, the last gives way to somebody who is not, where there is one. Fewer than `fewest` candidates give none: their answers could never be
 * shown, so asking would only cost their time. The same facts and seed give the same peers, in whatever order the candidates come.
 */
export function choosePeers(
  candidates: readonly PeerCandidate[],
  { seed, most, fewest }: { readonly seed: string; readonly most: number; readonly fewest: number },
): readonly number[] {
  if (most < 1 || candidates.length < fewest) return [];
  const ranked = candidates
    .map((candidate) => ({ ...candidate, lot: lotOf(seed, candidate.id) }))
    .sort((a, b) => a.openRequests - b.openRequests || a.lot - b.lot || a.id - b.id);
  const chosen = ranked.slice(0, most);
  const other = ranked.slice(most).find(({ ratedByEmployee }) => !ratedByEmployee);
  if (other && chosen.every(({ ratedByEmployee }) => ratedByEmployee)) chosen.splice(-1, 1, other);
  return chosen.map(({ id }) => id);
}

/** A number that looks drawn by lot but is always the same for one text (FNV-1a with a last mix, 32 bits). */
export function lotOf(seed: string, key: number | string): number {
  let hash = 0x811c9dc5;
  for (const letter of `${seed}:${key}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
