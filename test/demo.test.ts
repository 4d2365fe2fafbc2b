import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { productFile } from '../src/root.ts';
import { openBrowser } from './support/browser.ts';

let demo: ChildProcess;
let dataDir: string;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dialog-kinerja-demo-'));
  demo = spawn(process.execPath, ['--import', 'tsx', productFile('src/demo.ts')], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const address = await addressOf(demo);
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  await page.goto(address);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  const gone = once(demo, 'exit');
  demo.kill('SIGTERM');
  await gone;
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

it('offers the six systems and opens the one that is chosen', async () => {
  await page.locator('.card').first().waitFor();
  expect(await page.locator('.card').count()).toBe(6);
  await page.locator('.card').filter({ hasText: 'Pauh' }).click();
  await page.getByRole('progressbar').waitFor();
  await page
    .getByRole('button', { name: /Buka chat/ })
    .first()
    .waitFor({ timeout: 120_000 });
  expect(troubles).toEqual([]);
}, 150_000);

it('leads a visitor through the tour: assess oneself, review, move time, all on one page', async () => {
  await page
    .getByRole('button', { name: /Buka chat/ })
    .first()
    .click();
  const nadia = chat('Nadia Putri Anwar');
  await nadia.getByRole('button', { name: 'Buka penilaian diri' }).click();
  await nadia.getByText('1 dari 4').waitFor();
  await nadia.getByRole('button', { name: /^4 / }).click();
  await nadia.getByText('2 dari 4').waitFor();
  await nadia.getByRole('button', { name: /^3 / }).click();
  await nadia.getByText('3 dari 4').waitFor();
  await nadia.getByRole('button', { name: /^4 / }).click();
  await nadia.getByText('4 dari 4').waitFor();
  await nadia.getByRole('button', { name: /^4 / }).click();
  await nadia.getByRole('button', { name: 'Kirim penilaian diri' }).click();
  // 0.30×4 + 0.25×3 + 0.25×4 + 0.20×4 = 3.75 of 5
  await nadia.getByText('75,00').first().waitFor();

  await page.getByRole('button', { name: 'Majukan jam demo 1 hari' }).click();
  await person('Agus Prasetyo').click();
  const agus = chat('Agus Prasetyo');
  await agus.getByText('Menunggu penilaian Anda').waitFor();
  await agus.getByRole('button', { name: 'Buka daftar tim' }).click();
  await agus.getByRole('button', { name: 'Nilai Asep Kurniawan' }).click();
  await agus.getByText('Penilaian diri pegawai:').waitFor();
  await agus.getByRole('button', { name: /foto-/ }).click();
  await agus.locator('img').first().waitFor();
  expect(troubles).toEqual([]);
});

it('lets a newcomer join by the link that HR handed out', async () => {
  await person('Lalu Zulkarnain').click();
  const lalu = chat('Lalu Zulkarnain');
  await lalu.getByRole('button', { name: /Mulai/ }).click();
  await lalu.getByRole('button', { name: /Lanjut/ }).click();
  await lalu.getByRole('button', { name: 'English' }).click();
  await lalu.getByText('Welcome to Dialog Kinerja').waitFor();
  expect(troubles).toEqual([]);
});

it('leads back to the choice, and to another system with other people’s work', async () => {
  await page.getByRole('button', { name: 'Pilih sistem lain' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pilih sistem lain' }).click();
  await page.locator('.card').filter({ hasText: 'Kuranji' }).click();
  await person('Nadia Putri Anwar').click({ timeout: 120_000 });
  await chat('Nadia Putri Anwar').getByText('Puskesmas Harapan').first().waitFor();
  expect(troubles).toEqual([]);
}, 150_000);

function chat(name: string) {
  return page.getByRole('region', { name: `Chat ${name}`, exact: true });
}

function person(name: string) {
  return page.locator('.row-open').filter({ hasText: name });
}

/** Where the page is, as the demo says when it is ready. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (data: Buffer) => {
      said += data.toString();
      const found = /open (http:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`The demo ended: ${said}`)));
  });
}
