/** Reads the source once from left to right and keeps what has been read as plain text. */
export class Scanner {
  output = '';
  private readonly source: string;
  private position = 0;

  constructor(source: string) {
    this.source = source;
  }

  atEnd(): boolean {
    return this.position >= this.source.length;
  }

  peek(ahead = 0): string {
    return this.source.charAt(this.position + ahead);
  }

  skip(count: number): void {
    this.position += count;
  }

  byteOffset(): number {
    return Buffer.byteLength(this.source.slice(0, this.position));
  }

  takeCharacter(): void {
    this.output += this.peek();
    this.position += 1;
  }

  takeWhile(accept: (character: string) => boolean): string {
    const begin = this.position;
    while (!this.atEnd() && accept(this.peek())) this.position += 1;
    return this.source.slice(begin, this.position);
  }

  takeQuoted(quote: string): string {
    let value = '';
    while (!this.atEnd() && this.peek() !== quote) {
      const entity = this.peek() === '&' ? this.readEntity() : null;
      value += entity ?? this.peek();
      if (entity === null) this.position += 1;
    }
    this.position += 1;
    return value;
  }

  /** Takes `&lt;` and the like into the output; false where the ampersand is only an ampersand. */
  takeEntity(): boolean {
    const character = this.readEntity();
    if (character === null) return false;
    this.output += character;
    return true;
  }

  private readEntity(): string | null {
    const match = /^&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));?/i.exec(this.source.slice(this.position, this.position + 12));
    if (match === null) return null;
    const [whole, hex, decimal, name] = match;
    const character = name === undefined ? fromCode(hex, decimal) : NAMED[name];
    if (character === undefined) return null;
    this.position += whole.length;
    return character;
  }
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

function fromCode(hex: string | undefined, decimal: string | undefined): string | undefined {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > 0 && code < 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}

/** White space as the server counts it. */
export function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n' || character === '\v';
}
