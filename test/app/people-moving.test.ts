import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/simulator/person.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { importRosterAsHr, joinWith, linksByNip, newLinkFor, sampleRoster } from './people-stage.ts';

const intan = '198511092010122902';
const agus = '197908212005011903';
const asep = '199003272015031905';
const nadia = '198712052011012906';
const hendra = '199409142019021907';

let stage: Stage;
let hr: Person;
let codes: ReadonlyMap<string, string>;
let nextId = 200;

beforeAll(async () => {
  stage = await openStage({ hrTelegramIds: [1] });
  hr = stage.simulator.person({ id: 1, firstName: 'Admin' });
  await importRosterAsHr(hr, sampleRoster);
  codes = await linksByNip(stage, hr);
});
afterAll(() => stage.close());

function somebody(firstName: string): Person {
  nextId += 1;
  return stage.simulator.person({ id: nextId, firstName });
}

const codeOf = (nip: string) => codes.get(nip) ?? '';

describe('a person who changes phone', () => {
  it('takes unfinished conversations along, and the old chat is cut off with a last word', async () => {
    const old = somebody('Intan lama');
    await joinWith(old, codeOf(intan));
    old.send('/pegawai');
    await old.waitFor('Kirim berkas daftar pegawai');
    const code = await newLinkFor(hr, 'Cut Intan Maulida');

    const fresh = somebody('Intan baru');
    fresh.start(code);
    await fresh.waitFor('Akun Anda sudah pindah ke Telegram ini');
    await old.waitFor('sudah pindah ke Telegram lain');
    await fresh.press('Lanjut');
    await fresh.waitFor('Pilih bahasa');
    await fresh.press('Bahasa Indonesia');
    await fresh.waitFor('Cut Intan Maulida');
    fresh.send('/lanjut');
    await fresh.waitFor('Kirim berkas daftar pegawai');

    old.send('/pegawai');
    await old.waitFor('sudah pindah ke Telegram lain');
    old.send('/start');
    await old.waitFor('sudah pindah ke Telegram lain');
    const template = old.messages().find(({ text }) => text.includes('Kirim berkas daftar pegawai'));
    if (!template) throw new Error('The old chat never showed the template.');
    old.pressRaw(template.id, 'person:1');
    const shown = await old.waitFor('sudah pindah ke Telegram lain');
    expect(shown.text).not.toContain('Kirim berkas');
  });

  it('stays where they are until the new link is used', async () => {
    const person = somebody('Agus');
    await joinWith(person, codeOf(agus));
    await newLinkFor(hr, 'Agus Prasetyo');
    person.send('/menu');
    await person.waitFor('Halo, Agus Prasetyo');
  });

  it('may come back to the first phone by yet another link', async () => {
    const first = somebody('Nadia 1');
    await joinWith(first, codeOf(nadia));
    const second = somebody('Nadia 2');
    await joinWith(second, await newLinkFor(hr, 'Nadia Putri Anwar'));
    await joinWith(first, await newLinkFor(hr, 'Nadia Putri Anwar'));
    second.send('/menu');
    await second.waitFor('sudah pindah ke Telegram lain');
  });
});

