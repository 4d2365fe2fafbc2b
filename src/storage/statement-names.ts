/** How often a text is seen before it gets a name, and how many names there are at most: each connection keeps a plan for each. */
const seenBefore = 20;
const mostNames = 300;
/** Texts whose number of times is remembered; lists of varying length make ever new ones. */
const mostTexts = 3_000;

/**
 * Names for statements that come again and again, by which the server keeps their plans: planning costs more than running most of them. What is rare, or one too many, gets
 * the empty name, which keeps nothing.
 */
export function createStatementNames(): (statement: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  const seen = new Map<string, number>();
  return ({ sql }) => {
    const name = names.get(sql);
    if (name !== undefined) return name;
    if (names.size >= mostNames) return '';
    const times = (seen.get(sql) ?? 0) + 1;
    if (times < seenBefore) {
      if (seen.size >= mostTexts) seen.clear();
      seen.set(sql, times);
      return '';
    }
    seen.delete(sql);
    const given = `s${names.size}`;
    names.set(sql, given);
    return given;
  };
}
