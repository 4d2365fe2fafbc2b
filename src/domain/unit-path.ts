/** Joins the names of a unit and those above it, from the top. */
export const unitSeparator = ' / ';

/** A unit's path with single spaces round each ` / `, or null when a name in it is empty. A slash without spaces belongs to a name. */
export function readUnitPath(text: string): string | null {
  const names = ` ${text} `.split(/\s\/(?=\s)/).map((name) => name.replace(/\s+/g, ' ').trim());
  return names.some((name) => name === '') ? null : names.join(unitSeparator);
}

/** The names on the way from the top to a unit; none for the empty path, which is the whole organisation. */
export function unitNames(path: string): readonly string[] {
  return path === '' ? [] : path.split(unitSeparator);
}

/** The paths of the units on the way from the top down to a unit, itself last; none for the empty path. */
export function wayTo(path: string): readonly string[] {
  const names = unitNames(path);
  return names.map((_, depth) => names.slice(0, depth + 1).join(unitSeparator));
}

/** The path of the unit above, or null at the top. */
export function parentPath(path: string): string | null {
  const at = path.lastIndexOf(unitSeparator);
  return at === -1 ? null : path.slice(0, at);
}

/** The unit's own name, the last of its path. */
export function unitName(path: string): string {
  const at = path.lastIndexOf(unitSeparator);
  return at === -1 ? path : path.slice(at + unitSeparator.length);
}
