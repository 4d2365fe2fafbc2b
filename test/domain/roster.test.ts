import { describe, expect, it } from 'vitest';
import { checkRoster, type KnownEmployee, type KnownRoster, type RosterPlan } from '../../src/domain/roster.ts';
import { rosterColumns } from '../../src/domain/roster-problem.ts';
import { readUnitPath } from '../../src/domain/unit-path.ts';

const nobody: KnownRoster = { employees: new Map(), units: new Map() };
const nip = (serial: number) => `19800101200501${String(1000 + serial)}`;
const head = nip(1);
const staff = nip(2);

/** A line of a file: only what matters; the rest is as in a good roster. */
const line = (own: string, more: Partial<Record<(typeof rosterColumns)[number], string>> = {}) => {
  const cells = {
    nip: own,
    nama: 'Siti',
    unit: 'Dinas A',
    jabatan: 'Analis',
    jenjang: '',
    atasan_nip: '',
    peran: 'pegawai',
    zona: 'WIB',
    ...more,
  };
  return rosterColumns.map((column) => cells[column]);
};
const file = (...lines: string[][]) => ({
  headerRow: 1,
  header: rosterColumns,
  rows: lines.map((cells, at) => ({ row: at + 2, cells })),
});
const problemsOf = (table: Parameters<typeof checkRoster>[0], known = nobody) => {
  const check = checkRoster(table, known);
  return check.ok ? [] : check.problems;
};
const planOf = (table: Parameters<typeof checkRoster>[0], known = nobody): RosterPlan => {
  const check = checkRoster(table, known);
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  return check.plan;
};
const known = (...employees: Partial<KnownEmployee>[]): KnownRoster => ({
  employees: new Map(
    employees.map((more) => {
      const employee: KnownEmployee = {
        nip: head,
        name: 'Siti',
        unit: 'Dinas A',
        position: 'Analis',
        grade: '',
        supervisorNip: null,
        role: 'employee',
        active: true,
        ...more,
      };
      return [employee.nip, employee];
    }),
  ),
  units: new Map([['Dinas A', 'Asia/Jakarta']]),
});

describe('a roster', () => {
  it('is taken whole: employees, units with those above them, superiors further down in the file', () => {
    const plan = planOf(
      file(
        line(staff, { nama: '  Dewi \u00a0 Lestari ', unit: 'Dinas A  /  Seksi  B', atasan_nip: head, zona: 'wita' }),
        line(head, { peran: 'HR', zona: '' }),
      ),
    );
    expect(plan.create).toEqual([
      {
        nip: staff,
        name: 'Dewi Lestari',
        unit: 'Dinas A / Seksi B',
        position: 'Analis',
        grade: '',
        supervisorNip: head,
        role: 'employee',
      },
      { nip: head, name: 'Siti', unit: 'Dinas A', position: 'Analis', grade: '', supervisorNip: null, role: 'hr' },
    ]);
    expect(plan.units).toEqual([
      { path: 'Dinas A', name: 'Dinas A', parent: null, zone: null, change: 'create' },
      { path: 'Dinas A / Seksi B', name: 'Seksi B', parent: 'Dinas A', zone: 'Asia/Makassar', change: 'create' },
    ]);
    expect(plan.warnings).toEqual([]);
  });

  it('imported again updates what changed and says which fields', () => {
    const before = known({}, { nip: staff, supervisorNip: head, active: false });
    const plan = planOf(
      file(
        line(head),
        line(staff, { nama: 'Siti Aminah', atasan_nip: head, zona: '' }),
        line(nip(3), { unit: 'Dinas B' }),
      ),
      before,
    );
    expect(plan.unchanged).toBe(1);
    expect(plan.update.map(({ employee, changed }) => [employee.nip, changed])).toEqual([[staff, ['name', 'active']]]);
    expect(plan.create.map((employee) => employee.nip)).toEqual([nip(3)]);
    expect(plan.units.map(({ path, change }) => [path, change])).toEqual([['Dinas B', 'create']]);
  });

  it('imported twice changes nothing', () => {
    const plan = planOf(file(line(head)), known({}));
    expect(plan).toEqual({ create: [], update: [], unchanged: 1, units: [], warnings: [] });
  });

  it('may change a unit’s zone', () => {
    expect(planOf(file(line(head, { zona: 'WIT' })), known({})).units).toMatchObject([
      { path: 'Dinas A', zone: 'Asia/Jayapura', change: 'zone' },
    ]);
  });

  it('may name a superior who is known and not in the file', () => {
    expect(planOf(file(line(staff, { atasan_nip: head })), known({})).create).toHaveLength(1);
  });

  it('keeps composed and decomposed letters apart from nothing: names are NFC', () => {
    expect(planOf(file(line(head, { nama: 'Jose\u0301' }))).create[0]?.name).toBe('José');
  });

  it('skips blank rows and takes a header in any case, in any order, with a BOM', () => {
    const order = [...rosterColumns].reverse();
    const cells = line(head).reverse();
    const header = order.map((name, at) => (at === 0 ? `\ufeff${name.toUpperCase()} ` : name));
    expect(
      planOf({
        headerRow: 1,
        header,
        rows: [
          { row: 2, cells: ['', ' '] },
          { row: 3, cells },
        ],
      }).create,
    ).toHaveLength(1);
  });

  it('warns of a NIP that does not begin with a date, and takes it', () => {
    const odd = '198013012005011001';
    const plan = planOf(file(line(odd)));
    expect(plan.create).toHaveLength(1);
    expect(plan.warnings).toEqual([{ code: 'nip-birth-date', row: 2, column: 'nip', value: odd }]);
  });
});

