import type { Progress } from '../../dialogue/progress.ts';
import type { Locale } from '../../i18n/words.ts';
import type { AccountRow } from '../../storage/account.ts';
import type { Tx } from '../../storage/database.ts';
import type { EmployeeRow } from '../../storage/employee.ts';
import type { IncomingFile } from '../../telegram/incoming.ts';
import type { OpenedConversation } from './feature.ts';
import type { Registry } from './registry.ts';
import type { AppSettings } from './settings.ts';

/** Everything one update is worked on with: one transaction, one instant, one person. */
export interface Scene {
  readonly tx: Tx;
  readonly now: Date;
  readonly actor: Actor;
  readonly settings: AppSettings;
  readonly registry: Registry;
  /** The bot's name in links: `https://t.me/<botUsername>`. */
  readonly botUsername: string;
  /** The question that was opened for this update, so that it is not opened again to be shown, and may be remembered. */
  readonly open: { question: OpenQuestion | null };
  /** The bytes of a file the person just sent, at most 20 MB. The first call ends this attempt; the file is fetched outside the transaction and the update is worked on again. */
  fileBytes(file: IncomingFile): Uint8Array;
}

/** A conversation as it stands and what it is made of: enough to ask its question. */
export interface OpenQuestion {
  readonly conversationId: number;
  readonly opened: Extract<OpenedConversation, { ok: true }>;
  readonly progress: Progress;
}

/** The person who acted, as the database knows them under the row lock. */
export interface Actor {
  readonly telegramId: number;
  readonly account: AccountRow;
  /** Null for a newcomer and for HR who are not on the roster. */
  readonly employee: EmployeeRow | null;
  /** On the roster as `hr`, or named in HR_TELEGRAM_IDS. */
  readonly isHr: boolean;
  /** Has staff in the roster, or appraisals to review in a period that is not released, own ones or somebody else's as a delegate. */
  readonly isSupervisor: boolean;
  readonly standIn: StandIn;
  readonly locale: Locale;
}

/** For whom the person assesses today, by a delegation (/delegasi). */
export interface StandIn {
  readonly supervisors: readonly { readonly id: number; readonly name: string }[];
  /** Appraisals about which they were asked as a colleague: there they stand in for nobody. Empty when they stand in for nobody at all. */
  readonly asPeer: ReadonlySet<number>;
}

/** Thrown by `Scene.fileBytes` to have a file fetched first. */
export class NeedsFile extends Error {
  readonly file: IncomingFile;
  constructor(file: IncomingFile) {
    super('A file has to be fetched first.');
    this.name = 'NeedsFile';
    this.file = file;
  }
}
