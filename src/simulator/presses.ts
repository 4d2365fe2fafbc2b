import { randomBytes } from 'node:crypto';
import type { SimulatorClock } from './clock.ts';
import { PRESS_LIFE_MS } from './updates-queue.ts';

/** What the bot said to a press. */
export interface PressAnswer {
  readonly queryId: string;
  readonly text: string | null;
  /** The text shows in a box that has to be closed, not as a toast. */
  readonly alert: boolean;
}

interface OpenPress {
  readonly personId: number;
  readonly at: Date;
  readonly answers: PressAnswer[];
}

/** Button presses by query id. A press can be answered for 150 s by the clock. */
export class Presses {
  private readonly byId = new Map<string, OpenPress>();
  private readonly clock: SimulatorClock;

  constructor(clock: SimulatorClock) {
    this.clock = clock;
  }

  clear(): void {
    this.byId.clear();
  }

  add(personId: number): string {
    const queryId = String(BigInt(`0x${randomBytes(8).toString('hex')}`) >> 1n);
    this.byId.set(queryId, { personId, at: this.clock.now(), answers: [] });
    return queryId;
  }

  /** Keeps the answer and returns whose press it was; null when Telegram does not know the press or it is too old. */
  answer(answer: PressAnswer): number | null {
    const press = this.byId.get(answer.queryId);
    if (press === undefined || this.clock.now().getTime() - press.at.getTime() > PRESS_LIFE_MS) return null;
    press.answers.push(answer);
    return press.personId;
  }

  /** Answers so far, oldest first. */
  answersTo(queryId: string): readonly PressAnswer[] {
    return this.byId.get(queryId)?.answers ?? [];
  }

  /** Texts shown to this person in answer to presses, oldest first. */
  textsFor(personId: number): readonly string[] {
    return [...this.byId.values()]
      .filter((press) => press.personId === personId)
      .flatMap(({ answers }) => answers.flatMap(({ text }) => (text === null ? [] : [text])));
  }
}
