import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import type { Person } from '../../src/simulator/person.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { afterHours, openStage, type Stage, type StageOptions } from '../support/bot.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { dataOf, pressTwice } from '../support/talk.ts';

let stage: Stage;
let database: Database;
let district: District;

beforeEach(() => open());
afterEach(close);

async function open(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ start: afterHours, ...options });
  database = await openDatabase({ url: stage.databaseUrl });
  district = await settleDistrict(database);
  for (const [name, { telegramId }] of Object.entries(district.people)) {
    const made = stage.simulator.person({ id: telegramId, firstName: name });
    made.send('/menu');
    await made.waitFor('Halo');
  }
  await stage.simulator.allConfirmed();
}

async function close(): Promise<void> {
  await database.close();
  await stage.close();
}

/** The same story at a pace at which one can step in. */
async function reopen(options: StageOptions): Promise<void> {
  await close();
  await open(options);
}

function person(name: ResidentName): Person {
  const found = stage.simulator.people().find(({ id }) => id === district.people[name].telegramId);
  if (!found) throw new Error(`${name} has no chat.`);
  return found;
}

/** People beyond the district's seven, with chats. */
async function crowd(count: number): Promise<readonly Person[]> {
  const { id: unitId } = await database.client.unit.findUniqueOrThrow({ where: { path: 'Dinas Contoh' } });
  const made = Array.from({ length: count }, (_, index) =>
    stage.simulator.person({ id: 5000 + index, firstName: `Orang ${index}` }),
  );
  for (const each of made) each.start();
  await stage.simulator.allConfirmed();
  await database.client.employee.createMany({
    data: made.map(({ id }) => ({
      id,
      nip: String(199_000_000_000_000_000n + BigInt(id)),
      name: `Pegawai ${id}`,
      unitId,
    })),
  });
  for (const { id } of made)
    await database.client.account.update({
      where: { telegramId: BigInt(id) },
      data: { employeeId: id, joinedAt: new Date() },
    });
  return made;
}

/** HR writes a text for an audience, up to the confirmation. */
async function compose(hr: Person, text: string, ...audience: readonly string[]): Promise<ChatMessage> {
  hr.send('/siaran');
  await hr.waitFor('Sampaikan sosialisasi');
  await hr.press('✍️');
  await hr.waitFor('Siaran baru');
  hr.sendHtml(text);
  await hr.waitFor('Untuk siapa');
  for (const choice of audience.slice(0, -1)) {
    await hr.press(choice);
    await hr.waitFor('Unit kerja yang mana');
  }
  await hr.press(audience.at(-1) ?? '');
  return hr.waitFor('Silakan periksa');
}

const copiesOf = (who: Person, text: string) =>
  who.messages().filter((message) => message.from === 'bot' && message.text === text);

async function states(): Promise<Readonly<Record<string, number>>> {
  const rows = await database.client.outboxMessage.groupBy({ by: ['state'], _count: true });
  return Object.fromEntries(rows.map(({ state, _count }) => [state, _count]));
}

it('shows HR exactly what people will get, how many they are, and sends it once even when the button is tapped twice', async () => {
  const hr = person('hr');
  const confirm = await compose(hr, 'Halo <b>semua</b> & <i>selamat</i>', '👥');
  expect(confirm.text).toContain('Penerima: 7 orang');
  expect(confirm.text).toContain('kurang dari satu menit');
  const preview = hr.messages().find(({ text, from }) => from === 'bot' && text === 'Halo semua & selamat');
  pressTwice(hr, confirm, /^📣 Kirim/);
  await stage.simulator.allConfirmed();
  await stage.bot().idle();
  expect(await database.client.broadcast.count()).toBe(1);
  expect(await states()).toEqual({ sent: 7 });
  const [copy, ...more] = copiesOf(person('ani'), 'Halo semua & selamat');
  expect(more).toEqual([]);
  expect(copy?.html).toBe(preview?.html);
  expect(copy?.keyboard.flat().map(({ text }) => text)).toEqual(preview?.keyboard.flat().map(({ text }) => text));
  const entry = await database.client.auditEntry.findFirstOrThrow({ where: { action: 'broadcast-sent' } });
  expect(entry.detail).toEqual({ broadcastId: 1, audience: 'all', recipients: 7, notJoined: 0 });
});

