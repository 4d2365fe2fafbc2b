import type pg from 'pg';

/** A table or a view that keeps or shows rows. */
export interface Relation {
  readonly name: string;
  readonly isTable: boolean;
}

/** What a database holds in the product's schema, by name. Without what an extension brought there, such as the views of pg_stat_statements: it belongs to the server. */
export async function listRelations(client: pg.Client): Promise<readonly Relation[]> {
  const { rows } = await client.query<Relation>(`
    SELECT relname AS name, relkind IN ('r', 'p') AS "isTable" FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
      AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
    ORDER BY relname`);
  return rows;
}
