import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIncomingHandler } from '../../../src/app/core/handle-incoming.ts';
import type { Person } from '../../../src/simulator/person.ts';
import { openStage, type Stage } from '../../support/bot.ts';
import { type District, settleDistrict } from '../../support/district.ts';
import { screen, sendFor } from '../../support/talk.ts';

let stage: Stage;
let district: District;
let ani: Person;

beforeAll(async () => {
  stage = await openStage();
  district = await settleDistrict(stage.bot().app.database);
  ani = stage.simulator.person({ id: district.people.ani.telegramId, firstName: 'Ani' });
});
afterAll(async () => {
  expect(stage.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  await stage.close();
});

describe('in a group', () => {
  it('each command gets one polite refusal that names nobody, everything else nothing', async () => {
    const group = stage.simulator.group({ id: -100_500, title: 'Dinas' });
    group.addBot(ani);
    group.send(ani, 'Selamat pagi @dialog_kinerja_bot');
    group.send(ani, '/hasil');
    group.send(ani, '/nilai@dialog_kinerja_bot');
    await stage.simulator.allConfirmed();
    const answers = group.messages().filter(({ from }) => from === 'bot');
    expect(answers).toHaveLength(2);
    for (const { text, keyboard } of answers) {
      expect(text).toContain('hanya bisa membantu dalam percakapan pribadi');
      expect(keyboard).toEqual([]);
    }
    expect(await stage.bot().app.database.prisma.auditEntry.count()).toBe(0);
  });

  it('a group that refuses the bot holds up nobody', async () => {
    const group = stage.simulator.group({ id: -100_501, title: 'Penuh' });
    group.addBot(ani);
    stage.simulator.faults.add({ chatId: group.id, kind: { type: '429', retryAfter: 600 } });
    group.send(ani, '/menu');
    await stage.simulator.allConfirmed();
    await sendFor(ani, '/menu', /Silakan pilih/);
    stage.simulator.faults.clear();
  });
});

describe('in a private chat', () => {
  it.each([
    ['sticker', { sticker: { file_id: 's', file_unique_id: 's', type: 'regular', width: 1, height: 1 } }],
    ['voice', { voice: { file_id: 'v', file_unique_id: 'v', duration: 2 } }],
    ['location', { location: { latitude: -6.2, longitude: 106.8 } }],
    ['contact', { contact: { phone_number: '+62', first_name: 'X' } }],
  ])('a %s is answered in words', async (_kind, fields) => {
    ani.sendSpecial(fields);
    await screen(ani, /belum bisa saya baca/);
  });

  it('a text or a file that answers nothing is not kept, and the person is told so', async () => {
    await sendFor(ani, 'Halo?', /tidak ada pertanyaan yang terbuka, jadi pesan Anda tidak disimpan/);
    ani.upload({ name: 'x.txt', bytes: new Uint8Array([1]), mime: 'text/plain', as: 'document' });
    await screen(ani, /tidak ada pertanyaan yang terbuka/);
  });

  it('a command that does not exist leads to those that do', async () => {
    await sendFor(ani, '/apa_ini', /Perintah \/apa_ini belum ada/);
  });

  it('an edited old message changes nothing', async () => {
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    ani.send('Contoh pertama');
    await screen(ani, /Contoh pertama/);
    const mine = ani.messages().find(({ text }) => text === 'Contoh pertama');
    ani.edit(mine?.id ?? 0, 'Contoh yang diubah');
    await sendFor(ani, '/lanjut', /Contoh pertama/);
  });

  it('a stranger with a hostile name is greeted as written', async () => {
    const stranger = stage.simulator.person({ id: 88_001, firstName: '<b>Bobby</b> & {{name}} 👾' });
    stranger.start();
    await stranger.waitFor('<b>Bobby</b> & {{name}} 👾');
  });
});

describe('in a channel', () => {
  it('nothing is said', async () => {
    const before = stage.simulator.calls().filter(({ method }) => method !== 'getUpdates').length;
    const handle = createIncomingHandler(stage.bot().app);
    const from = { id: ani.id, firstName: 'Ani', languageCode: null };
    const head = { chatId: -100_777, chatKind: 'channel', from } as const;
    await handle({ ...head, updateId: 1, kind: 'command', name: 'menu', argument: '', messageId: 1 });
    await handle({ ...head, updateId: 2, kind: 'text', text: 'x', html: 'x', messageId: 2 });
    expect(stage.simulator.calls().filter(({ method }) => method !== 'getUpdates')).toHaveLength(before);
  });
});
