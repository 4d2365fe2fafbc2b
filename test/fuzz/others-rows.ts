import pg from 'pg';

/** Whose rows may change: the people who write to the bot. */
export interface Writers {
  readonly telegramIds: readonly number[];
  readonly employeeIds: readonly number[];
}

/** What a writer never has: logs and queues, which hold what was done, by whoever did it. */
const notOwned = [
  '_prisma_migrations',
  'processed_update',
  'outbox',
  'audit',
  'cron_run',
  'send_budget',
  'citizen_rating',
];

/** Rows of a table that are a writer's own. `$1`: Telegram ids, `$2`: employees. Every other row of every other table is somebody else's. */
const theirs: Readonly<Record<string, string>> = {
  // Whoever writes for the first time gets an account: those that were not there at the beginning are no one's.
  account: 't.telegram_id = any($1) or t.employee_id is null',
  conversation:
    't.telegram_id = any($1) or not exists (select from account a where a.telegram_id = t.telegram_id and a.employee_id is not null)',
  concern:
    't.telegram_id = any($1) or not exists (select from account a where a.telegram_id = t.telegram_id and a.employee_id is not null)',
  appraisal: 't.employee_id = any($2)',
  assessment: 't.rater_id = any($2)',
  answer: 'exists (select from assessment s where s.id = t.assessment_id and s.rater_id = any($2))',
  evidence: 'exists (select from assessment s where s.id = t.assessment_id and s.rater_id = any($2))',
  work_plan: 'exists (select from appraisal p where p.id = t.appraisal_id and p.employee_id = any($2))',
  work_item:
    'exists (select from work_plan w join appraisal p on p.id = w.appraisal_id where w.id = t.plan_id and p.employee_id = any($2))',
  work_report: 'exists (select from appraisal p where p.id = t.appraisal_id and p.employee_id = any($2))',
  performance_dialogue: 'exists (select from appraisal p where p.id = t.appraisal_id and p.employee_id = any($2))',
  feedback_note: 't.from_id = any($2)',
  development_item: 't.employee_id = any($2)',
  lesson_attempt: 't.employee_id = any($2)',
  poll_vote: 't.employee_id = any($2)',
  correction_request: 't.employee_id = any($2)',
  // The secret of the day, made with the first citizen of that day; and what the bot notes of its own.
  preference: "t.key in ('citizen-salts', 'last-contact')",
};

/** Every row but for what is the writers' own, as text, each after the name of its table. */
export async function othersRows(
  databaseUrl: string,
  { telegramIds, employeeIds }: Writers,
): Promise<ReadonlySet<string>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename <> all($1) order by 1`,
      [notOwned],
    );
    const all: string[] = [];
    for (const { name } of tables) {
      const own = theirs[name] ?? 'false';
      const { rows } = await client.query<{ row: string }>(
        `select to_jsonb(t)::text as row from "${name}" t
         where not coalesce((${own}), false) and $1::bigint[] is not null and $2::int[] is not null`,
        [telegramIds, employeeIds],
      );
      all.push(...rows.map(({ row }) => `${name} ${row}`));
    }
    return new Set(all);
  } finally {
    await client.end();
  }
}
