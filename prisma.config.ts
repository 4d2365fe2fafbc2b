import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// Every command asks for the schema engine, a download from Prisma's own host, though only `migrate` and `db` run it. For the others an existing file in its
// place is enough, and so `prisma generate` works where nothing but the npm registry can be reached.
const runsEngine = process.argv.some((word) => word === 'migrate' || word === 'db');
if (!runsEngine) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(import.meta.url);

const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url === undefined || url === '' ? {} : { datasource: { url } }),
});
