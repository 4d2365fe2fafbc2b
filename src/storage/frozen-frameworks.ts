import { type Framework, parseFramework } from '../domain/framework.ts';
import type { Tx } from './database.ts';

/** The frameworks of periods that were opened, by period: they never change again, so each is read and parsed once for the whole process. */
export type FrozenFrameworks = Map<number, Framework>;

/** Where the work on a transaction looks a framework up, and where it leaves those it has read. */
interface Shelf {
  readonly known: FrozenFrameworks;
  readonly read: FrozenFrameworks;
}

const shelves = new WeakMap<Tx, Shelf>();

/**
 * Lets whatever runs on `tx` use the frameworks its database has read already. What is read anew goes into `read`: in a transaction a map of its own until the commit, since a period that
 * was opened in it is a draft again when it is rolled back.
 */
export function shareFrozenFrameworks(tx: Tx, known: FrozenFrameworks, read: FrozenFrameworks = known): void {
  shelves.set(tx, { known, read });
}

/** The frozen framework of a period; throws for one that was never opened. */
export async function findFrozenFramework(tx: Tx, periodId: number): Promise<Framework> {
  const shelf = shelves.get(tx);
  const found = shelf?.known.get(periodId) ?? shelf?.read.get(periodId);
  if (found) return found;
  const row = await tx.period.findUniqueOrThrow({ where: { id: periodId }, select: { framework: true, state: true } });
  const framework = parseFramework(row.framework);
  if (row.state !== 'draft') shelf?.read.set(periodId, framework);
  return framework;
}
