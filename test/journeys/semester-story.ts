import { expect } from 'vitest';
import { importRoster, invite, join, openPeriod, settleIn } from '../../src/demo/district-steps.ts';
import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import { createClock } from '../../src/simulator/clock.ts';
import type { Person } from '../../src/simulator/person.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { botSettings, botToken } from '../support/bot.ts';
import { type BotProcess, startBotProcess } from '../support/bot-process.ts';
import { createTestDatabaseUrl, dropTestDatabase } from '../support/database.ts';
import { loadFramework } from '../support/district.ts';
import { freePort } from '../support/free-port.ts';
import { pressFor, screen, sendFor } from '../support/talk.ts';

export interface Route {
  readonly library: 'grammy' | 'telegraf';
  readonly transport: 'polling' | 'webhook';
}

const roster = `\uFEFFnip;nama;unit;jabatan;jenjang;atasan_nip;peran;zona\r
197001011990011001;Ratna;Dinas Contoh;Kepala Dinas;;;pegawai;WIB\r
197501012000011002;Kasman;Dinas Contoh / Seksi Darat;Kepala Seksi;;197001011990011001;pegawai;WIB\r
197601012001011003;Pulo;Dinas Contoh / UPT Pulau;Kepala UPT;;197001011990011001;pegawai;WITA\r
199001012015011004;Ani & <Ayu> 🌺;Dinas Contoh / Seksi Darat;Analis;Ahli Pertama;197501012000011002;pegawai;WIB\r
199101012016011005;Budi;Dinas Contoh / Seksi Darat;Arsiparis;Terampil;197501012000011002;pegawai;WIB\r
199201012017011006;Citra;Dinas Contoh / UPT Pulau;Pranata;;197601012001011003;pegawai;WITA\r
198801012012011007;Hana;Dinas Contoh;Analis SDM;;197001011990011001;hr;WIB\r
`;

const nips = {
  ratna: '197001011990011001',
  kasman: '197501012000011002',
  pulo: '197601012001011003',
  ani: '199001012015011004',
  budi: '199101012016011005',
  citra: '199201012017011006',
  hana: '198801012012011007',
} as const;
type Name = keyof typeof nips;
const names = Object.keys(nips).filter((name): name is Name => name in nips);
const hrTelegramId = 10_007;

/** A whole semester as its people live it, on one library and one transport; the bot is killed in the middle of a self-assessment, of a review and of a broadcast. */
export async function semesterStory(route: Route): Promise<void> {
  const clock = createClock(new Date('2026-12-07T02:00:00Z'));
  const simulator = await startSimulator({ token: botToken, username: 'dialog_kinerja_bot', clock, retryUnitMs: 50 });
  const databaseUrl = await createTestDatabaseUrl();
  const port = await freePort();
  const trouble: string[] = [];
  const settings = {
    ...botSettings(simulator, { databaseUrl, port }),
    BOT_LIBRARY: route.library,
    BOT_TRANSPORT: route.transport,
    HR_TELEGRAM_IDS: String(hrTelegramId),
  };
  let bot = await startBotProcess(settings, clock, trouble);
  const story: Story = {
    simulator,
    bot: () => bot,
    async restart(more = {}) {
      bot = await startBotProcess({ ...settings, ...more }, clock, trouble);
    },
    async at(time) {
      clock.set(new Date(time));
      await bot.setClock();
      await bot.tick();
      await bot.idle();
    },
  };
  try {
    const people = await gather(story);
    await assessThemselves(story, people);
    await review(story, people);
    await release(story, people);
    await broadcast(story, people);
  } catch (error) {
    throw new Error(`The bot said:\n${trouble.join('')}`, { cause: error });
  } finally {
    await bot.stop();
    await simulator.stop();
    await dropTestDatabase(databaseUrl);
  }
}

interface Story {
  readonly simulator: Simulator;
  bot(): BotProcess;
  /** Starts the bot again after a kill. */
  restart(more?: Readonly<Record<string, string>>): Promise<void>;
  /** Moves time, lets cron look, and waits until everything due is sent. */
  at(time: string): Promise<void>;
}

