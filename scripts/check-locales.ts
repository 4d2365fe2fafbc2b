/** Fails when the two languages drift apart or a text is never said. `tsx scripts/check-locales.ts` */
import { findLocaleProblems, limits } from './support/locale-problems.ts';

const { missing, gaps, unused, names, long, labels } = findLocaleProblems();
const problems = [
  ...missing,
  ...gaps,
  ...unused.map((key) => `${key} is never said: use it, or remove it with node scripts/locale.mjs --remove ${key}`),
  ...names.map((key) => `${key} is not named like a key (room.what-it-says)`),
  ...long.map((key) => `${key} is longer than ${limits.text} characters`),
  ...labels.map((key) => `${key} is the label of a button and longer than ${limits.label} characters`),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
