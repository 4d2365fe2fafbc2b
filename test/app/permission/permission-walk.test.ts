import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterHours, openStage, type Stage } from '../../support/bot.ts';
import { doorRules } from './door-rules.ts';
import { type Door, pass, passAll } from './walk-door.ts';
import { type PersonName, persons, settleWorld, type World } from './world.ts';

let stage: Stage;
let world: World;

beforeAll(async () => {
  stage = await openStage({ start: afterHours });
  world = await settleWorld(stage);
});

afterAll(() => stage.close());

describe('the permission table', () => {
  it('names every command, button, screen and conversation there is, and nothing else', () => {
    const { commands, actions, views, conversations } = stage.bot().app.registry;
    const there = [
      ...[...commands.keys()].map((name) => `command ${name}`),
      ...[...actions.keys()].map((name) => `button ${name}`),
      ...[...views.keys()].map((name) => `view ${name}`),
      ...[...conversations.keys()].map((name) => `conversation ${name}`),
    ];
    expect(doorRules.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual(there.sort());
  });

  it.each(doorRules.map((rule) => [`${rule.kind} ${rule.name}`, rule] as const))(
    '%s lets in whom it should, and shows them what is theirs',
    async (_name, { may, sees, door }) => {
      const through: PersonName[] = [];
      const seen: PersonName[] = [];
      for (const person of persons) {
        const passage = await pass(stage, world.chats[person], door(world));
        if (passage.through) through.push(person);
        if (passage.seen) seen.push(person);
      }
      expect({ through, seen }).toEqual({ through: inOrder(may), seen: inOrder(sees) });
    },
  );
});

describe('forged buttons', () => {
  it('show nobody what is not theirs, whatever numbers are written into them', async () => {
    const ids = Array.from({ length: 10 }, (_, index) => String(index));
    const leaks: string[] = [];
    for (const [name] of stage.bot().app.registry.actions) {
      const tries = [
        [],
        ...ids.map((id) => [id]),
        ...ids.flatMap((id) => [0, 1].map((more) => [id, String(more)])),
      ].map((args): Door => ({ kind: 'button', name, args }));
      for (const person of ['outsider', 'otherLeader', 'former', 'stranger'] as const) {
        const passages = await passAll(stage, world.chats[person], tries);
        leaks.push(
          ...tries.filter((_, index) => passages[index]?.seen).map((door) => `${person} ${JSON.stringify(door)}`),
        );
      }
    }
    expect(leaks).toEqual([]);
  }, 300_000);
});

function inOrder(names: readonly PersonName[]): readonly PersonName[] {
  return persons.filter((person) => names.includes(person));
}
