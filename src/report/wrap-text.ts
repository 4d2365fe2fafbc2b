/** Text in lines of at most `most` characters, cut between words where possible; what does not fit into `lines` lines ends in `…`. Never empty. */
export function wrapText(
  text: string,
  { most, lines }: { readonly most: number; readonly lines: number },
): readonly string[] {
  const words = text
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .split(/\s+/u)
    .flatMap((word) => piecesOf(word, most));
  const wrapped: string[] = [];
  for (const word of words) {
    const longer = wrapped.length === 0 ? word : `${wrapped.at(-1)} ${word}`;
    if (wrapped.length > 0 && lengthOf(longer) <= most) wrapped.pop();
    wrapped.push(lengthOf(longer) <= most ? longer : word);
  }
  if (wrapped.length <= lines) return wrapped;
  const kept = wrapped.slice(0, lines);
  const end = [...(kept.at(-1) ?? '')]
    .slice(0, most - 1)
    .join('')
    .trimEnd();
  return [...kept.slice(0, -1), `${end}…`];
}

/** A word longer than a line in pieces that fit; by characters, so that no emoji is cut into halves. */
function piecesOf(word: string, most: number): readonly string[] {
  const letters = [...word];
  return letters.length <= most
    ? [word]
    : [letters.slice(0, most).join(''), ...piecesOf(letters.slice(most).join(''), most)];
}

function lengthOf(text: string): number {
  return [...text].length;
}
