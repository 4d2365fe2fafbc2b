import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../scripts/support/find-chromium.mjs';

/** Where Chromium is, or null. `npm test` installs it where it can. */
export const browserPath: string | null = findChromium();

/**
 * Starts the system's Chromium without a window, cut off from everything but this machine. Throws in words where none is installed; a test may be
 * skipped then (`browserPath`), but not in CI.
 */
export async function openBrowser(): Promise<Browser> {
  if (browserPath === null)
    throw new Error(
      'Chromium was not found. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to where it is.',
    );
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
