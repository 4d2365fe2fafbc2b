import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../scripts/support/find-chromium.mjs';

/** Starts the system's Chromium without a window, cut off from everything but this machine. Throws in words where none is found; `npm test` installs it where it can. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error(
      'Chromium was not found. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to where it is.',
    );
  return chromium.launch({
    executablePath,
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
