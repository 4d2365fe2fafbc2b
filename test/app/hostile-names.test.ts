import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locales } from '../../src/i18n/words.ts';
import { parseHtml } from '../../src/simulator/parse-html.ts';
import type { Outgoing } from '../../src/telegram/outgoing.ts';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { doorRules } from './permission/door-rules.ts';
import { showAll } from './permission/walk-door.ts';
import { persons, settleWorld, type World } from './permission/world.ts';

/** Opens tags, closes what it did not open, looks like an escape, and like a gap of ours; a single piece of it unescaped breaks a screen. */
const hostile = `</b><i>Zah'ra & "R<D>" {{name}} $t(menu.button)`;

let stage: Stage;
let world: World;

beforeAll(async () => {
  stage = await openStage({ start: afterHours });
  world = await settleWorld(stage);
  const { prisma } = stage.bot().app.database;
  // Everything that is kept as it came: from the roster, from Telegram, from the names of files.
  await prisma.$executeRaw`update employee set name = ${hostile} || id, position = ${hostile}, grade = ${hostile}`;
  await prisma.$executeRaw`update account set first_name = ${hostile}`;
  await prisma.$executeRaw`update unit set name = ${hostile}, path = case when parent_id is null then ${hostile} else ${`${hostile} / ${hostile}`} || id end`;
  await prisma.$executeRaw`update period set name = ${hostile} || id`;
  await prisma.$executeRaw`update evidence set name = ${hostile}`;
});
afterAll(() => stage.close());

describe('names that are no names', () => {
  it.each(locales)(
    'are shown as they are written, escaped once, on every screen there is (%s)',
    async (locale) => {
      await stage.bot().app.database.prisma.account.updateMany({ data: { locale } });
      const doors = doorRules.map(({ door }) => door(world));
      const problems: string[] = [];
      let shown = 0;
      for (const person of persons) {
        const screens = await showAll(stage, world.chats[person], doors);
        for (const [index, messages] of screens.entries()) {
          for (const message of messages) {
            const wrong = whatIsWrong(message);
            if (wrong !== null) problems.push(`${person} behind ${JSON.stringify(doors[index])}: ${wrong}`);
            if (message.html.includes('Zah')) shown += 1;
          }
        }
      }
      expect(problems).toEqual([]);
      expect(shown).toBeGreaterThan(100);
    },
    180_000,
  );
});

/** Null for a message that Telegram takes and that says what was written. */
function whatIsWrong({ html, keyboard }: Outgoing): string | null {
  try {
    const { text, entities } = parseHtml(html);
    const twice = /&(lt|gt|amp|quot);/.exec(text);
    if (twice) return `escaped twice: ${text.slice(Math.max(0, twice.index - 40), twice.index + 40)}`;
    // The name itself formats nothing: no entity begins or ends inside it.
    for (let at = text.indexOf(hostile); at !== -1; at = text.indexOf(hostile, at + 1)) {
      const inside = (offset: number): boolean => offset > at && offset < at + hostile.length;
      if (entities.some(({ offset, length }) => inside(offset) || inside(offset + length)))
        return `a name that formats: ${text.slice(at, at + 60)}`;
    }
    if (text.includes('Zah') && !text.includes("</b><i>Zah'ra"))
      return `a name that lost its beginning: ${text.slice(0, 200)}`;
    const labels = keyboard.flat().map((button) => button.text);
    return (
      labels.find((label) => /&(lt|gt|amp|quot);/.test(label) || (label.includes('Zah') && !label.includes('<i>'))) ??
      null
    );
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)} in ${html.slice(0, 300)}`;
  }
}
