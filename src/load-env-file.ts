import { existsSync } from 'node:fs';
import { productFile } from './root.ts';

/** Takes settings from the file `.env` beside package.json, the easy place for them; what the environment sets already is stronger. Does nothing where there is no such file. */
export function loadEnvFile(): void {
  const file = productFile('.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
