/**
 * A number that is not negative as a person writes it, as plain decimal text without needless zeros: `12`, `12,5`, `12.5`, `1.500` (points between groups of three
 * are thousands, as Indonesians write them), `1.500,25`. At most 12 digits before and 4 after the comma; null for anything else.
 */
export function readDecimal(text: string): string | null {
  const written = text.trim().replace(/\s/g, '');
  const grouped = /^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(written);
  const plain = (grouped ? written.replaceAll('.', '') : written).replace(',', '.');
  const found = /^0*(\d{1,12})(?:\.(\d+))?$/.exec(plain);
  if (!found) return null;
  const [, whole = '0', decimals = ''] = found;
  const kept = decimals.replace(/0+$/, '');
  if (kept.length > 4) return null;
  return kept === '' ? whole : `${whole}.${kept}`;
}
