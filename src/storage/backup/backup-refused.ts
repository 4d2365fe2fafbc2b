/** A backup or restore was not done, and nothing was changed; `message` says in words why and what to do. */
export class BackupRefused extends Error {
  readonly code: BackupRefusedCode;
  constructor(code: BackupRefusedCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'BackupRefused';
    this.code = code;
  }
}

/**
 * `damaged`: the file is cut off, was changed, or is no backup. `newer`: it was written by a newer version. `misfit`: by another edition of the same migrations. `in-use`: the
 * bot runs on the database. `not-empty`: the database has content and nobody said that it may go. `foreign`: its tables are not ours. `not-ready`: there is nothing to back up yet. `file`: the file system refuses.
 */
export type BackupRefusedCode =
  | 'damaged'
  | 'newer'
  | 'misfit'
  | 'in-use'
  | 'not-empty'
  | 'foreign'
  | 'not-ready'
  | 'file';
