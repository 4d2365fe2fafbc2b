import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of package.json. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a program in the project's folder with its output shown, and resolves to its exit code (1 when a signal ended it). With `quiet` its output is
 * shown only when it failed. `SIGINT` and `SIGTERM` reach it too, and its end is waited for.
 */
export function run(program, args, { quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const windows = process.platform === 'win32';
    const child = spawn(program, args, {
      cwd: root,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: windows,
    });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}

/** The program of an installed package. */
export const bin = (name) => path.join(root, 'node_modules', '.bin', name);

/** Ends this process with words when a step failed. */
export async function must(step, code) {
  if ((await code) === 0) return;
  console.error(`\n${step} failed; what it says is above.`);
  process.exit(1);
}
