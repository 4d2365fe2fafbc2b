import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { parse } from 'yaml';
import { addDays, calendarDate } from '../../src/domain/calendar.ts';
import { type Framework, parseFramework } from '../../src/domain/framework.ts';
import { windowsOf } from '../../src/domain/windows.ts';
import { applyMigrations } from '../../src/storage/migrations.ts';
import { root } from './contestants.ts';

/** Telegram id of the employee number 0, 1, 2 … */
export const telegramIdAt = (index: number): number => 1_000_000 + index;

/** A framework of twelve indicators that ask for no example, so that a questionnaire is twelve presses. */
function twelveQuestions(): Framework {
  const given = parse(readFileSync(path.join(root, 'prisma/frameworks/gerunggang.yaml'), 'utf8'));
  const [first, , third] = given.indicators;
  const { evidence: _evidence, ...plain } = first;
  const { evidence: _other, ...behaviour } = third;
  return parseFramework({
    ...given,
    key: 'dua-belas',
    rules: {},
    groups: [
      { kind: 'supervisor', weight: 80, minimum: 1 },
      { kind: 'self', weight: 20, minimum: 1 },
    ],
    order: ['self', 'supervisor'],
    indicators: Array.from({ length: 12 }, (_, index) => ({
      ...(index < 8 ? plain : behaviour),
      id: `q${index + 1}`,
      section: index < 8 ? 'results' : 'behaviour',
      weight: 1,
      raters: ['self', 'supervisor'],
    })),
  });
}

/** Makes a database with so many employees who have joined, and an open period in which they assess themselves now. */
export async function settleEmployees(databaseUrl: string, employees: number): Promise<void> {
  await applyMigrations(databaseUrl, path.join(root, 'prisma/migrations'));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const today = calendarDate(new Date().toISOString().slice(0, 10));
    const endsOn = addDays(today, 3);
    const framework = twelveQuestions();
    const windows = windowsOf(endsOn, framework.windows);
    const units = Math.max(1, Math.ceil(employees / 50));
    await client.query(`insert into unit (name, path, time_zone) values ('Kabupaten', 'Kabupaten', 'Asia/Jakarta')`);
    await client.query(
      `insert into unit (name, path, parent_id) select 'Unit ' || n, 'Kabupaten / Unit ' || n, 1 from generate_series(1, $1) n`,
      [units],
    );
    await client.query(
      `insert into employee (nip, name, unit_id, position, supervisor_id)
       select '9' || lpad(n::text, 17, '0'), 'Pegawai ' || n, 2 + (n - 1) % $2::int, 'Analis', nullif((n - 1) / 10, 0)
       from generate_series(1, $1::int) n`,
      [employees, units],
    );
    await client.query(
      `insert into account (telegram_id, employee_id, first_name, locale, joined_at, notice_version, notice_at)
       select $1::bigint + id - 1, id, 'P', 'id', now(), '1', now() from employee`,
      [telegramIdAt(0)],
    );
    await client.query(
      `insert into period (name, starts_on, ends_on, state, framework_key, framework, self_opens_on, self_closes_on, review_closes_on, opened_at)
       values ('Semester ini', $1, $2, 'open', $3, $4, $5, $6, $7, now())`,
      [
        addDays(endsOn, -180),
        endsOn,
        framework.key,
        framework,
        windows.selfOpensOn,
        windows.selfClosesOn,
        windows.reviewClosesOn,
      ],
    );
    await client.query(
      `insert into appraisal (period_id, employee_id, supervisor_id, unit_id) select 1, id, supervisor_id, unit_id from employee`,
    );
    await client.query('analyze');
  } finally {
    await client.end();
  }
}
