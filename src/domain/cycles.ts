/**
 * The cycles among people of whom each has at most one superior, every cycle once, beginning with the member that comes first in
 * `order`. Linear, and without recursion: a chain of 50,000 is no danger to the stack.
 */
export function cyclesIn(order: Iterable<string>, superiorOf: (member: string) => string | null): string[][] {
  const walkOf = new Map<string, number>();
  const cycles: string[][] = [];
  let walk = 0;
  for (const start of order) {
    walk++;
    let at: string | null = start;
    while (at !== null && !walkOf.has(at)) {
      walkOf.set(at, walk);
      at = superiorOf(at);
    }
    // The walk met itself, not an older walk: what lies between is a cycle.
    if (at !== null && walkOf.get(at) === walk) cycles.push(cycleFrom(at, superiorOf));
  }
  return cycles;
}

function cycleFrom(first: string, superiorOf: (member: string) => string | null): string[] {
  const members = [first];
  for (let at = superiorOf(first); at !== null && at !== first; at = superiorOf(at)) members.push(at);
  return members;
}
