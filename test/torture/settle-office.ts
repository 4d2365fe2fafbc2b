import { privacyVersion } from '../../src/app/people/privacy-notice.ts';
import type { Database } from '../../src/storage/database.ts';
import { loadFramework } from '../support/district.ts';

/** An office in the middle of its window: HR, a head, supervisors with ten employees each, all of them joined, everybody but HR and the head with an appraisal. */
export interface Office {
  readonly periodId: number;
  readonly hr: number;
  readonly head: number;
  readonly supervisors: readonly number[];
  readonly staff: readonly number[];
}

const perSupervisor = 10;

/** Telegram id of an employee of the office. */
export const chatOf = (employeeId: number): number => 100_000 + employeeId;

/** Writes the office straight into an empty database. Its period is Semester II 2026 by Kuranji's framework, which asks peers and wants examples. */
export async function settleOffice({ prisma }: Database, employees: number): Promise<Office> {
  const supervisors = Array.from({ length: Math.ceil(employees / perSupervisor) }, (_, index) => 3 + index);
  const firstStaff = 3 + supervisors.length;
  const staff = Array.from({ length: employees }, (_, index) => firstStaff + index);
  const people = [1, 2, ...supervisors, ...staff];
  const superiorOf = (id: number): number | null => {
    if (id <= 2) return null;
    return id < firstStaff ? 2 : (supervisors[Math.floor((id - firstStaff) / perSupervisor)] ?? null);
  };
  await prisma.unit.create({ data: { id: 1, name: 'Dinas', path: 'Dinas', timeZone: 'Asia/Jakarta' } });
  await prisma.employee.createMany({
    data: people.map((id) => ({
      id,
      nip: String(199_001_012_020_000_000n + BigInt(id)),
      name: `Pegawai ${id}`,
      unitId: 1,
      position: 'Analis',
      supervisorId: superiorOf(id),
      role: id === 1 ? 'hr' : 'employee',
    })),
  });
  const joined = new Date('2026-12-01T02:00:00Z');
  await prisma.account.createMany({
    data: people.map((id) => ({
      telegramId: chatOf(id),
      employeeId: id,
      firstName: `Pegawai ${id}`,
      locale: 'id',
      joinedAt: joined,
      noticeVersion: privacyVersion,
      noticeAt: joined,
    })),
  });
  const framework = loadFramework('kuranji');
  const { id: periodId } = await prisma.period.create({
    data: {
      name: 'Semester II 2026',
      startsOn: new Date('2026-07-01'),
      endsOn: new Date('2026-12-31'),
      state: 'open',
      frameworkKey: framework.key,
      framework,
      selfOpensOn: new Date('2026-12-17'),
      selfClosesOn: new Date('2027-01-07'),
      reviewClosesOn: new Date('2027-01-21'),
      openedAt: joined,
    },
  });
  await prisma.appraisal.createMany({
    data: staff.map((id) => ({ id, periodId, employeeId: id, supervisorId: superiorOf(id), unitId: 1 })),
  });
  return { periodId, hr: 1, head: 2, supervisors, staff };
}

/** Everybody of the office, by employee. */
export const everybody = ({ hr, head, supervisors, staff }: Office): readonly number[] => [
  hr,
  head,
  ...supervisors,
  ...staff,
];
