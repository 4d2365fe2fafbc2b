import type { Database } from '../../storage/database.ts';
import type { Gateway } from '../../telegram/gateway.ts';
import type { Registry } from './registry.ts';
import type { AppSettings } from './settings.ts';

/** What the use cases run on, put together once in `main.ts`. */
export interface App {
  readonly database: Database;
  readonly gateway: Gateway;
  readonly registry: Registry;
  readonly settings: AppSettings;
  readonly now: () => Date;
  readonly log: AppLog;
  /** Called after a commit that may have queued messages, so that they leave at once. */
  readonly wakeSender: () => void;
  /** Aborted when the bot stops: whoever waits then gives up, and the update stays with Telegram. */
  readonly stopping: AbortSignal;
}

/** Never given names, answers, tokens or texts. */
export interface AppLog {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}
