import type { Browser, Locator, Page } from 'playwright-core';
import { type Bench, numberIn, openBench, textIn } from '../simulator/bot-client.ts';

/** The demo's page in a browser, with the simulator behind it and the test in the bot's place. */
export interface ChatPage {
  readonly bench: Bench;
  readonly page: Page;
  /** Errors of the page and requests that left this machine; a sound page has none. */
  readonly troubles: readonly string[];
  /** The open chat of a person, by name. */
  chat(name: string): Locator;
  /** Chooses a person in the list and returns the chat. */
  open(name: string): Promise<Locator>;
  /** Chooses a person to stand beside the chats that are open. */
  openBeside(name: string): Promise<Locator>;
  /** The next update the bot gets, confirming those before it; waits up to 10 s. */
  nextUpdate(): Promise<unknown>;
  close(): Promise<void>;
}

export interface ChatPageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly tour?: readonly unknown[];
}

/** The people of the sample: `budi` of the bench (an employee who has started the bot) and these. */
export const people = {
  ratna: { id: 2001, firstName: 'Ratna', lastName: 'Wulandari', role: 'hr', note: 'Pengelola kepegawaian · BKPSDM' },
  hendra: { id: 2002, firstName: 'Hendra', lastName: 'Saputra', role: 'supervisor', note: 'Kepala Dinas Pendidikan' },
  dewi: { id: 2003, firstName: 'Dewi', lastName: 'Lestari', role: 'employee', note: 'Guru Muda · SDN 12 Kuranji' },
  rizky: {
    id: 2004,
    firstName: 'Rizky',
    lastName: 'Maulana',
    role: 'newcomer',
    note: 'Pendatang baru dengan tautan bergabung',
    startPayload: 'k7Qm2Zx9Lr4T',
  },
} as const;

/** Starts a simulator with the sample people and opens its page, in Indonesian, on a wide screen unless told otherwise. */
export async function openChatPage(browser: Browser, options: ChatPageOptions = {}): Promise<ChatPage> {
  const bench = await openBench();
  const { simulator, call } = bench;
  for (const person of Object.values(people)) simulator.person(person);
  for (const person of simulator.people())
    if (person.options.role !== 'newcomer' && person !== bench.budi) person.start();
  if (options.tour !== undefined) simulator.setTour(options.tour);
  let offset = 0;
  const nextUpdate = async (): Promise<unknown> => {
    const answer = await call('getUpdates', { offset, limit: 1, timeout: 10 });
    const update = Array.isArray(answer.result) ? answer.result[0] : undefined;
    if (update === undefined) throw new Error('The bot got no update.');
    offset = numberIn(update, 'update_id') + 1;
    return update;
  };
  // What happened before the page opened is no news to the bot.
  for (const _ of simulator.pendingUpdates()) await nextUpdate();

  const context = await browser.newContext({
    viewport: { width: options.width ?? 1400, height: options.height ?? 900 },
    colorScheme: options.dark === true ? 'dark' : 'light',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  const ours = new RegExp(`^(blob:)?${simulator.apiRoot}/`);
  page.on('request', (request) => !ours.test(request.url()) && troubles.push(request.url()));
  await page.goto(simulator.pageUrl);
  await page.locator('.row').first().waitFor();

  const chat = (name: string): Locator => page.getByRole('region', { name: `Chat ${name}`, exact: true });
  const person = (name: string): Locator => page.locator('.row-open').filter({ hasText: name });
  return {
    bench,
    page,
    troubles,
    chat,
    async open(name) {
      await person(name).click();
      await chat(name).waitFor();
      return chat(name);
    },
    async openBeside(name) {
      await person(name).hover();
      await page.getByRole('button', { name: `Buka chat ${name} di samping` }).click();
      await chat(name).waitFor();
      return chat(name);
    },
    nextUpdate,
    async close() {
      await context.close();
      await simulator.stop();
    },
  };
}

/** The text a person sent in this update. */
export function sentText(update: unknown): string {
  return textIn(update, 'message', 'text');
}