describe("somebody who opened another person's link", () => {
  it('says "Bukan saya": the joining is undone, HR is told, and the right person can join', async () => {
    const wrong = somebody('Salah');
    await joinWith(wrong, codeOf(asep));
    await wrong.press('🙅 Bukan saya');
    await wrong.waitFor('Lepaskan sambungan?');
    await wrong.press('Ya, itu bukan saya');
    await wrong.waitFor('Sambungan sudah dilepas');
    const told = await hr.waitFor('Asep Kurniawan belum bergabung lagi');
    expect(told.text).toContain('Salah');
    wrong.start(codeOf(asep));
    await wrong.waitFor('tidak bisa dipakai');
    await joinWith(somebody('Asep'), await newLinkFor(hr, 'Asep Kurniawan'));
  });

  it("cannot keep the drafts that came along from the right person's old phone", async () => {
    // Intan moved before; her newest chat has a paused conversation, which a stranger now gets hold of.
    const stranger = somebody('Orang asing');
    await joinWith(stranger, await newLinkFor(hr, 'Cut Intan Maulida'));
    await stranger.press('🙅 Bukan saya');
    await stranger.waitFor('Lepaskan sambungan?');
    await stranger.press('Ya, itu bukan saya');
    await stranger.waitFor('Sambungan sudah dilepas');
    const right = somebody('Intan sungguhan');
    await joinWith(right, await newLinkFor(hr, 'Cut Intan Maulida'));
    right.send('/lanjut');
    await right.waitFor('Kirim berkas daftar pegawai');
  });

  it('is asked first, and can stay', async () => {
    const person = somebody('Hendra');
    await joinWith(person, codeOf(hendra));
    await person.press('🙅 Bukan saya');
    await person.waitFor('Lepaskan sambungan?');
    await person.press('Tidak, itu memang saya');
    await person.waitFor('Halo, Hendra Siregar');
  });
});

describe('an employee whom HR deactivates', () => {
  it('is told politely, may do nothing more, and finds everything again when activated', async () => {
    const person = somebody('Jefri');
    await joinWith(person, codeOf('198605112009031909'));
    await openCard('Jefri Alamsyah');
    await hr.press('🚫 Nonaktifkan');
    await hr.waitFor('Nonaktifkan Jefri Alamsyah?');
    await hr.press('🚫 Ya');
    await hr.waitFor('sudah dinonaktifkan');
    await person.waitFor('saat ini tidak aktif');
    person.send('/menu');
    await person.waitFor('saat ini tidak aktif');

    await openCard('Jefri Alamsyah');
    await hr.press('✅ Aktifkan kembali');
    await hr.waitFor('Aktifkan kembali Jefri Alamsyah?');
    await hr.press('✅ Ya, aktifkan');
    await hr.waitFor('aktif kembali');
    await person.waitFor('aktif kembali');
    person.send('/menu');
    await person.waitFor('Halo, Jefri Alamsyah');
  });
});

async function openCard(name: string): Promise<void> {
  hr.send('/pegawai');
  await hr.waitFor('Kirim berkas daftar pegawai');
  await hr.press('🔎 Cari');
  await hr.waitFor('Tulis nama atau NIP');
  hr.send(name.toLowerCase());
  await hr.waitFor(`👤 ${name}`);
}

describe('language and privacy', () => {
  it('can be looked at and changed at any time, also by a newcomer', async () => {
    const person = somebody('Tamu');
    person.send('/privasi');
    await person.waitFor('Versi 2 · ditampilkan kepada Anda pada');
    person.send('/bahasa');
    await person.waitFor('Choose a language');
    await person.press('English');
    await person.waitFor('Ask your HR officer');
    await stage.simulator.allConfirmed();
    expect(person.commands().map(({ description }) => description)).toContain('Choose the language');
  });

  it('come before the menu at the first /start of HR who are not on the roster', async () => {
    hr.start();
    await hr.waitFor('Pemberitahuan privasi');
    await hr.press('Lanjut');
    await hr.waitFor('Pilih bahasa');
    await hr.press('Bahasa Indonesia');
    await hr.waitFor('Halo, Admin');
    hr.start();
    await hr.waitFor('Halo, Admin');
  });
});

it("keeps HR's buttons from everybody else, forged or not", async () => {
  const person = somebody('Meilani');
  await joinWith(person, codeOf('199701232022032910'));
  for (const data of [
    'person:1',
    'person-off:1:yes',
    'invite:0:all',
    'roster-apply:0123456789ab:1:0:0',
    'find',
    'person-link:1:yes',
  ]) {
    person.send('/menu');
    const menu = await person.waitFor('Halo, Meilani Kusuma');
    person.pressRaw(menu.id, data);
    await person.waitFor('hanya untuk pengelola kepegawaian');
  }
});
