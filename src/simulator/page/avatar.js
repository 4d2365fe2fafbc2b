import { element } from './element.js';

/** A round mark with a person's initials, coloured by id so that the same person always looks the same. */
export function avatar({ id, name }) {
  const words = name.split(/\s+/u).filter((part) => /[\p{L}\p{N}]/u.test(part));
  const initials = words.slice(0, 2).map((part) => /[\p{L}\p{N}]/u.exec(part)[0].toUpperCase());
  return element(
    'span',
    { class: 'avatar', 'data-tone': Math.abs(Number(id) || 0) % 7, 'aria-hidden': 'true' },
    initials.join('') || '·',
  );
}
