// Runs the tests; on a fresh clone it first does all they need: packages, the Prisma client, Chromium. PostgreSQL comes with the packages.
// Usage: npm test    |    npm test -- test/domain    (whatever follows -- goes to vitest)
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bin, must, root, run } from './support/run.mjs';

await installPackages();
await must('Making the Prisma client', run(bin('prisma'), ['generate'], { quiet: true }));
await installChromium();
process.exitCode = await runTests(process.argv.slice(2));

async function installPackages() {
  if (!packagesAreStale()) return;
  console.log('Installing the packages of package-lock.json (npm ci) …');
  await must('npm ci', run('npm', ['ci', '--no-audit', '--no-fund']));
}

/** Whether anything that package-lock.json wants is missing from node_modules or there in another version. Packages for other systems are optional. */
function packagesAreStale() {
  const installedFile = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return true;
  const { packages: wanted } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const { packages: installed } = JSON.parse(readFileSync(installedFile, 'utf8'));
  return Object.entries(wanted).some(([place, { version, optional, devOptional, peer }]) => {
    if (place === '') return false;
    if (installed[place] === undefined) return !optional && !devOptional && !peer;
    return installed[place].version !== version;
  });
}

/** The tests of the chat page drive a browser. As root on Debian it is installed; elsewhere those tests fail and say what is missing. */
async function installChromium() {
  const { findChromium } = await import('./support/find-chromium.mjs');
  if (findChromium() !== null) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the tests of the chat page (apt-get install chromium) …');
    const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { quiet: true });
    // A machine that never asked has no list of packages yet.
    const installed =
      (await install()) === 0 || ((await run('apt-get', ['update'], { quiet: true })) === 0 && (await install()) === 0);
    if (installed && findChromium() !== null) return;
  }
  console.warn(
    'Chromium was not found, so the tests of the chat page will fail. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to where it is.',
  );
}

async function runTests(args) {
  const folder = mkdtempSync(path.join(tmpdir(), 'dialog-kinerja-report-'));
  const report = path.join(folder, 'report.json');
  try {
    const code = await run(bin('vitest'), [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ]);
    if (!existsSync(report)) {
      console.error('The tests ended without a report.');
      return code === 0 ? 1 : code;
    }
    const { passed, failed, skipped } = count(JSON.parse(readFileSync(report, 'utf8')));
    console.log(`\n${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
    return code === 0 && (failed > 0 || passed === 0) ? 1 : code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tests by outcome. A file that could not be loaded has no tests of its own and counts as one that failed. */
function count({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length, skipped: numPendingTests + numTodoTests };
}
