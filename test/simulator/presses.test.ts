import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, type Bench, openBench } from './bot-client.ts';

const TOO_OLD = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
const LEVELS = {
  inline_keyboard: [[{ text: '3 Sesuai', callback_data: 'l3' }], [{ text: '30 lagi', callback_data: 'more' }]],
};

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.simulator.stop());

describe('a press', () => {
  it('reaches the bot with the message as it is now, and its answer reaches the person', async () => {
    const id = await bench.say({ text: 'Nilai?', reply_markup: LEVELS });
    const press = await bench.budi.press('3 ');
    const { result } = await bench.call('getUpdates', { offset: -1 });
    expect(at(result, 0, 'callback_query')).toMatchObject({
      id: press.queryId,
      data: 'l3',
      from: {
        id: 1001,
        first_name: 'Budi',
        last_name: 'Santoso',
        username: 'budi',
        language_code: 'id',
        is_bot: false,
      },
      message: { message_id: id, text: 'Nilai?', reply_markup: LEVELS },
      chat_instance: expect.any(String),
    });
    await bench.call('answerCallbackQuery', { callback_query_id: press.queryId, text: 'Tersimpan', show_alert: true });
    expect(await press.answered()).toEqual({ queryId: press.queryId, text: 'Tersimpan', alert: true });
    expect(bench.budi.alerts()).toEqual(['Tersimpan']);
  });

  it('can be waited for until the bot answers', async () => {
    const answer = bench.budi.pressRaw(1, 'x').answered();
    const { result } = await bench.call('getUpdates', { offset: -1 });
    await bench.call('answerCallbackQuery', { callback_query_id: at(result, 0, 'callback_query', 'id') });
    expect(await answer).toMatchObject({ text: null, alert: false });
  });

  it('finds a button by its whole text, its beginning or a pattern, on the newest message first', async () => {
    await bench.say({ text: 'Lama', reply_markup: { inline_keyboard: [[{ text: '3', callback_data: 'old' }]] } });
    await bench.say({ text: 'Baru', reply_markup: LEVELS });
    const data = async (button: string | RegExp): Promise<unknown> =>
      at((await bench.budi.press(button)).update, 'callback_query', 'data');
    expect(await data('3')).toBe('l3');
    expect(await data('30 lagi')).toBe('more');
    expect(await data(/^3$/)).toBe('old');
    expect(await data(/lagi$/)).toBe('more');
    await expect(bench.budi.press('Tidak ada')).rejects.toThrow(
      /There is no button "Tidak ada"\.[\s\S]*Chat of Budi \(1001\)[\s\S]*\[3 Sesuai\]/,
    );
  });

  it('a button that opens a page tells the bot nothing', async () => {
    await bench.say({
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'Situs', url: 'https://example.org' }]] },
    });
    await expect(bench.budi.press('Situs')).rejects.toThrow('The button "Situs" opens https://example.org');
  });

  it('can come from a keyboard that is no longer shown, or for a message that is gone', async () => {
    const id = await bench.say({ text: 'Nilai?', reply_markup: LEVELS });
    await bench.call('editMessageText', { chat_id: 1001, message_id: id, text: 'Selesai' });
    const old = await bench.budi.press({ messageId: id, data: 'l3' });
    expect(at(old.update, 'callback_query', 'message')).toMatchObject({ message_id: id, text: 'Selesai' });
    await bench.call('deleteMessage', { chat_id: 1001, message_id: id });
    expect(at(bench.budi.pressRaw(id, 'forged').update, 'callback_query')).toMatchObject({
      data: 'forged',
      message: { message_id: id, date: 0, chat: { id: 1001 } },
    });
  });

  it('may be answered again while it is fresh, and not at all later', async () => {
    const press = bench.budi.pressRaw(1, 'x');
    const answer = { callback_query_id: press.queryId };
    expect(await bench.call('answerCallbackQuery', answer)).toMatchObject({ ok: true });
    expect(await bench.call('answerCallbackQuery', answer)).toMatchObject({ ok: true });
    bench.clock.advance(151_000);
    expect(await bench.call('answerCallbackQuery', answer)).toMatchObject({ status: 400, description: TOO_OLD });
    expect(await bench.call('answerCallbackQuery', { callback_query_id: '42' })).toMatchObject({
      status: 400,
      description: TOO_OLD,
    });
    expect(await bench.call('answerCallbackQuery')).toMatchObject({ status: 400, description: TOO_OLD });
  });

  it('is answered with at most 200 characters', async () => {
    const press = bench.budi.pressRaw(1, 'x');
    expect(
      await bench.call('answerCallbackQuery', { callback_query_id: press.queryId, text: 'x'.repeat(201) }),
    ).toMatchObject({
      status: 400,
      description: 'Bad Request: MESSAGE_TOO_LONG',
    });
    await expect(press.answered(5)).rejects.toThrow('The bot did not answer the press within 5 ms.');
  });
});
