import { createClock, type SimulatorClock } from '../../src/simulator/clock.ts';
import type { Person } from '../../src/simulator/person.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/start-simulator.ts';

export const TOKEN = '123456:AAF-test_token';

/** What the Bot API said. */
export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly result: unknown;
  readonly description: string;
  readonly retryAfter: number | null;
}

/** A simulator with one person who has started the bot, and a bare HTTP client in the bot's place. */
export interface Bench {
  readonly simulator: Simulator;
  readonly clock: SimulatorClock;
  readonly budi: Person;
  call(method: string, parameters?: object, token?: string): Promise<Answer>;
  /** Sends and returns the message id. */
  say(parameters: object): Promise<number>;
  upload(
    method: string,
    fields: Readonly<Record<string, string>>,
    file: { part: string; name: string; mime: string; bytes: Uint8Array },
  ): Promise<Answer>;
}

export async function openBench(options: Partial<SimulatorOptions> = {}): Promise<Bench> {
  const clock = createClock();
  const simulator = await startSimulator({
    token: TOKEN,
    username: 'dialog_bot',
    botName: 'Dialog Kinerja',
    clock,
    ...options,
  });
  const budi = simulator.person({
    id: 1001,
    firstName: 'Budi',
    lastName: 'Santoso',
    username: 'budi',
    languageCode: 'id',
  });
  budi.start();
  const url = (method: string, token = TOKEN): string => `${simulator.apiRoot}/bot${token}/${method}`;
  const call: Bench['call'] = async (method, parameters = {}, token = TOKEN) =>
    readAnswer(
      await fetch(url(method, token), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(parameters),
      }),
    );
  return {
    simulator,
    clock,
    budi,
    call,
    async say(parameters) {
      const answer = await call('sendMessage', { chat_id: budi.id, ...parameters });
      return numberIn(answer.result, 'message_id');
    },
    async upload(method, fields, file) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set(file.part, new Blob([new Uint8Array(file.bytes)], { type: file.mime }), file.name);
      return readAnswer(await fetch(url(method), { method: 'POST', body: form }));
    },
  };
}

export async function readAnswer(response: Response): Promise<Answer> {
  const body: unknown = await response.json();
  return {
    status: response.status,
    ok: at(body, 'ok') === true,
    result: at(body, 'result'),
    description: String(at(body, 'description') ?? ''),
    retryAfter: Number(at(body, 'parameters', 'retry_after') ?? Number.NaN) || null,
  };
}

/** The value at a path of keys and indexes, or undefined. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here: unknown = value;
  for (const key of path) here = typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined;
  return here;
}

export function numberIn(value: unknown, ...path: readonly (string | number)[]): number {
  const found = at(value, ...path);
  if (typeof found !== 'number') throw new Error(`No number at ${path.join('.')} in ${JSON.stringify(value)}`);
  return found;
}

export function textIn(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found !== 'string') throw new Error(`No text at ${path.join('.')} in ${JSON.stringify(value)}`);
  return found;
}

/** A list, or an error that shows what is there. */
export function listIn(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  if (!Array.isArray(found)) throw new Error(`No list at ${path.join('.')} in ${JSON.stringify(value)}`);
  return found;
}

/** A PNG header that says how large the picture is, with nothing behind it. */
export function pngOf(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(40);
  bytes.writeUInt32BE(0x89504e47, 0);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
