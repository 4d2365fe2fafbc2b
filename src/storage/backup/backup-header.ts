import pg from 'pg';
import { z } from 'zod';

/** What a backup says about itself, in its first line: enough to know before anything is touched whether it can be restored, and afterwards whether all of it was. */
export type BackupHeader = z.output<typeof backupHeaderSchema>;
export type BackupTable = BackupHeader['tables'][number];

/** The format this program writes, and the newest it reads. */
export const backupFormat = 1;

export const backupHeaderSchema = z.object({
  format: z.int().min(1),
  /** Of the program that wrote it. */
  version: z.string(),
  /** The moment whose state this is, by the database's clock. */
  at: z.iso.datetime(),
  /** As they were applied to the database that was backed up. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1), rows: z.int().min(0) })),
  /** Next numbers: `value` was given out already when `called`. Texts, as they go beyond what a number holds. */
  sequences: z.array(z.object({ name: z.string(), value: z.string().regex(/^\d+$/), called: z.boolean() })),
});

/** Begins the first line; the header's JSON follows. */
export const headerMark = '-- dialog-kinerja backup ';

/** The line after which a table's rows follow, up to `endOfRows`. */
export const copyInStatement = (table: BackupTable): string => `COPY ${columnsOf(table)} FROM STDIN;`;

/** What gives the rows that `copyInStatement` takes. */
export const copyOutStatement = (table: BackupTable): string => `COPY ${columnsOf(table)} TO STDOUT`;

function columnsOf({ name, columns }: BackupTable): string {
  return `${pg.escapeIdentifier(name)} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`;
}

/** A line that no row in PostgreSQL's text format can be: it writes a backslash as two. */
export const endOfRows = '\\.';

/** Nothing but whole backups end with this line. */
export const endOfBackup = '-- end of backup';
