import Fraction from 'fraction.js';
import { z } from 'zod';

/** An exact rational number. Scores are never binary floats: those drift at the edge of a band (DOMAIN.md §2). */
export type Exact = Fraction;

/** Exactly this number: a whole number, a decimal string like `2.75`, or a fraction like `8/3`. A float with decimals is refused. */
export function exact(value: number | bigint | string): Exact {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`${value} is not a whole number: write decimals as text`);
  return new Fraction(value);
}

export const zero = exact(0);

export function sum(values: readonly Exact[]): Exact {
  return values.reduce((total, value) => total.add(value), zero);
}

/** `Σ weight·value / Σ weight`, or null when nothing has weight. */
export function weightedMean(parts: readonly { readonly weight: Exact; readonly value: Exact }[]): Exact | null {
  const weight = sum(parts.map((part) => part.weight));
  return weight.equals(zero) ? null : sum(parts.map((part) => part.weight.mul(part.value))).div(weight);
}

export function least(a: Exact, b: Exact): Exact {
  return a.lt(b) ? a : b;
}

/**
 * A plain decimal to show, `4.13`, rounded half up (away from zero); never to compare or to compute with. The decimal comma of
 * Indonesian is the view's.
 */
export function show(value: Exact, decimals = 2): string {
  const scale = 10n ** BigInt(decimals);
  const scaled = (value.n * scale * 2n + value.d) / (value.d * 2n);
  const sign = value.s < 0n && scaled > 0n ? '-' : '';
  const whole = scaled / scale;
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${String(scaled % scale).padStart(decimals, '0')}`;
}

/** As stored: `8/3`, a whole number as `4/1`. */
export const exactCodec = z.codec(
  z.string().regex(/^-?\d{1,400}\/[1-9]\d{0,399}$/, 'must be a fraction like "8/3"'),
  z.instanceof(Fraction),
  {
    decode: (text) => new Fraction(text),
    encode: (value) => `${value.s < 0n ? '-' : ''}${value.n}/${value.d}`,
  },
);
