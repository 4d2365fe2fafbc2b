/** A CSV file (comma, UTF-8 without a mark, CRLF), its cells guarded against being run as formulas. */
export function writeCsv(header: readonly string[], rows: Iterable<readonly string[]>): Uint8Array {
  const lines = [header, ...rows].map((cells) => cells.map((cell) => quoted(guardFormula(cell))).join(','));
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`);
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises. */
export function guardFormula(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[",;\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}
