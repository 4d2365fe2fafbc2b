// Adds or changes one text in every language at once, keys sorted, so that the files never drift apart and two people can work side by side.
// Usage: node scripts/locale.mjs <key> '<Indonesian>' '<English>'    |    node scripts/locale.mjs --remove <key>
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const lock = new URL('../locales/.lock', import.meta.url);
const fileOf = (locale) => new URL(`../locales/${locale}.json`, import.meta.url);

async function locked(work) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      closeSync(openSync(lock, 'wx'));
      break;
    } catch (error) {
      if (error.code !== 'EEXIST' || attempt > 200) throw error;
      await wait(50);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock);
  }
}

function change(locale, edit) {
  const texts = JSON.parse(readFileSync(fileOf(locale), 'utf8'));
  edit(texts);
  const sorted = Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
  const temporary = new URL(`${fileOf(locale).href}.tmp`);
  writeFileSync(temporary, `${JSON.stringify(sorted, null, 2)}\n`);
  renameSync(temporary, fileOf(locale));
}

const [key, id, en] = process.argv.slice(2);
if (key === '--remove' && id) {
  await locked(() => {
    for (const locale of ['id', 'en']) change(locale, (texts) => delete texts[id]);
  });
} else if (key && id && en) {
  await locked(() => {
    change('id', (texts) => Object.assign(texts, { [key]: id }));
    change('en', (texts) => Object.assign(texts, { [key]: en }));
  });
} else {
  console.error("Usage: node scripts/locale.mjs <key> '<Indonesian>' '<English>' | --remove <key>");
  process.exitCode = 2;
}
