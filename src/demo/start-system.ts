import { type Config, readConfig } from '../config.ts';
import { addDays, calendarDate, instantOf, today } from '../domain/calendar.ts';
import type { Framework } from '../domain/framework.ts';
import { semesterOf } from '../domain/semester.ts';
import { windowsOf } from '../domain/windows.ts';
import { nextWorkingTime } from '../domain/working-time.ts';
import type { SimulatorClock } from '../simulator/clock.ts';
import type { Doing } from '../simulator/opening.ts';
import type { Simulator } from '../simulator/start-simulator.ts';
import { type RunningBot, type StartOptions, startBot } from '../start-bot.ts';
import { createFreshDatabase } from '../storage/fresh-database.ts';
import { demoHrTelegramId, playOpening } from './play-opening.ts';

const zone = 'Asia/Jakarta';

/** What every system of the demo stands on. */
export interface DemoGround {
  readonly simulator: Simulator;
  readonly clock: SimulatorClock;
  /** The real day, which decides the semester that is played. */
  today(): Date;
  readonly postgresUrl: string;
  readonly token: string;
  readonly log: StartOptions['log'];
  /** `BOT_LIBRARY` and `LOG_LEVEL` from outside. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Starts a bot on an empty database and plays the sample district's first weeks with this framework, up to the morning on which self-assessment opens. `doing` is told
 * what is done next. Answers how to end it; when it rejects, nothing of it runs.
 */
export async function startSystem(
  ground: DemoGround,
  framework: Framework,
  doing: (step: Doing, at: number, of: number) => void,
): Promise<() => Promise<void>> {
  const { simulator, clock, log } = ground;
  const { endsOn } = semesterOf(today(zone, ground.today()));
  const windows = windowsOf(endsOn, framework.windows);
  const opensAt = nextWorkingTime(
    new Date(instantOf(windows.selfOpensOn, 8, zone).getTime() + 30 * 60_000),
    zone,
    new Set(),
  );
  clock.set(instantOf(addDays(calendarDate(windows.selfOpensOn), -10), 9, zone));
  const bot = await startBot(await configOf(ground), { now: () => clock.now(), log });
  try {
    await playOpening({ simulator, clock, bot, framework, opensAt, doing });
  } catch (error) {
    await bot.stop();
    throw error;
  }
  return keepTime(clock, bot);
}

/** Time moves on by hand in the demo, so cron's next look comes with it. */
function keepTime(clock: SimulatorClock, bot: RunningBot): () => Promise<void> {
  const remove = clock.onChange(() => void bot.tick());
  return async () => {
    remove();
    await bot.stop();
  };
}

async function configOf({ simulator, postgresUrl, token, environment }: DemoGround): Promise<Config> {
  const read = readConfig({
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: simulator.apiRoot,
    DATABASE_URL: await createFreshDatabase(postgresUrl, 'demo'),
    HR_TELEGRAM_IDS: String(demoHrTelegramId),
    PORT: '0',
    ...environment,
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}
