import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { privacyVersion } from '../../src/app/people/privacy-notice.ts';
import { calendarDate, toUtcMidnight } from '../../src/domain/calendar.ts';
import { type Framework, parseFramework } from '../../src/domain/framework.ts';
import { windowsOf } from '../../src/domain/windows.ts';
import { productFile } from '../../src/root.ts';
import type { Database } from '../../src/storage/database.ts';

/** One of the people in the test district. */
export interface Resident {
  readonly id: number;
  readonly telegramId: number;
  readonly name: string;
}

export type ResidentName = 'kepala' | 'kasi' | 'kapulau' | 'ani' | 'budi' | 'citra' | 'hr';

export interface District {
  readonly people: Readonly<Record<ResidentName, Resident>>;
  readonly periodId: number;
  /** Appraisal of each person who has one, by name. */
  readonly appraisals: Readonly<Record<ResidentName, number>>;
}

const roster = [
  ['kepala', 'Kepala Dinas', 'Dinas Contoh', null, 'employee'],
  ['kasi', 'Kepala Seksi', 'Dinas Contoh / Seksi Darat', 'kepala', 'employee'],
  ['kapulau', 'Kepala UPT', 'Dinas Contoh / UPT Pulau', 'kepala', 'employee'],
  ['ani', 'Ani & <b>Ani</b> 🌺', 'Dinas Contoh / Seksi Darat', 'kasi', 'employee'],
  ['budi', 'Budi', 'Dinas Contoh / Seksi Darat', 'kasi', 'employee'],
  ['citra', 'Citra', 'Dinas Contoh / UPT Pulau', 'kapulau', 'employee'],
  ['hr', 'Pengelola', 'Dinas Contoh', 'kepala', 'hr'],
] as const satisfies readonly (readonly [ResidentName, string, string, ResidentName | null, string])[];

export function loadFramework(key: string): Framework {
  return parseFramework(parse(readFileSync(productFile(`prisma/frameworks/${key}.yaml`), 'utf8')));
}

/** A district whose people have all joined, with an open period (1 July to 31 December 2026): the state a test begins from, written straight into the database. */
export async function settleDistrict(
  { prisma }: Database,
  options: { readonly framework?: string; readonly locale?: 'id' | 'en' } = {},
): Promise<District> {
  const top = await prisma.unit.create({
    data: { name: 'Dinas Contoh', path: 'Dinas Contoh', timeZone: 'Asia/Jakarta' },
  });
  const land = await prisma.unit.create({
    data: { name: 'Seksi Darat', path: 'Dinas Contoh / Seksi Darat', parentId: top.id },
  });
  const island = await prisma.unit.create({
    data: { name: 'UPT Pulau', path: 'Dinas Contoh / UPT Pulau', parentId: top.id, timeZone: 'Asia/Makassar' },
  });
  const unitIds = new Map([top, land, island].map(({ path, id }) => [path, id]));
  const residents = new Map<ResidentName, Resident>();
  for (const [index, [name, fullName, unit, superior, role]] of roster.entries()) {
    const employee = await prisma.employee.create({
      data: {
        nip: `19900101202001100${index + 1}`,
        name: fullName,
        unitId: unitIds.get(unit) ?? top.id,
        position: 'Analis',
        supervisorId: superior === null ? null : (residents.get(superior)?.id ?? null),
        role,
      },
    });
    const telegramId = 1001 + index;
    await prisma.account.create({
      data: {
        telegramId,
        employeeId: employee.id,
        firstName: fullName,
        locale: options.locale ?? 'id',
        joinedAt: new Date(),
        noticeVersion: privacyVersion,
        noticeAt: new Date(),
      },
    });
    residents.set(name, { id: employee.id, telegramId, name: fullName });
  }
  const framework = loadFramework(options.framework ?? 'pauh');
  const windows = windowsOf(calendarDate('2026-12-31'), framework.windows);
  const period = await prisma.period.create({
    data: {
      name: 'Semester II 2026',
      startsOn: toUtcMidnight(calendarDate('2026-07-01')),
      endsOn: toUtcMidnight(calendarDate('2026-12-31')),
      state: 'open',
      frameworkKey: framework.key,
      framework,
      selfOpensOn: toUtcMidnight(windows.selfOpensOn),
      selfClosesOn: toUtcMidnight(windows.selfClosesOn),
      reviewClosesOn: toUtcMidnight(windows.reviewClosesOn),
      openedAt: new Date('2026-12-01T02:00:00Z'),
    },
  });
  const appraisals = new Map<ResidentName, number>();
  for (const [name, , unit, superior] of roster) {
    const appraisal = await prisma.appraisal.create({
      data: {
        periodId: period.id,
        employeeId: of(residents, name).id,
        supervisorId: superior === null ? null : of(residents, superior).id,
        unitId: unitIds.get(unit) ?? top.id,
      },
    });
    appraisals.set(name, appraisal.id);
  }
  return { people: record(residents), periodId: period.id, appraisals: record(appraisals) };
}

function of<Value>(map: ReadonlyMap<ResidentName, Value>, name: ResidentName): Value {
  const value = map.get(name);
  if (value === undefined) throw new Error(`The district has no ${name}.`);
  return value;
}

function record<Value>(map: ReadonlyMap<ResidentName, Value>): Record<ResidentName, Value> {
  return {
    kepala: of(map, 'kepala'),
    kasi: of(map, 'kasi'),
    kapulau: of(map, 'kapulau'),
    ani: of(map, 'ani'),
    budi: of(map, 'budi'),
    citra: of(map, 'citra'),
    hr: of(map, 'hr'),
  };
}
