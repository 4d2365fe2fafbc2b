/** Fails when schema and migrations differ, or when Prisma would not accept a database that the product's own runner migrated. `node --import tsx scripts/check-migrations.ts` */
import { applyMigrations } from '../src/storage/migrations.ts';
import { filters, migrationList, migrationsDir } from './support/migration-files.ts';
import { missingSql } from './support/missing-sql.ts';
import { openSchemaEngine } from './support/schema-engine.ts';
import { withScratchDatabase } from './support/scratch-database.ts';

const problems = await withScratchDatabase(async (url) => {
  const { applied } = await applyMigrations(url, migrationsDir);
  const engine = await openSchemaEngine(url);
  const found: string[] = [];

  const missing = await missingSql(engine, url);
  if (missing !== '')
    found.push(
      `The migrations do not make what prisma/schema.prisma says. Write one with scripts/write-migration.ts:\n${missing}`,
    );

  const migrationsList = await migrationList();
  const history = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters });
  const accepted =
    history.hasMigrationsTable &&
    history.history === null &&
    history.editedMigrationNames.length === 0 &&
    history.failedMigrationNames.length === 0;
  if (!accepted) found.push(`Prisma does not accept the history our runner keeps: ${JSON.stringify(history)}`);

  // What `prisma migrate deploy` does after it has looked.
  const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters });
  if (appliedMigrationNames.length > 0) found.push(`Prisma would apply again: ${appliedMigrationNames.join(', ')}`);

  if (found.length === 0)
    console.log(`${applied.length} migrations make the schema, and Prisma accepts the database they made.`);
  return found;
});

for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
