/** One line of the table: what was counted, and what it must be; null where anything goes. */
export interface Count {
  readonly what: string;
  readonly found: number;
  readonly must: number | null;
  /** The first few of what is wrong, for whoever looks for the reason. */
  readonly examples?: readonly string[];
}

const mostExamples = 5;

/** Told only. */
export function told(what: string, found: number): Count {
  return { what, found, must: null };
}

/** There must be none of these. */
export function none(what: string, examples: readonly string[]): Count {
  return { what, found: examples.length, must: 0, examples: examples.slice(0, mostExamples) };
}

/** The lines that are not as they must be. */
export function violations(counts: readonly Count[]): readonly Count[] {
  return counts.filter(({ found, must }) => must !== null && found !== must);
}

/** The counts as a table, with what is wrong below. */
export function table(counts: readonly Count[]): string {
  const width = Math.max(...counts.map(({ what }) => what.length));
  const lines = counts.map(({ what, found, must }) => {
    const verdict = must === null ? '' : found === must ? '  ok' : `  MUST BE ${must}`;
    return `${what.padEnd(width)}  ${String(found).padStart(7)}${verdict}`;
  });
  const wrong = violations(counts).flatMap(({ what, examples = [] }) => examples.map((each) => `${what}: ${each}`));
  return [...lines, ...wrong].join('\n');
}
