import { existsSync } from 'node:fs';

/** Where Chromium is: `CHROMIUM_PATH`, or the first of the places Debian and the usual installers use; null where there is none. */
export function findChromium() {
  const places = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  return places.find((place) => place !== undefined && place !== '' && existsSync(place)) ?? null;
}
