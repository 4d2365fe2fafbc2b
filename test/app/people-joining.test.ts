import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { importRosterAsHr, joinWith, linksByNip, newLinkFor, sampleRoster } from './people-stage.ts';

const asep = '199003272015031905';
const nadia = '198712052011012906';
const hendra = '199409142019021907';
const wulan = '199206302014022908';
const jefri = '198605112009031909';
const meilani = '199701232022032910';
const made = '199102082014031911';

let stage: Stage;
let hr: Person;
let codes: ReadonlyMap<string, string>;
let nextId = 100;

beforeAll(async () => {
  stage = await openStage({ hrTelegramIds: [1] });
  hr = stage.simulator.person({ id: 1, firstName: 'Intan' });
  await importRosterAsHr(hr, sampleRoster);
  codes = await linksByNip(stage, hr);
});
afterAll(() => stage.close());

function somebody(firstName: string): Person {
  nextId += 1;
  return stage.simulator.person({ id: nextId, firstName });
}

const codeOf = (nip: string) => codes.get(nip) ?? '';

describe('a newcomer', () => {
  it('is told how to join', async () => {
    const person = somebody('Tamu');
    person.start();
    const shown = await person.waitFor('Selamat datang');
    expect(shown.text).toContain('Mintalah tautan undangan');
  });

  it('joins by link, reads the notice with its version and time, chooses a language, and sees who they are', async () => {
    const person = somebody('Asep');
    person.start(codeOf(asep));
    const notice = await person.waitFor('Pemberitahuan privasi');
    expect(notice.text).toContain('UU No. 27 Tahun 2022');
    expect(notice.text).toContain('Versi 2 · ditampilkan kepada Anda pada 17 Desember 2026 09.00 WIB');
    await person.press('Lanjut');
    await person.waitFor('Choose a language');
    await person.press('English');
    const welcome = await person.waitFor('Welcome to Dialog Kinerja');
    expect(welcome.text).toContain('Asep Kurniawan');
    expect(welcome.text).toContain('Supervisor: Agus Prasetyo');
    expect(welcome.text).toContain('Seksi Perizinan');
    await person.press('✅ Yes, open the menu');
    await person.waitFor('Hello, Asep Kurniawan');
  });
});

describe('a join code', () => {
  it('works once, and says no more to others than an unknown one does', async () => {
    const first = somebody('Nadia');
    await joinWith(first, codeOf(nadia));
    const second = somebody('Lain');
    second.start(codeOf(nadia));
    const used = await second.waitFor('tidak bisa dipakai');
    second.start('AAAAAAAAAAAAAAAAAAAAAAAA');
    const unknown = await second.waitFor('tidak bisa dipakai');
    expect(unknown.text).toBe(used.text);
  });

  it('opened again by the person who used it shows the menu', async () => {
    const person = somebody('Hendra');
    await joinWith(person, codeOf(hendra));
    person.start(codeOf(hendra));
    await person.waitFor('Anda sudah terhubung');
    await person.waitFor('Halo, Hendra Siregar');
  });

  it('stops working when HR makes a newer one', async () => {
    const newer = await newLinkFor(hr, 'Wulan Sari Handayani');
    const person = somebody('Wulan');
    person.start(codeOf(wulan));
    await person.waitFor('tidak bisa dipakai');
    await joinWith(person, newer);
  });

  it('is not used up by somebody who has joined as another employee', async () => {
    const person = somebody('Jefri');
    await joinWith(person, codeOf(jefri));
    person.start(codeOf(meilani));
    await person.waitFor('sudah terhubung sebagai Jefri Alamsyah');
    await joinWith(somebody('Meilani'), codeOf(meilani));
  });

  it('cannot be guessed: after five wrong ones in an hour even a right one has to wait', async () => {
    const person = somebody('Penebak');
    for (let guess = 0; guess < 5; guess += 1) {
      person.start(`wrong-code-number-${guess}`);
      await person.waitFor('tidak bisa dipakai');
    }
    person.start(codeOf(made));
    await person.waitFor('mohon tunggu sampai');
    stage.clock.advance(61 * 60 * 1000);
    await joinWith(person, codeOf(made));
  });

  it('expires after thirty days', async () => {
    const code = await newLinkFor(hr, 'Yosef Wenda');
    stage.clock.advance(30 * 24 * 3600 * 1000);
    const person = somebody('Yosef');
    person.start(code);
    await person.waitFor('tidak bisa dipakai');
  });
});
