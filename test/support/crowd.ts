import { privacyVersion } from '../../src/app/people/privacy-notice.ts';
import type { Database } from '../../src/storage/database.ts';
import type { District, Resident } from './district.ts';

/** A section of the crowd: one supervisor, and the people they review. */
export interface Section {
  readonly supervisor: Resident;
  readonly staff: readonly Resident[];
}

export interface Crowd {
  readonly sections: readonly Section[];
  /** People without an appraisal, who only get what is sent to everybody. */
  readonly audience: readonly Resident[];
}

/** Puts many people who have all joined into a district: sections with an appraisal in the open period for each of their staff, and an audience. */
export async function settleCrowd(
  database: Database,
  district: District,
  size: { readonly sections: number; readonly staff: number; readonly audience: number },
): Promise<Crowd> {
  const { prisma } = database;
  const { unitId } = await prisma.employee.findUniqueOrThrow({ where: { id: district.people.kepala.id } });
  let made = 0;
  const settle = async (count: number, name: string, supervisorId: number | null): Promise<readonly Resident[]> => {
    const first = made;
    made += count;
    const residents = Array.from({ length: count }, (_, index) => ({
      id: 1_000 + first + index,
      telegramId: 10_000 + first + index,
      name: `${name} ${index + 1}`,
    }));
    await prisma.employee.createMany({
      data: residents.map(({ id, name: fullName }) => ({
        id,
        nip: String(199_001_012_020_000_000n + BigInt(id)),
        name: fullName,
        unitId,
        position: 'Analis',
        supervisorId,
      })),
    });
    await prisma.account.createMany({
      data: residents.map(({ id, telegramId, name: firstName }) => ({
        telegramId,
        employeeId: id,
        firstName,
        locale: 'id',
        joinedAt: new Date(),
        noticeVersion: privacyVersion,
        noticeAt: new Date(),
      })),
    });
    return residents;
  };
  const sections: Section[] = [];
  for (let place = 1; place <= size.sections; place += 1) {
    const [supervisor] = await settle(1, `Atasan ${place}`, district.people.kepala.id);
    if (!supervisor) throw new Error('A section has a supervisor.');
    const staff = await settle(size.staff, `Staf ${place}`, supervisor.id);
    await prisma.appraisal.createMany({
      data: staff.map(({ id }) => ({
        periodId: district.periodId,
        employeeId: id,
        supervisorId: supervisor.id,
        unitId,
      })),
    });
    sections.push({ supervisor, staff });
  }
  return { sections, audience: await settle(size.audience, 'Hadirin', district.people.kepala.id) };
}