describe('a roster is refused, with the row named, for', () => {
  it.each([
    ['17 digits', '19800101200501100', { code: 'nip-length', digits: 17 }],
    ['19 digits', `${head}1`, { code: 'nip-length', digits: 19 }],
    ['spaces', '19800101 200501 1 001', { code: 'nip-spaces' }],
    ['spreadsheet notation', '1,98001E+17', { code: 'nip-scientific' }],
    ['spreadsheet notation with a point', '1.98E+17', { code: 'nip-scientific' }],
    ['digits lost in a spreadsheet', '198001012005011000', { code: 'nip-digits-lost' }],
    ['letters', '19800101200501100O', { code: 'nip-not-digits' }],
    ['nothing', ' ', { code: 'missing' }],
  ])('a NIP with %s', (_, value, problem) => {
    expect(problemsOf(file(line(value)))).toMatchObject([{ row: 2, column: 'nip', ...problem }]);
    if (value.trim() !== '')
      expect(problemsOf(file(line(head, { atasan_nip: value })))).toMatchObject([
        { row: 2, column: 'atasan_nip', ...problem },
      ]);
  });

  it('the same NIP twice, naming the first row', () => {
    expect(problemsOf(file(line(head), line(staff), line(head), line(head)))).toMatchObject([
      { row: 4, code: 'nip-twice', firstRow: 2 },
      { row: 5, code: 'nip-twice', firstRow: 2 },
    ]);
  });

  it('an unknown superior, one off the roster, and oneself', () => {
    const rows = file(
      line(staff, { atasan_nip: nip(9) }),
      line(nip(3), { atasan_nip: head }),
      line(nip(4), { atasan_nip: nip(4) }),
    );
    expect(problemsOf(rows, known({ active: false }))).toMatchObject([
      { row: 2, code: 'superior-unknown', value: nip(9) },
      { row: 3, code: 'superior-inactive', value: head },
      { row: 4, code: 'superior-self' },
    ]);
  });

  it('a cycle, naming its members once, and not those who only lead into it', () => {
    const rows = file(
      line(nip(1), { atasan_nip: nip(2) }),
      line(nip(2), { atasan_nip: nip(3) }),
      line(nip(3), { atasan_nip: nip(4) }),
      line(nip(4), { atasan_nip: nip(2) }),
    );
    expect(problemsOf(rows)).toEqual([
      { code: 'superior-cycle', row: 3, column: 'atasan_nip', members: [nip(2), nip(3), nip(4)] },
    ]);
  });

  it('a cycle that closes through someone who is not in the file', () => {
    const before = known({ nip: nip(5), supervisorNip: staff });
    expect(problemsOf(file(line(staff, { atasan_nip: nip(5) })), before)).toMatchObject([
      { code: 'superior-cycle', row: 2, members: [staff, nip(5)] },
    ]);
  });

  it('no cycle when the file itself undoes it', () => {
    const before = known({ nip: nip(5), supervisorNip: staff });
    expect(problemsOf(file(line(staff, { atasan_nip: nip(5) }), line(nip(5))), before)).toEqual([]);
  });

  it('a missing name and unit, an unknown zone and role, all in one row', () => {
    expect(problemsOf(file(line(head, { nama: ' ', unit: '', zona: 'WIB+1', peran: 'bos' })))).toMatchObject([
      { row: 2, column: 'nama', code: 'missing' },
      { row: 2, column: 'unit', code: 'missing' },
      { row: 2, column: 'peran', code: 'role-unknown', value: 'bos' },
      { row: 2, column: 'zona', code: 'zone-unknown', value: 'WIB+1' },
    ]);
  });

  it('two zones in one unit', () => {
    expect(
      problemsOf(file(line(head), line(staff, { zona: '' }), line(nip(3), { zona: 'Asia/Makassar' }))),
    ).toMatchObject([
      { row: 4, column: 'zona', code: 'zone-conflict', unit: 'Dinas A', value: 'WITA', firstRow: 2, firstValue: 'WIB' },
    ]);
  });

  it('a unit with an empty name in its path', () => {
    expect(problemsOf(file(line(head, { unit: 'Dinas A / / Seksi' })))).toMatchObject([{ code: 'unit-malformed' }]);
  });

  it('a text that is too long and a row that has too many cells', () => {
    expect(problemsOf(file([...line(head, { nama: 'a'.repeat(201) }), 'x']))).toMatchObject([
      { row: 2, code: 'too-many-cells', cells: 9, columns: 8 },
      { row: 2, column: 'nama', code: 'too-long', length: 201, limit: 200 },
    ]);
  });

  it('columns that are missing, unknown or there twice', () => {
    const header = ['nip', 'nip', 'nama', 'unit', 'jabatan', 'jenjang', 'peran', 'zone'];
    expect(problemsOf({ headerRow: 1, header, rows: [] })).toEqual([
      { code: 'column-twice', row: 1, column: 'nip' },
      { code: 'column-unknown', row: 1, column: 'zone' },
      { code: 'column-missing', row: 1, column: 'atasan_nip' },
      { code: 'column-missing', row: 1, column: 'zona' },
    ]);
  });

  it('being empty, with or without a header', () => {
    expect(problemsOf(file())).toEqual([{ code: 'file-empty', row: 1 }]);
    expect(problemsOf({ headerRow: 1, header: [], rows: [] })).toEqual([{ code: 'file-empty', row: 1 }]);
    expect(problemsOf(file(['', '']))).toEqual([{ code: 'file-empty', row: 1 }]);
  });

  it('all of it at once, in the file’s order', () => {
    const rows = file(line(head, { zona: 'x' }), line(staff, { atasan_nip: nip(9) }), line(head));
    expect(problemsOf(rows).map(({ row, code }) => [row, code])).toEqual([
      [2, 'zone-unknown'],
      [3, 'superior-unknown'],
      [4, 'nip-twice'],
    ]);
  });
});

