import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, type Bench, openBench } from './bot-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.simulator.stop());

describe('what a person sends', () => {
  it('reaches the bot as a message with commands marked', () => {
    expect(at(bench.budi.start('kode_1'), 'message')).toMatchObject({
      text: '/start kode_1',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
      chat: { id: 1001, type: 'private' },
    });
  });

  it('keeps the formatting it is written with', () => {
    expect(at(bench.budi.sendHtml('<b>Apel</b> pagi'), 'message')).toMatchObject({
      text: 'Apel pagi',
      entities: [{ type: 'bold', length: 4 }],
    });
  });

  it('may be changed afterwards, and may be of a kind the simulator does not draw', () => {
    const sent = bench.budi.send('salah');
    const id = Number(at(sent, 'message', 'message_id'));
    expect(at(bench.budi.edit(id, 'benar'), 'edited_message')).toMatchObject({
      message_id: id,
      text: 'benar',
      edit_date: expect.any(Number),
    });
    expect(at(bench.budi.sendSpecial({ sticker: { emoji: '👍' } }), 'message')).toMatchObject({
      sticker: { emoji: '👍' },
    });
  });

  it('is refused in words where no app would send it', () => {
    expect(() => bench.budi.send('  ')).toThrow('empty text');
    expect(() => bench.budi.send('x'.repeat(4_097))).toThrow('4,096');
    expect(() => bench.budi.edit(1, 'x')).toThrow('no message #1');
    expect(() => bench.simulator.person({ id: 1001, firstName: 'Lain' })).toThrow('belongs to somebody already');
    expect(() => bench.simulator.person({ id: -1, firstName: 'Lain' })).toThrow('positive');
  });
});

describe('waiting for the bot', () => {
  it('takes what came since the person last did something, in any order, and what comes later', async () => {
    await bench.say({ text: 'pertama' });
    await bench.say({ text: 'kedua' });
    expect((await bench.budi.waitFor('kedua')).text).toBe('kedua');
    expect((await bench.budi.waitFor(/^per/)).text).toBe('pertama');
    expect((await bench.budi.waitFor('kedua')).text).toBe('kedua');
    const later = bench.budi.waitFor(({ edited }) => edited);
    const id = bench.budi.last().id;
    await bench.call('editMessageText', { chat_id: 1001, message_id: id, text: 'ketiga' });
    expect(await later).toMatchObject({ id, text: 'ketiga' });
  });

  it('does not take what was there before the person last did something, and shows the chat when nothing comes', async () => {
    await bench.say({ text: 'lama', reply_markup: { inline_keyboard: [[{ text: 'Ya', callback_data: 'y' }]] } });
    bench.budi.send('lanjut');
    await expect(bench.budi.waitFor('lama', 5)).rejects.toThrow(
      /No message matching "lama" came within 5 ms\.\nChat of Budi \(1001\), newest last:\n {2}#\d+ person: \/start\n {2}#\d+ bot: lama\n {6}\[Ya\]\n {2}#\d+ person: lanjut/,
    );
  });

  it('gives one message to one of two people who wait', async () => {
    const sari = bench.simulator.person({ id: 1002, firstName: 'Sari' });
    sari.start();
    const forSari = sari.waitFor('halo');
    await bench.say({ text: 'halo' });
    await bench.call('sendMessage', { chat_id: 1002, text: 'halo Sari' });
    expect((await forSari).text).toBe('halo Sari');
  });

  it('can be for all updates to be confirmed', async () => {
    const update = bench.budi.send('x');
    await expect(bench.simulator.allConfirmed(5)).rejects.toThrow(`message ${update.update_id}`);
    const confirmed = bench.simulator.allConfirmed();
    await bench.call('getUpdates', { offset: update.update_id + 1 });
    await confirmed;
  });
});

describe('command menus', () => {
  const set = (commands: readonly string[], more: object = {}) =>
    bench.call('setMyCommands', { commands: commands.map((command) => ({ command, description: command })), ...more });
  const seen = (): string[] => bench.budi.commands().map(({ command }) => command);

  it('the narrowest list in the own language is seen', async () => {
    await set(['menu']);
    expect(seen()).toEqual(['menu']);
    await set(['bantuan'], { language_code: 'id' });
    expect(seen()).toEqual(['bantuan']);
    await set(['pribadi'], { scope: { type: 'all_private_chats' } });
    expect(seen()).toEqual(['pribadi']);
    await set(['nilai'], { scope: JSON.stringify({ type: 'chat', chat_id: 1001 }) });
    expect(seen()).toEqual(['nilai']);
    expect((await bench.call('getMyCommands', { scope: { type: 'chat', chat_id: 1001 } })).result).toEqual([
      { command: 'nilai', description: 'nilai' },
    ]);
    await bench.call('deleteMyCommands', { scope: { type: 'chat', chat_id: 1001 } });
    expect(seen()).toEqual(['pribadi']);
  });

  it.each<[string, object, string]>([
    ['a name in capitals', { commands: [{ command: 'Nilai', description: 'x' }] }, 'BOT_COMMAND_INVALID'],
    ['no description', { commands: [{ command: 'nilai', description: ' ' }] }, 'BOT_COMMAND_DESCRIPTION_INVALID'],
    ['101 commands', { commands: Array(101).fill({ command: 'a', description: 'x' }) }, 'BOT_COMMANDS_TOO_MUCH'],
    ['a language of three letters', { commands: [], language_code: 'ind' }, 'invalid language code specified'],
    ['a chat that is not there', { commands: [], scope: { type: 'chat', chat_id: 5 } }, 'chat not found'],
    [
      'an unknown scope',
      { commands: [], scope: { type: 'moon' } },
      "can't parse BotCommandScope: Unsupported type specified",
    ],
  ])('%s is refused', async (_name, parameters, description) => {
    expect(await bench.call('setMyCommands', parameters)).toMatchObject({
      status: 400,
      description: `Bad Request: ${description}`,
    });
  });
});

describe('a group', () => {
  it('lets the bot see commands and mentions only, and lets it answer', async () => {
    const group = bench.simulator.group({ id: -500, title: 'Dinas' });
    expect(at(group.addBot(bench.budi), 'my_chat_member')).toMatchObject({
      chat: { id: -500, type: 'group' },
      new_chat_member: { status: 'member' },
    });
    expect(group.send(bench.budi, 'selamat pagi')).toBeNull();
    expect(group.send(bench.budi, '/nilai@bot_lain')).toBeNull();
    expect(at(group.send(bench.budi, '/nilai@dialog_bot'), 'message')).toMatchObject({
      text: '/nilai@dialog_bot',
      chat: { id: -500, title: 'Dinas', type: 'group' },
      from: { id: 1001 },
    });
    expect(
      await bench.call('sendMessage', { chat_id: -500, text: 'Maaf, hanya di percakapan pribadi.' }),
    ).toMatchObject({ ok: true });
    expect(group.messages().at(-1)).toMatchObject({ from: 'bot' });
  });
});
