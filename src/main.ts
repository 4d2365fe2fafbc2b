import { readConfig } from './config.ts';
import { createLog } from './create-log.ts';
import { loadEnvFile } from './load-env-file.ts';
import { startBot } from './start-bot.ts';

/**
 * Starts the bot from the environment, and stops it on SIGTERM or SIGINT with what is in hand finished; a second signal ends it at once. Exit code 1 when it
 * cannot start or go on, with words on what to do.
 */
async function main(): Promise<void> {
  loadEnvFile();
  const read = readConfig(process.env);
  if (!read.ok) {
    console.error(
      `The settings need attention (see .env.example):\n${read.problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    process.exitCode = 1;
    return;
  }
  const log = createLog(read.config.LOG_LEVEL);
  const signalled = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => signalled.abort());
  const signal = new Promise<'signal'>((resolve) => {
    signalled.signal.addEventListener('abort', () => resolve('signal'));
  });
  try {
    const bot = await startBot(read.config, { now: () => new Date(), log, signal: signalled.signal });
    const why = await Promise.race([signal, bot.ended]);
    if (why !== 'signal') {
      log.fatal({ reason: why.reason }, endings[why.reason]);
      process.exitCode = 1;
    }
    await bot.stop();
  } catch (error) {
    if (!signalled.signal.aborted) throw error;
  }
  log.info({}, 'The bot has stopped.');
}

const endings = {
  'token-revoked': 'Telegram does not accept the token any more. Ask @BotFather for a new one and set BOT_TOKEN.',
  'another-poller': 'Another program polls with this token. Stop it, or use webhooks for several processes.',
} as const;

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  // A request to Telegram that nobody waits for any more must not hold the process.
  .finally(() => process.exit());
