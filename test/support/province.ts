import type { Database } from '../../src/storage/database.ts';
import { loadFramework } from './district.ts';

/** How large a province is to be. */
export interface ProvinceSize {
  readonly people: number;
  readonly sections: number;
  /** Answers of so many peers about everybody. */
  readonly peers: number;
}

/**
 * A province whose people were all assessed and whose results are released, written by the database itself: one office with 40 agencies, the sections in them, and in each section one supervisor
 * who rated everybody in it. Levels and predicates follow from the numbers of the rows, so they can be computed by hand. Answers the period's id.
 */
export async function settleProvince({ prisma }: Database, size: ProvinceSize): Promise<number> {
  const { people, sections, peers } = size;
  const framework = loadFramework('aceh');
  const indicators = framework.indicators.map(({ id }) => id);
  const period = await prisma.period.create({
    data: {
      name: 'Semester II 2026',
      startsOn: new Date('2026-07-01'),
      endsOn: new Date('2026-12-31'),
      state: 'released',
      frameworkKey: framework.key,
      framework,
      selfOpensOn: new Date('2026-12-17'),
      selfClosesOn: new Date('2027-01-07'),
      reviewClosesOn: new Date('2027-01-21'),
      openedAt: new Date('2026-12-01'),
      releasedAt: new Date('2027-02-01'),
    },
  });
  const write = (sql: string) => prisma.$executeRawUnsafe(sql);
  await write(`insert into unit (id, name, path) values (1, 'Provinsi', 'Provinsi')`);
  await write(
    `insert into unit (id, name, path, parent_id) select 1 + n, 'Dinas ' || n, 'Provinsi / Dinas ' || n, 1 from generate_series(1, 40) n`,
  );
  await write(`insert into unit (id, name, path, parent_id)
    select 41 + n, 'Seksi ' || n, 'Provinsi / Dinas ' || (n % 40 + 1) || ' / Seksi ' || n, n % 40 + 2 from generate_series(1, ${sections}) n`);
  // The first of each section leads it.
  await write(`insert into employee (id, nip, name, unit_id, supervisor_id)
    select n, '1990' || lpad(n::text, 14, '0'), 'Pegawai ' || n, 42 + (n - 1) % ${sections}, case when n > ${sections} then 1 + (n - 1) % ${sections} end
    from generate_series(1, ${people}) n`);
  await write(
    `insert into account (telegram_id, employee_id, joined_at) select 1000000 + n, n, now() from generate_series(1, ${people}, 2) n`,
  );
  await write(`insert into appraisal (id, period_id, employee_id, supervisor_id, unit_id, self_submitted_at, reviewed_at, proposed_predicate, predicate, feedback, score, released_at, acknowledged_at)
    select n, ${period.id}, n, 1 + (n - 1) % ${sections}, 42 + (n - 1) % ${sections}, now(), now(), 'BAIK',
      case when n % 10 < 2 then 'SANGAT_BAIK' when n % 10 < 9 then 'BAIK' else 'BUTUH_PERBAIKAN' end,
      repeat(md5(n::text), 8), jsonb_build_object('proposed', 'BAIK', 'explanation', (select string_agg(md5(n::text || k), '') from generate_series(1, 60) k)),
      now(), case when n % 3 = 0 then now() end
    from generate_series(1, ${people}) n`);
  await write(`insert into assessment (id, appraisal_id, kind, rater_id, submitted_at)
    select n, n, 'supervisor', 1 + (n - 1) % ${sections}, now() from generate_series(1, ${people}) n`);
  if (peers > 0) {
    await write(`insert into peer_request (appraisal_id, peer_id, state, asked_at)
      select n, 1 + (n + k * ${sections} - 1) % ${people}, 'submitted', now() from generate_series(1, ${people}) n, generate_series(1, ${peers}) k`);
    await write(`insert into assessment (id, appraisal_id, kind, rater_id, submitted_at)
      select ${people} * k + n, n, 'peer', 1 + (n + k * ${sections} - 1) % ${people}, now() from generate_series(1, ${people}) n, generate_series(1, ${peers}) k`);
  }
  await write(`insert into answer (assessment_id, indicator_id, level)
    select assessment.id, indicator.id, 2 + (assessment.id + indicator.place) % 3
    from assessment, unnest(array[${indicators.map((id) => `'${id}'`).join(', ')}]) with ordinality indicator (id, place)`);
  await write('analyze');
  return period.id;
}
