import type { Database } from '../../src/storage/database.ts';
import { afterHours } from './bot.ts';
import type { District, ResidentName } from './district.ts';

/** Somebody stands in for a supervisor of the test district for the rest of the year, written straight into the database. */
export async function delegate(
  { prisma }: Database,
  { people }: District,
  from: ResidentName,
  to: ResidentName,
): Promise<void> {
  await prisma.delegation.create({
    data: {
      fromId: people[from].id,
      toId: people[to].id,
      startsOn: new Date('2026-12-17'),
      endsOn: new Date('2026-12-31'),
      createdAt: afterHours,
    },
  });
}
