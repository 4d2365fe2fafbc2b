/**
 * The database cannot be used just now, or cannot run here at all; nothing of the work in hand was kept, or it is not known whether it was.
 * An update in hand stays unconfirmed, so that Telegram delivers it again. `message` says in words for the log what happened and what to do;
 * it never contains the password.
 */
export class DatabaseUnavailable extends Error {
  readonly code: DatabaseUnavailableCode;
  constructor(code: DatabaseUnavailableCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatabaseUnavailable';
    this.code = code;
  }
}

/**
 * The first seven are about starting PostgreSQL here; `connection-lost` is about a server that was or should be running elsewhere or here;
 * `too-busy` means that it runs and answers too late, or keeps rolling back because others change the same rows.
 */
export type DatabaseUnavailableCode =
  | 'unsupported-platform'
  | 'package-missing'
  | 'no-permission'
  | 'disk-full'
  | 'misplaced-data'
  | 'start-failed'
  | 'stop-failed'
  | 'connection-lost'
  | 'too-busy';
