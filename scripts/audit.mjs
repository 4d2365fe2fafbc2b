// Asks the registry whether a package the product runs on has a known weakness of high or critical severity. A registry that does not answer, or has no such
// service, is said in so many words: nothing was looked at then, and the exit code is 0. Usage: npm run audit
import { spawnSync } from 'node:child_process';
import { root } from './support/run.mjs';

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  timeout: 120_000,
  shell: process.platform === 'win32',
});
const report = parsed(stdout ?? '');
const counts = report?.metadata?.vulnerabilities;

if (counts === undefined) {
  const why = report?.error?.summary || report?.message || error?.message || 'no answer';
  console.warn(
    `SKIPPED: the audit of dependencies. The registry did not give it (${oneLine(why)}). Nothing was looked at.`,
  );
} else {
  const grave = Object.values(report.vulnerabilities ?? {}).filter(({ severity }) =>
    ['high', 'critical'].includes(severity),
  );
  for (const { name, severity, range, fixAvailable } of grave)
    console.error(`${severity}: ${name} ${range}${fixAvailable ? ', mended in a newer version' : ''}`);
  console.log(
    `Audit of dependencies: ${counts.critical} critical, ${counts.high} high, ${counts.moderate} moderate, ${counts.low} low.`,
  );
  if (grave.length > 0) process.exitCode = 1;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    // npm prints words instead of JSON where it could not even ask.
    return text.trim() === '' ? null : { message: text };
  }
}

function oneLine(text) {
  return String(text).replace(/\s+/g, ' ').trim().slice(0, 200);
}