type People = Readonly<Record<Name, Person>>;

/** HR brings the roster in, opens the period, and everybody joins by their link. */
async function gather({ simulator }: Story): Promise<People> {
  const people = new Map(
    names.map((name, index) => [name, simulator.person({ id: 10_001 + index, firstName: name })] as const),
  );
  const of = (name: Name): Person => {
    const person = people.get(name);
    if (!person) throw new Error(`There is no ${name}.`);
    return person;
  };
  const hana = of('hana');
  await settleIn(hana, /Daftar pegawai masih kosong/);
  await importRoster(hana, new TextEncoder().encode(roster));
  const codes = await invite(hana, simulator);
  expect(codes.size).toBe(names.length);
  await openPeriod(hana, loadFramework('pauh'));
  for (const name of names) await join(of(name), codes.get(nips[name]) ?? '');
  return {
    ratna: of('ratna'),
    kasman: of('kasman'),
    pulo: of('pulo'),
    ani: of('ani'),
    budi: of('budi'),
    citra: of('citra'),
    hana,
  };
}

async function assessThemselves(story: Story, { ani, budi, citra }: People): Promise<void> {
  // Early: refused in words.
  await sendFor(ani, '/nilai', /dibuka pada 17 Desember 2026/);
  // 08:30 in the west, 09:30 on the island.
  await story.at('2026-12-17T01:30:00Z');
  for (const person of [ani, budi, citra])
    expect(person.last().text).toMatch(/Penilaian diri Semester II 2026\nSudah dapat dimulai/);

  await pressFor(ani, /Buka penilaian diri/, /1 dari 4/);
  await pressFor(ani, /^4 /, /2 dari 4/);
  // The press is on its way when the bot is killed.
  const pressed = ani.press(/^3 /);
  await story.bot().kill();
  await pressed;
  await story.restart();
  await screen(ani, /3 dari 4/);
  await pressFor(ani, /^5 /, /contoh atau bukti/);
  await sendFor(ani, 'Arsip <b>digital</b> & rapi 🌺', /dicatat/);
  await story.bot().kill();
  await story.restart();
  await sendFor(ani, '/lanjut', /Arsip <b>digital<\/b> & rapi 🌺/);
  ani.upload({
    name: 'laporan.pdf',
    bytes: new TextEncoder().encode('%PDF-1.4'),
    mime: 'application/pdf',
    as: 'document',
  });
  await screen(ani, /laporan\.pdf/);
  await pressFor(ani, /Selesai/, /4 dari 4/);
  const summary = await pressFor(ani, /^2 /, /Ringkasan/);
  expect(summary.text).toMatch(
    /Kualitas layanan: 4 .*\n.*Ketepatan waktu: 3 .*\n.*Hasil proyek: 5 .*💬 📎1\n.*Kreativitas memecahkan masalah: 2 /,
  );
  const preliminary = await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);
  // 0.30×4 + 0.25×3 + 0.25×5 + 0.20×2 = 3.60 of 5
  expect(preliminary.text).toMatch(/72,00 dari 100/);

  await answerAll(budi, '/nilai', ['3', '3', '3', '3']);
  await pressFor(budi, /Kirim penilaian diri/, /Hasil sementara/);
}

