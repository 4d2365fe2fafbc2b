/** What became of a call, as the bot saw it. */
export type CallOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  /** The connection broke; `done` tells whether the effect was done before. */
  | { readonly kind: 'dropped'; readonly done: boolean };

/** One call of the Bot API, for assertions. */
export interface RecordedCall {
  /** With its proper spelling. */
  readonly method: string;
  /** As the bot sent them; JSON given as a string stays a string. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Files that came along, without their bytes. */
  readonly uploads: readonly {
    readonly part: string;
    readonly name: string;
    readonly mime: string;
    readonly size: number;
  }[];
  readonly at: Date;
  /** Null while the call runs (a poll that waits). */
  readonly outcome: CallOutcome | null;
}

const KEPT = 20_000;

/** The calls in order of arrival; only the newest 20,000 are kept. */
export class RecordedCalls {
  private list: { -readonly [Key in keyof RecordedCall]: RecordedCall[Key] }[] = [];

  clear(): void {
    this.list = [];
  }

  /** Notes a call down and returns the function that tells its outcome. */
  begin(call: Omit<RecordedCall, 'outcome'>): (outcome: CallOutcome) => void {
    const entry: { -readonly [Key in keyof RecordedCall]: RecordedCall[Key] } = { ...call, outcome: null };
    this.list.push(entry);
    if (this.list.length > KEPT * 1.1) this.list = this.list.slice(-KEPT);
    return (outcome) => {
      entry.outcome = outcome;
    };
  }

  /** All calls, or those of one method. */
  of(method?: string): readonly RecordedCall[] {
    const wanted = method?.toLowerCase();
    return this.list.filter((call) => wanted === undefined || call.method.toLowerCase() === wanted);
  }
}
