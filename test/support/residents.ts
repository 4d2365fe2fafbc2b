import readWorkbook from 'read-excel-file/node';
import { z } from 'zod';
import type { Person } from '../../src/simulator/person.ts';
import { botToken, type Stage } from './bot.ts';
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

/** Every cell of a workbook the bot sent, sheet by sheet, as JSON. */
export async function cellsOf(stage: Stage, fileId: string): Promise<string> {
  const { apiRoot } = stage.simulator;
  const found = await fetch(`${apiRoot}/bot${botToken}/getFile?file_id=${encodeURIComponent(fileId)}`);
  const { result } = z.object({ result: z.object({ file_path: z.string() }) }).parse(await found.json());
  const file = await fetch(`${apiRoot}/file/bot${botToken}/${result.file_path}`);
  return JSON.stringify(await readWorkbook(Buffer.from(await file.arrayBuffer())));
}
