/** Something wrong in a framework, and where. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

/** Every value that was there before. */
export function repeated(
  values: readonly string[] | readonly number[],
  pathOf: (at: number) => Fault['path'],
): Fault[] {
  const seen = new Set<string | number>();
  return values.flatMap((value, at) => {
    if (seen.has(value)) return [{ path: pathOf(at), reason: `repeats ${value}` }];
    seen.add(value);
    return [];
  });
}

/** Every value that is not more than the one before it. */
export function notAscending(values: readonly number[], pathOf: (at: number) => Fault['path']): Fault[] {
  return values.flatMap((value, at) => {
    const before = values[at - 1];
    return before !== undefined && value <= before
      ? [{ path: pathOf(at), reason: `must be more than ${before}, the one before it` }]
      : [];
  });
}