it('sends a photo with its caption by the id Telegram gave it', async () => {
  const hr = person('hr');
  hr.send('/siaran');
  await hr.waitFor('Sampaikan sosialisasi');
  await hr.press('✍️');
  await hr.waitFor('Siaran baru');
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  hr.upload({ name: 'poster.png', mime: 'image/png', as: 'photo', bytes: png, caption: 'x'.repeat(1025) });
  await hr.waitFor('paling banyak 1024');
  hr.upload({ name: 'poster.png', mime: 'image/png', as: 'photo', bytes: png, caption: 'Poster sosialisasi' });
  await hr.waitFor('Untuk siapa');
  await hr.press('Atasan');
  expect((await hr.waitFor('Silakan periksa')).text).toContain('Penerima: 3 orang');
  await hr.press('📣 Kirim');
  const copy = await person('kasi').waitFor('Poster sosialisasi');
  expect(copy.media?.kind).toBe('photo');
  await stage.bot().idle();
  expect(stage.simulator.calls('sendPhoto').every(({ uploads }) => uploads.length === 0)).toBe(true);
  expect(await states()).toEqual({ sent: 3 });
});

it('reaches a unit with its sub-units, found by a part of its name', async () => {
  const hr = person('hr');
  hr.send('/siaran');
  await hr.waitFor('Sampaikan sosialisasi');
  await hr.press('✍️');
  await hr.waitFor('Siaran baru');
  hr.send('Rapat besok');
  await hr.waitFor('Untuk siapa');
  await hr.press('🏢');
  const units = await hr.waitFor('Unit kerja yang mana');
  expect(
    units.keyboard
      .flat()
      .map(({ text }) => text)
      .slice(0, 3),
  ).toEqual(['Dinas Contoh', 'Dinas Contoh / Seksi Darat', 'Dinas Contoh / UPT Pulau']);
  hr.send('pulau');
  await hr.waitFor('Nama yang mengandung pulau: 1');
  await hr.press('Dinas Contoh / UPT Pulau');
  expect((await hr.waitFor('Silakan periksa')).text).toContain('Penerima: 2 orang');
  await hr.press('⬅️');
  await hr.waitFor('Unit kerja yang mana');
  await hr.press('Tampilkan semua');
  await hr.waitFor((message) => message.keyboard.flat().some(({ text }) => text === 'Dinas Contoh'));
  await hr.press('Dinas Contoh');
  expect((await hr.waitFor('Silakan periksa')).text).toContain('Penerima: 7 orang');
});

it('reaches those who have not finished', async () => {
  const { appraisals } = district;
  await database.client.appraisal.updateMany({
    where: { id: { not: appraisals.ani } },
    data: { selfSubmittedAt: new Date() },
  });
  await database.client.appraisal.updateMany({
    where: { supervisorId: { not: district.people.kapulau.id } },
    data: { reviewedAt: new Date() },
  });
  const hr = person('hr');
  expect((await compose(hr, 'Ayo', '📝 Belum mengirim')).text).toContain('Penerima: 1 orang');
  await hr.press('📣 Kirim');
  await person('ani').waitFor('Ayo');
  expect((await compose(hr, 'Mari', '📋')).text).toContain('Penerima: 1 orang');
  await hr.press('📣 Kirim');
  await person('kapulau').waitFor('Mari');
  await stage.bot().idle();
  expect(await states()).toEqual({ sent: 2 });
});

it('reports who got it, who blocked the bot, whose copy is uncertain, who has not joined, and who read it', async () => {
  const hr = person('hr');
  person('budi').block();
  person('citra').deactivate();
  await stage.simulator.allConfirmed();
  await database.client.account.update({
    where: { telegramId: BigInt(district.people.kapulau.telegramId) },
    data: { employeeId: null },
  });
  stage.simulator.faults.add({
    method: 'sendMessage',
    chatId: district.people.kasi.telegramId,
    times: 1,
    kind: { type: 'reset', when: 'after' },
  });
  const confirm = await compose(hr, 'Sosialisasi', '👥');
  expect(confirm.text).toContain('Penerima: 5 orang');
  expect(confirm.text).toContain('Belum bergabung: 1 orang');
  expect(confirm.text).toContain('Memblokir bot: 1 orang');
  await hr.press('📣 Kirim');
  const progress = await hr.waitFor('✅ Selesai: 6 orang');
  for (const line of [
    'Terkirim: 3',
    'Sudah dibaca: 0',
    'Memblokir bot: 2',
    'Tidak pasti terkirim (jaringan terputus): 1',
    'Belum bergabung: 1',
  ])
    expect(progress.text).toContain(line);
  expect(progress.keyboard).toEqual([]);

  const ani = person('ani');
  const [copy] = copiesOf(ani, 'Sosialisasi');
  if (!copy) throw new Error('Ani got no copy.');
  for (const times of [1, 2]) {
    const press = ani.pressRaw(copy.id, dataOf(copy, /Sudah dibaca/));
    expect((await press.answered()).text, `press ${times}`).toContain('Terima kasih');
  }
  await expect.poll(() => copiesOf(ani, 'Sosialisasi')[0]?.keyboard).toEqual([]);
  // Whoever reads an uncertain copy has evidently got it.
  await person('kasi').press('✅ Sudah dibaca');
  await stage.simulator.allConfirmed();
  hr.send('/siaran');
  await hr.waitFor('Laporan siaran terakhir');
  await hr.press(/✅ 1 · /);
  const report = await hr.waitFor('Sudah dibaca: 2');
  expect(report.text).toContain('Terkirim: 4');
  expect(report.text).not.toContain('Tidak pasti');
});