async function review(story: Story, { ani, citra, kasman, pulo }: People): Promise<void> {
  // Ani and Budi wait for Kasman; one digest, not two messages.
  await story.at('2026-12-18T01:30:00Z');
  expect(
    kasman
      .messages()
      .filter(({ text }) => /Menunggu penilaian Anda, Semester II 2026[\s\S]*• Ani & <Ayu> 🌺\n• Budi/.test(text)),
  ).toHaveLength(1);
  await pressFor(kasman, /Buka daftar tim/, /Ani & <Ayu> 🌺: siap dinilai/);
  const first = await pressFor(kasman, /Nilai Ani/, /1 dari 4/);
  expect(first.text).toMatch(/Penilaian diri pegawai: 4 /);
  await pressFor(kasman, /^5 /, /2 dari 4/);
  const pressed = kasman.press(/^4 /);
  await story.bot().kill();
  await pressed;
  await story.restart();
  const third = await screen(kasman, /3 dari 4/);
  expect(third.text).toMatch(/Penilaian diri pegawai: 5 [\s\S]*Arsip <b>digital<\/b> & rapi 🌺[\s\S]*laporan\.pdf/);
  await kasman.press(/👁 laporan\.pdf/);
  await kasman.waitFor(({ media }) => media?.name === 'laporan.pdf');
  await screen(kasman, /3 dari 4/);
  await pressFor(kasman, /^4 /, /4 dari 4/);
  await pressFor(kasman, /^3 /, /Ringkasan/);
  await pressFor(kasman, /Lanjut ke umpan balik/, /Umpan balik untuk pegawai/);
  const proposal = await sendFor(
    kasman,
    'Pelayanan Ani sangat rapi. Mari kita latih ide baru bersama.',
    /Predikat kinerja/,
  );
  // Results (0.30×4.8 + 0.25×3.8 + 0.25×4.2) / 0.80 = 4.30: above. Behaviour 0.8×3 + 0.2×2 = 2.80: meets. Total 4.00 of 5.
  expect(proposal.text).toMatch(/Hasil kerja: 4,30/);
  expect(proposal.text).toMatch(/Perilaku kerja: 2,80/);
  expect(proposal.text).toMatch(/80,00 dari 100/);
  await pressFor(kasman, /Baik \(usulan\)/, /Periksa sekali lagi/);
  await pressFor(kasman, /Kirim penilaian/, /terkirim/);

  await pressFor(kasman, /Nilai Budi/, /1 dari 4/);
  await answerAll(kasman, null, ['3', '3', '3', '3']);
  await pressFor(kasman, /Lanjut ke umpan balik/, /Umpan balik untuk pegawai/);
  await sendFor(kasman, 'Budi tekun. Ketepatan waktu perlu kita dampingi.', /Predikat kinerja/);
  await pressFor(kasman, /^Butuh Perbaikan/, /Tuliskan alasannya/);
  await sendFor(kasman, 'Dua tenggat bersama terlewat pada akhir semester.', /Periksa sekali lagi/);
  await pressFor(kasman, /Kirim penilaian/, /terkirim/);

  // Before release the supervisor's part is nobody's.
  const waiting = await sendFor(ani, '/hasil', /belum dirilis/);
  expect(waiting.text).not.toMatch(/80,00|sangat rapi/);

  // Citra never sent hers; after the window closed Pulo can review without it, and she is refused in words.
  await story.at('2027-01-08T01:30:00Z');
  await sendFor(citra, '/nilai', /berakhir pada 7 Januari 2027/);
  await sendFor(pulo, '/tim', /Citra: siap dinilai/);
  await pressFor(pulo, /Nilai Citra/, /tidak mengirim penilaian diri/);
  await answerAll(pulo, null, ['5', '5', '4', '5']);
  await pressFor(pulo, /Lanjut ke umpan balik/, /Umpan balik untuk pegawai/);
  const proposal2 = await sendFor(pulo, 'Citra menjadi andalan layanan pulau.', /Predikat kinerja/);
  // Self is missing, not zero: 0.30×5 + 0.25×5 + 0.25×4 + 0.20×5 = 4.75 of 5
  expect(proposal2.text).toMatch(/95,00 dari 100/);
  await pressFor(pulo, /Sangat Baik \(usulan\)/, /Periksa sekali lagi/);
  await pressFor(pulo, /Kirim penilaian/, /terkirim/);
}

