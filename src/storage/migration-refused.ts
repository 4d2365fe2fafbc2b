/** The database and the code do not fit each other; starting would harm one of them. `message` says in words which migration and what to do. */
export class MigrationRefused extends Error {
  readonly code: MigrationRefusedCode;
  /** Names of the migrations this is about, oldest first. */
  readonly migrations: readonly string[];
  constructor(code: MigrationRefusedCode, migrations: readonly string[], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'MigrationRefused';
    this.code = code;
    this.migrations = migrations;
  }
}

/**
 * `database-newer`: holds migrations the code does not know. `changed`: a migration's file is not the one that was applied. `failed-before`: an earlier attempt
 * broke off in the middle. `failed-now`: this one was refused by the database. `foreign`: the database has tables, and its history, if any, is another program's.
 */
export type MigrationRefusedCode = 'database-newer' | 'changed' | 'failed-before' | 'failed-now' | 'foreign';