it('pauses at once, goes on with exactly the rest, also after a restart, and keeps one progress message', async () => {
  await reopen({ sendRate: 20 });
  const people = await crowd(40);
  const hr = person('hr');
  await compose(hr, 'Sosialisasi', '👥');
  await hr.press('📣 Kirim');
  await hr.waitFor('Sedang dikirim');
  await people[0]?.waitFor('Sosialisasi');
  const pressed = await hr.press('⏸ Jeda');
  expect((await pressed.answered()).text).toContain('dijeda');
  const paused = await hr.waitFor('⏸ Dijeda');
  await stage.bot().idle();
  const { sent = 0, queued = 0 } = await states();
  expect(sent + queued).toBe(47);
  expect(queued).toBeGreaterThan(0);

  await stage.restart();
  await stage.bot().idle();
  expect(await states()).toEqual({ sent, queued });
  await hr.press('▶️ Lanjutkan');
  await stage.restart();
  const done = await hr.waitFor('✅ Selesai: 47 orang', 20_000);
  expect(done.id).toBe(paused.id);
  for (const each of people) expect(copiesOf(each, 'Sosialisasi')).toHaveLength(1);
});

it('cancels what has not left, for good', async () => {
  await reopen({ sendRate: 10 });
  const people = await crowd(30);
  const hr = person('hr');
  await compose(hr, 'Sosialisasi', '👥');
  await hr.press('📣 Kirim');
  await hr.waitFor('Sedang dikirim');
  await people[0]?.waitFor('Sosialisasi');
  await hr.press('⏹ Batalkan');
  await hr.waitFor('⏹ Dibatalkan');
  await stage.bot().idle();
  await expect.poll(async () => (await states()).queued ?? 0).toBe(0);
  const { sent = 0, cancelled = 0 } = await states();
  expect(sent + cancelled).toBe(37);
  expect(cancelled).toBeGreaterThan(0);
  expect(people.flatMap((each) => copiesOf(each, 'Sosialisasi')).length).toBeLessThan(30);
  hr.send('/siaran');
  await hr.waitFor('Laporan siaran terakhir');
  await hr.press(/⏹ 1 · /);
  const report = await hr.waitFor(`Tidak jadi dikirim: ${cancelled}`);
  expect(report.keyboard.flat().some(({ text }) => text.startsWith('▶️'))).toBe(false);
});

it('keeps the draft over a restart and lets HR go on with it', async () => {
  const hr = person('hr');
  await compose(hr, 'Naskah <b>tebal</b>', '👥');
  hr.send('/menu');
  await hr.waitFor('Halo');
  await stage.restart();
  hr.send('/siaran');
  await hr.waitFor('Sampaikan sosialisasi');
  await hr.press('📝 Lanjutkan draf');
  await hr.waitFor('Silakan periksa');
  await hr.press('📣 Kirim');
  expect((await person('ani').waitFor('Naskah tebal')).html).toBe('Naskah <b>tebal</b>');
});

it('is for HR alone, also by a forged button', async () => {
  const ani = person('ani');
  ani.send('/siaran');
  await ani.waitFor('bukan untuk peran Anda');
  const hr = person('hr');
  await compose(hr, 'Sosialisasi', '👥');
  await hr.press('📣 Kirim');
  await ani.waitFor('Sosialisasi');
  for (const data of ['broadcast.open:1', 'broadcast.set:1:cancel', 'broadcast.write']) {
    ani.pressRaw(ani.last().id, data);
    await stage.simulator.allConfirmed();
    expect(ani.last().text, data).toContain('hanya untuk pengelola kepegawaian');
  }
  expect((await ani.pressRaw(ani.last().id, 'broadcast.steer:1:cancel').answered()).text).toContain('hanya untuk');
  expect((await ani.pressRaw(ani.last().id, 'read:99').answered()).text).toContain('pratinjau');
  await stage.bot().idle();
  expect(await states()).toEqual({ sent: 7 });
});
