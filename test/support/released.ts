import type { Database } from '../../src/storage/database.ts';
import type { District, ResidentName } from './district.ts';

/** Writes a reviewed and released appraisal straight into the database: what rights begin from. */
export async function releaseAppraisal(
  { prisma }: Database,
  district: District,
  name: ResidentName,
  given: { readonly releasedAt: Date; readonly predicate?: string },
): Promise<number> {
  const id = district.appraisals[name];
  await prisma.appraisal.update({
    where: { id },
    data: {
      predicate: given.predicate ?? 'BAIK',
      proposedPredicate: given.predicate ?? 'BAIK',
      feedback: 'Pelayanan Anda <b>ramah</b>.',
      reviewedAt: given.releasedAt,
      selfSubmittedAt: given.releasedAt,
      releasedAt: given.releasedAt,
    },
  });
  await prisma.period.update({
    where: { id: district.periodId },
    data: { state: 'released', releasedAt: given.releasedAt },
  });
  return id;
}