describe('the path of a unit', () => {
  it.each([
    ['Dinas A / Seksi B', 'Dinas A / Seksi B'],
    ['  Dinas  A   /   Seksi B ', 'Dinas A / Seksi B'],
    ['SD/MI Negeri 1', 'SD/MI Negeri 1'],
    ['/ Dinas A', null],
    ['Dinas A /', null],
    ['Dinas A / / B', null],
  ])('is read: "%s"', (text, path) => {
    expect(readUnitPath(text)).toBe(path);
  });
});

describe('a large roster', () => {
  const many = (count: number) =>
    file(
      ...Array.from({ length: count }, (_, at) =>
        // One chain of superiors as deep as the file is long: the worst case for finding cycles.
        line(`198001012005${10_000 + at}1`, {
          atasan_nip: at === 0 ? '' : `198001012005${10_000 + at - 1}1`,
          unit: `Dinas ${at % 500} / Seksi ${at % 5_000}`,
          zona: '',
        }),
      ),
    );
  it('of 50,000 rows is checked in a time that grows with its rows, not with their square', () => {
    const table = many(50_000);
    const small = file(...table.rows.slice(0, 5_000).map(({ cells }) => [...cells]));
    // The best of three, because other work on the machine only ever adds time.
    const timed = (run: () => unknown) =>
      Math.min(
        ...[1, 2, 3].map(() => {
          const from = performance.now();
          run();
          return performance.now() - from;
        }),
      );
    const few = timed(() => planOf(small));
    const all = timed(() => expect(planOf(table).create).toHaveLength(50_000));
    // Ten times the rows: quadratic would be a hundred times the time.
    expect(all / few).toBeLessThan(50);
  });

  it('in which everything is wrong is refused with every problem', () => {
    const rows = Array.from({ length: 50_000 }, () =>
      line('x', { nama: '', unit: '', atasan_nip: 'y', peran: 'z', zona: 'w' }),
    );
    expect(problemsOf(file(...rows))).toHaveLength(300_000);
  });
});
