import type { Person } from '../../src/simulator/person.ts';
import type { Stage } from './bot.ts';
import type { District, ResidentName } from './district.ts';
import { screen } from './talk.ts';

/** The people of a district in the simulator, each of them once. */
export function residentsOf(stage: Stage, district: District): (name: ResidentName) => Person {
  const met = new Map<ResidentName, Person>();
  return (name) => {
    const { telegramId, name: firstName } = district.people[name];
    const person = met.get(name) ?? stage.simulator.person({ id: telegramId, firstName });
    met.set(name, person);
    return person;
  };
}

/** They all write to the bot once: Telegram lets it send nothing to somebody who never did. */
export async function arrive(people: readonly Person[]): Promise<void> {
  for (const person of people) {
    person.send('/menu');
    await screen(person, /Silakan pilih|Please choose/);
  }
}
