import { Agent, request } from 'node:http';
import type { Shown } from './telegram-stub.ts';

/** How a questionnaire looks from outside: the command that opens it and the words at its end. */
export interface Script {
  readonly command: string;
  readonly done: RegExp;
}

export interface Load {
  /** Where updates go, one after the other in turn. */
  readonly webhooks: readonly string[];
  readonly secret: string;
  readonly script: Script;
  /** Telegram id of the person number 0, 1, 2 …; each answers one questionnaire. */
  readonly personAt: (index: number) => number;
  /** How many people answer at the same time. */
  readonly atOnce: number;
  /** Updates a second that are offered; null: as fast as the answers come. */
  readonly rate: number | null;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface Measured {
  /** Updates answered a second: its effects are kept (HTTP 200) and its screen was shown. */
  readonly perSecond: number;
  readonly updates: number;
  /** From the update's delivery to its answer on the screen, milliseconds. */
  readonly p99: number;
  readonly failures: number;
}

interface Person {
  readonly id: number;
  /** Set while an update is on its way. */
  startedAt: number | null;
  shown: Shown | null;
  confirmed: boolean;
}

/**
 * People who answer questionnaires through the webhook, one update at a time each: the next goes out when the last is confirmed and its screen is there.
 * Hand every message of the stub to `show`.
 */
export function driveQuestionnaires(load: Load): {
  show(shown: Shown): void;
  /** Called when the warm-up is over and again when the measuring is. */
  onMeasuring(listener: (on: boolean) => void): void;
  readonly result: Promise<Measured>;
} {
  const agent = new Agent({ keepAlive: true, maxSockets: load.atOnce });
  const urls = load.webhooks.map((webhook) => new URL(webhook));
  const people = new Map<number, Person>();
  const idle: Person[] = [];
  const latencies: number[] = [];
  let updateId = Math.floor(Date.now() / 1000) * 1000;
  let next = 0;
  let answered = 0;
  let failures = 0;
  let measuring = false;
  let over = false;
  let onMeasuring = (_on: boolean): void => undefined;

  function begin(): void {
    const person: Person = { id: load.personAt(next), startedAt: null, shown: null, confirmed: false };
    next += 1;
    people.set(person.id, person);
    offer(person);
  }

  /** In a closed loop the person acts at once; at a given rate they wait for their turn. */
  function offer(person: Person): void {
    if (over) return;
    if (load.rate === null) act(person);
    else idle.push(person);
  }

  function act(person: Person): void {
    const { shown } = person;
    const from = { id: person.id, is_bot: false, first_name: 'P', language_code: 'id' };
    const chat = { id: person.id, type: 'private', first_name: 'P' };
    updateId += 1;
    person.startedAt = performance.now();
    person.confirmed = false;
    person.shown = null;
    if (shown === null) {
      const entities = [{ type: 'bot_command', offset: 0, length: load.script.command.length }];
      deliver(person, {
        update_id: updateId,
        message: {
          message_id: updateId % 1_000_000_000,
          date: unixNow(),
          chat,
          from,
          text: load.script.command,
          entities,
        },
      });
      return;
    }
    const button =
      shown.buttons.find(({ text }) => text.startsWith('4')) ?? shown.buttons.find(({ text }) => /Kirim/.test(text));
    if (!button) {
      failures += 1;
      return;
    }
    const message = {
      message_id: shown.messageId,
      date: unixNow(),
      chat,
      text: shown.text,
      from: { id: 424242, is_bot: true, first_name: 'Bench' },
    };
    deliver(person, {
      update_id: updateId,
      callback_query: { id: String(updateId), from, message, chat_instance: '1', data: button.data },
    });
  }

  function deliver(person: Person, update: object): void {
    const body = JSON.stringify(update);
    const url = urls[updateId % urls.length];
    if (!url) throw new Error('There is no webhook to deliver to.');
    const sent = request(
      {
        agent,
        host: url.hostname,
        port: url.port,
        path: url.pathname,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-telegram-bot-api-secret-token': load.secret,
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode !== 200) {
            failures += 1;
            return;
          }
          person.confirmed = true;
          settle(person);
        });
      },
    );
    sent.on('error', () => {
      failures += 1;
    });
    sent.end(body);
  }

  function show(shown: Shown): void {
    const person = people.get(shown.chatId);
    if (!person || person.startedAt === null) return;
    if (person.shown === null && measuring) latencies.push(performance.now() - person.startedAt);
    person.shown = shown;
    settle(person);
  }

  function settle(person: Person): void {
    if (!person.confirmed || person.shown === null) return;
    person.startedAt = null;
    if (measuring) answered += 1;
    if (load.script.done.test(person.shown.text)) {
      people.delete(person.id);
      if (!over) begin();
    } else {
      offer(person);
    }
  }

  const result = (async (): Promise<Measured> => {
    for (let index = 0; index < load.atOnce; index += 1) begin();
    const pace =
      load.rate === null
        ? null
        : startPace(load.rate, () => {
            // Whoever it is: people do not answer in step, so that nobody's first and last questions come all at once.
            const [person] = idle.splice(Math.floor(Math.random() * idle.length), 1);
            if (person) act(person);
          });
    await delay(load.warmUpMs);
    measuring = true;
    onMeasuring(true);
    const from = performance.now();
    await delay(load.measureMs);
    measuring = false;
    onMeasuring(false);
    const seconds = (performance.now() - from) / 1000;
    over = true;
    pace?.();
    await delay(500);
    agent.destroy();
    latencies.sort((one, other) => one - other);
    const p99 = latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * 0.99))] ?? Number.NaN;
    return { perSecond: answered / seconds, updates: answered, p99, failures };
  })();
  return {
    show,
    onMeasuring: (listener) => {
      onMeasuring = listener;
    },
    result,
  };
}

/** Calls `act` so many times a second, evenly, catching up when the process was busy. Returns what stops it. */
function startPace(rate: number, act: () => void): () => void {
  const began = performance.now();
  let done = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * rate);
    for (; done < due; done += 1) act();
  }, 2);
  return () => clearInterval(timer);
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}
