import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian and the usual installers put Chromium; the first that exists, or null. */
export const browserPath: string | null =
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path)) ?? null;

/**
 * Starts the system's Chromium without a window, cut off from everything but this machine. Throws in words where none is installed; a test may be
 * skipped then (`browserPath`), but not in CI.
 */
export async function openBrowser(): Promise<Browser> {
  if (browserPath === null) throw new Error('Chromium is not installed: apt-get install chromium');
  return chromium.launch({
    executablePath: browserPath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
