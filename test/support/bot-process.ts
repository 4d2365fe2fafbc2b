import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { productFile } from '../../src/root.ts';
import type { SimulatorClock } from '../../src/simulator/clock.ts';

/** A bot in a process of its own: it can be killed as the kernel kills, at any moment. */
export interface BotProcess {
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Clean stop. */
  stop(): Promise<void>;
  /** SIGTERM, as a deploy stops it; resolves with the exit code when the process is gone. */
  terminate(): Promise<number | null>;
  /** Tells the process what time it is by the simulator's clock. */
  setClock(): Promise<void>;
  /** What cron would do now. */
  tick(): Promise<void>;
  /** Everything due has been sent. */
  idle(): Promise<void>;
  /** Frees what is not in use, so that its memory can be compared with an earlier moment. */
  tidy(): Promise<void>;
}

/** Starts the bot with these settings and waits until it takes updates; what it prints as warning or error goes to `trouble`. */
export async function startBotProcess(
  settings: Readonly<Record<string, string>>,
  clock: SimulatorClock,
  trouble: string[],
): Promise<BotProcess> {
  const ahead = () => clock.now().getTime() - Date.now();
  const child = fork(productFile('test/support/run-bot.ts'), [String(ahead())], {
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env.PATH ?? '', ...settings },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr?.on('data', (data: Buffer) => trouble.push(data.toString()));
  const gone = once(child, 'exit');
  const answer = (word: string) => answered(child, gone, word, trouble);
  const order = async (message: { readonly order: string; readonly ahead?: number }) => {
    const done = answer(message.order);
    child.send(message);
    await done;
  };
  await answer('ready');
  return {
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      child.send({ order: 'stop' });
      await gone;
    },
    async terminate() {
      child.kill('SIGTERM');
      await gone;
      return child.exitCode;
    },
    setClock: () => order({ order: 'clock', ahead: ahead() }),
    tick: () => order({ order: 'tick' }),
    idle: () => order({ order: 'idle' }),
    tidy: () => order({ order: 'tidy' }),
  };
}

async function answered(
  child: ChildProcess,
  gone: Promise<unknown>,
  word: string,
  trouble: readonly string[],
): Promise<void> {
  let listener: (message: unknown) => void = () => undefined;
  const heard = new Promise<'heard'>((resolve) => {
    listener = (message) => {
      if (message === word) resolve('heard');
    };
    child.on('message', listener);
  });
  const outcome = await Promise.race([heard, gone]);
  child.off('message', listener);
  if (outcome !== 'heard') throw new Error(`The bot ended before it said "${word}":\n${trouble.join('')}`);
}
