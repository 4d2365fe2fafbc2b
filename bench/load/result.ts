/** One line of the table. */
export interface BenchResult {
  readonly what: string;
  readonly toReach: string;
  readonly measured: string;
  /** Null where it is told and nothing has to be reached. */
  readonly reached: boolean | null;
  readonly note?: string;
}

export function ratio(ours: number, theirs: number): string {
  return `${(ours / theirs).toFixed(2)} × (${shown(ours)} to ${shown(theirs)})`;
}

export function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** How much more the second half of some samples is than the first. */
export function growthOf(samples: readonly number[]): number {
  const half = Math.floor(samples.length / 2);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return mean(samples.slice(half)) / mean(samples.slice(0, half));
}
