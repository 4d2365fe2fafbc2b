import { type Framework, parseFramework } from '../domain/framework.ts';
import type { Tx } from './database.ts';

/** The frameworks of periods that were opened, by period: they never change again, so each is read and parsed once for the whole process. */
export type FrozenFrameworks = Map<number, Framework>;

const shelves = new WeakMap<Tx, FrozenFrameworks>();

/** Lets whatever runs on `tx` use the frameworks its database has read already. */
export function shareFrozenFrameworks(tx: Tx, frameworks: FrozenFrameworks): void {
  shelves.set(tx, frameworks);
}

/** The frozen framework of a period; throws for one that was never opened. */
export async function findFrozenFramework(tx: Tx, periodId: number): Promise<Framework> {
  const shelf = shelves.get(tx);
  const known = shelf?.get(periodId);
  if (known) return known;
  const row = await tx.period.findUniqueOrThrow({ where: { id: periodId }, select: { framework: true, state: true } });
  const framework = parseFramework(row.framework);
  // A draft holds none; and one that is being opened in this very transaction may still be rolled back.
  if (row.state !== 'draft') shelf?.set(periodId, framework);
  return framework;
}
