/**
 * Whether HR reads a citizen's comment before anybody else does: because of an abusive word, a link, a name of an account, or a telephone number. The comment is kept as it is
 * and the number counts either way. `words` are normalised as `normalWord` does.
 */
export function needsReading(text: string, words: ReadonlySet<string>): boolean {
  return linkOrAccount.test(text) || telephone.test(text) || wordsOf(text).some((word) => words.has(word));
}

/** A word as it is compared: small letters without accents, letters for the digits and signs that stand for them (4nj1n9), a letter said three times or more as one. */
export function normalWord(word: string): string {
  // A number that waits in a queue is no word.
  if (!/\p{L}/u.test(word)) return '';
  return [...word.normalize('NFKD').toLowerCase()]
    .map((letter) => lookAlike[letter] ?? letter)
    .join('')
    .replace(/[^a-z]/g, '')
    .replace(/(.)\1{2,}/g, '$1');
}

/** The words as written, and letters that stand alone (a n j i n g) as the word they make together. */
function wordsOf(text: string): readonly string[] {
  const words = text.split(/[\s,;:?"“”()/\\–—]+/u).map((word) => normalWord(word.replace(/!+$/, '')));
  const spelled = words.map((word) => (word.length === 1 ? word : ' ')).join('');
  return [...words, ...spelled.split(/ +/)].flatMap((word) => [word, word.replace(/(.)\1+/g, '$1')]);
}

const lookAlike: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
};

const linkOrAccount =
  /https?:|www\.|\bt\.me\b|\bwa\.me\b|@[a-z0-9_.]{3,}|\b[a-z0-9-]{2,}\.(?:com|net|org|id|info|xyz|me|io|co|link|site|online|shop|top|bet)\b/i;
const telephone = /(?:\d[\s().+-]{0,2}){9,}/;
