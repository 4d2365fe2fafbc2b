import { readConfig } from './config.ts';
import { loadEnvFile } from './load-env-file.ts';

/** Asks the bot beside it, which has the same settings, whether updates can be given to it. Exit code 0 or 1, for a container's health check. */
async function main(): Promise<void> {
  loadEnvFile();
  const read = readConfig(process.env);
  if (!read.ok) throw new Error(`The settings need attention:\n${read.problems.join('\n')}`);
  const { ADMIN_HOST: host, ADMIN_PORT: port } = read.config;
  const reached = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const address = reached.includes(':') ? `[${reached}]` : reached;
  const answer = await fetch(`http://${address}:${port}/healthz`, { signal: AbortSignal.timeout(5_000) });
  const words = await answer.text();
  if (!answer.ok) throw new Error(words);
  console.log(words);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