async function release(story: Story, { ani, budi, citra, hana }: People): Promise<void> {
  await story.at('2027-01-22T01:30:00Z');
  await sendFor(hana, '/periode', /Periode penilaian/);
  await pressFor(hana, /Semester II 2026/, /terbuka/);
  await pressFor(hana, /Tutup/, /Tutup .*\?/);
  await pressFor(hana, /Ya, tutup/, /ditutup|tertutup/);
  await pressFor(hana, /Rilis/, /Rilis .*\?/);
  await pressFor(hana, /Ya, rilis/, /dirilis/);
  await story.bot().idle();
  const result = await pressFor(ani, /Lihat hasil|Buka hasil|hasil/i, /Hasil penilaian/);
  expect(result.text).toMatch(/Predikat kinerja: Baik/);
  expect(result.text).toMatch(/Nilai akhir: 80,00 dari 100/);
  expect(result.text).toMatch(/Pelayanan Ani sangat rapi/);
  const explained = await pressFor(ani, /Bagaimana dihitung/, /Nilai akhir/);
  expect(explained.text).toMatch(/Kualitas layanan \(30 % dari nilai\): 4,80 = atasan 5,00 × 80 % \+ diri 4,00 × 20 %/);
  await pressFor(ani, /Kembali ke hasil/, /Hasil penilaian/);
  await pressFor(ani, /Saya sudah membaca/, /tercatat/);
  const changed = await pressFor(budi, /Lihat hasil|Buka hasil|hasil/i, /Hasil penilaian/);
  expect(changed.text).toMatch(/Butuh Perbaikan[\s\S]*60,00 dari 100[\s\S]*Dua tenggat bersama terlewat/);
  const best = await pressFor(citra, /Lihat hasil|Buka hasil|hasil/i, /Hasil penilaian/);
  expect(best.text).toMatch(/Sangat Baik[\s\S]*95,00 dari 100/);
}

/** Killed in the middle of sending: nobody gets two copies, nobody is forgotten, and what is unknown is said to be. */
async function broadcast(story: Story, people: People): Promise<void> {
  const { hana } = people;
  await story.bot().stop();
  await story.restart({ SEND_RATE: '2' });
  await sendFor(hana, '/siaran', /Belum ada siaran/);
  await pressFor(hana, /Tulis siaran baru/, /Kirim pesan yang ingin/);
  await sendFor(hana, `${greeting} 🙏`, /Untuk siapa/);
  await pressFor(hana, /Semua pegawai/, /Penerima: 7 orang/);
  await pressFor(hana, /Kirim sekarang/, /mulai dikirim kepada 7 orang/);
  const copies = (person: Person) =>
    person.messages().filter(({ text, keyboard }) => text.startsWith(greeting) && labelled(keyboard, 'Sudah dibaca'));
  await people.kasman.waitFor(({ keyboard }) => labelled(keyboard, 'Sudah dibaca'));
  await story.bot().kill();
  await story.restart({ SEND_RATE: '2' });
  await story.bot().idle();
  await sendFor(hana, '/siaran', /Siaran/);
  const report = await pressFor(hana, /1 · /, /Selesai: 7 orang/);
  const told = (label: string) => Number(new RegExp(`${label}.*: (\\d+)`).exec(report.text)?.[1] ?? 0);
  // Hana also has the preview.
  const received = names.map((name) => copies(people[name]).length - (name === 'hana' ? 1 : 0));
  for (const count of received) expect(count).toBeLessThanOrEqual(1);
  expect(told('Terkirim') + told('Tidak pasti')).toBe(names.length);
  // Who has none is among the unknown; the unknown may also have theirs.
  expect(received.filter((count) => count === 0).length).toBeLessThanOrEqual(told('Tidak pasti'));
  expect(received.filter((count) => count === 1).length).toBeGreaterThanOrEqual(told('Terkirim'));
  await (await people.kasman.press(/Sudah dibaca/)).answered();
  expect(people.kasman.alerts().at(-1)).toMatch(/sudah kami catat/);
}

const greeting = 'Terima kasih atas semester ini.';

function labelled(keyboard: ChatMessage['keyboard'], label: string): boolean {
  return keyboard.flat().some(({ text }) => text.includes(label));
}

/** Answers every indicator in turn; opened by a command, or already open. */
async function answerAll(person: Person, command: string | null, levels: readonly string[]): Promise<void> {
  if (command !== null) await sendFor(person, command, /1 dari 4/);
  for (const [index, level] of levels.entries()) {
    await pressFor(
      person,
      new RegExp(`^${level} `),
      index === levels.length - 1 ? /Ringkasan/ : new RegExp(`${index + 2} dari 4`),
    );
  }
}
