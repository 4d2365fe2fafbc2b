import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, numberIn, openBench, pngOf } from './bot-client.ts';

const NOT_MODIFIED =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
const YES = { inline_keyboard: [[{ text: 'Ya', callback_data: 'y' }]] };

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.simulator.stop());

const photo = async (caption: string): Promise<number> => {
  const file = { part: 'photo', name: 'a.png', mime: 'image/png', bytes: pngOf(10, 10) };
  return numberIn((await bench.upload('sendPhoto', { chat_id: '1001', caption }, file)).result, 'message_id');
};

describe('editing', () => {
  it('replaces text and keyboard in place, and takes the keyboard away when none is given', async () => {
    const id = await bench.say({ text: 'Satu', reply_markup: YES });
    const answer = await bench.call('editMessageText', {
      chat_id: 1001,
      message_id: id,
      text: '<b>Dua</b>',
      parse_mode: 'HTML',
    });
    expect(answer.result).toMatchObject({ message_id: id, text: 'Dua', edit_date: expect.any(Number) });
    expect(bench.budi.last()).toMatchObject({ id, text: 'Dua', edited: true, keyboard: [] });
  });

  it('that changes nothing is refused, and a change of format alone is a change', async () => {
    const id = await bench.say({ text: '<b>Satu</b>', parse_mode: 'HTML', reply_markup: YES });
    const same = { chat_id: 1001, message_id: id, text: ' <b>Satu</b>', parse_mode: 'HTML', reply_markup: YES };
    expect(await bench.call('editMessageText', same)).toMatchObject({ status: 400, description: NOT_MODIFIED });
    expect(
      await bench.call('editMessageReplyMarkup', { chat_id: 1001, message_id: id, reply_markup: YES }),
    ).toMatchObject({
      description: NOT_MODIFIED,
    });
    expect(await bench.call('editMessageText', { ...same, text: '<i>Satu</i>' })).toMatchObject({ ok: true });
    expect(await bench.call('editMessageReplyMarkup', { chat_id: 1001, message_id: id })).toMatchObject({ ok: true });
    expect(bench.budi.last().keyboard).toEqual([]);
  });

  it('changes captions and media', async () => {
    const id = await photo('lama');
    expect(await bench.call('editMessageCaption', { chat_id: 1001, message_id: id, caption: 'baru' })).toMatchObject({
      ok: true,
    });
    expect(await bench.call('editMessageCaption', { chat_id: 1001, message_id: id, caption: 'baru' })).toMatchObject({
      description: NOT_MODIFIED,
    });
    const media = JSON.stringify({ type: 'document', media: 'attach://x', caption: 'berkas' });
    const file = { part: 'x', name: 'b.csv', mime: 'text/csv', bytes: Buffer.from('b') };
    expect(
      await bench.upload('editMessageMedia', { chat_id: '1001', message_id: String(id), media }, file),
    ).toMatchObject({ ok: true });
    expect(bench.budi.last()).toMatchObject({ id, text: 'berkas', media: { kind: 'document', name: 'b.csv' } });
  });

  it.each<[string, string, () => Promise<object> | object, string]>([
    [
      'a message that is not there',
      'editMessageText',
      () => ({ message_id: 99_999_999, text: 'x' }),
      'message to edit not found',
    ],
    ['no message', 'editMessageText', () => ({ text: 'x' }), 'message identifier is not specified'],
    [
      'to no text',
      'editMessageText',
      async () => ({ message_id: await bench.say({ text: 'x' }) }),
      'message text is empty',
    ],
    [
      'to a long text',
      'editMessageText',
      async () => ({ message_id: await bench.say({ text: 'x' }), text: 'x'.repeat(4_097) }),
      'message is too long',
    ],
    [
      "a person's message",
      'editMessageText',
      () => ({ message_id: bench.budi.messages()[0]?.id, text: 'x' }),
      "message can't be edited",
    ],
    [
      'the text of a photo',
      'editMessageText',
      async () => ({ message_id: await photo('a'), text: 'x' }),
      'there is no text in the message to edit',
    ],
    [
      'the caption of a text',
      'editMessageCaption',
      async () => ({ message_id: await bench.say({ text: 'x' }), caption: 'y' }),
      'there is no caption in the message to edit',
    ],
    [
      'to too much button data',
      'editMessageReplyMarkup',
      async () => ({
        message_id: await bench.say({ text: 'x' }),
        reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'x'.repeat(65) }]] },
      }),
      'BUTTON_DATA_INVALID',
    ],
  ])('%s is refused', async (_name, method, parameters, description) => {
    expect(await bench.call(method, { chat_id: 1001, ...(await parameters()) })).toMatchObject({
      status: 400,
      description: `Bad Request: ${description}`,
    });
  });

  it('takes inline keyboards only, and no message that came with another kind', async () => {
    const id = await bench.say({ text: 'Satu' });
    const remove = { remove_keyboard: true };
    expect(
      await bench.call('editMessageText', { chat_id: 1001, message_id: id, text: 'Dua', reply_markup: remove }),
    ).toMatchObject({
      description: 'Bad Request: inline keyboard expected',
    });
    const other = await bench.say({ text: 'Satu', reply_markup: remove });
    expect(await bench.call('editMessageText', { chat_id: 1001, message_id: other, text: 'Dua' })).toMatchObject({
      description: "Bad Request: message can't be edited",
    });
  });

  it('a person who blocked the bot sees no edits', async () => {
    const id = await bench.say({ text: 'Satu' });
    bench.budi.block();
    expect(await bench.call('editMessageText', { chat_id: 1001, message_id: id, text: 'Dua' })).toMatchObject({
      status: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
  });
});

describe('deleting', () => {
  it('takes a message off the screen, once, within 48 hours', async () => {
    const id = await bench.say({ text: 'Satu' });
    const old = await bench.say({ text: 'Dua' });
    expect(await bench.call('deleteMessage', { chat_id: 1001, message_id: id })).toMatchObject({
      ok: true,
      result: true,
    });
    expect(bench.budi.messages().some((message) => message.id === id)).toBe(false);
    expect(await bench.call('deleteMessage', { chat_id: 1001, message_id: id })).toMatchObject({
      description: 'Bad Request: message to delete not found',
    });
    expect(await bench.call('editMessageText', { chat_id: 1001, message_id: id, text: 'x' })).toMatchObject({
      description: 'Bad Request: message to edit not found',
    });
    bench.clock.advance(49 * 3_600_000);
    expect(await bench.call('deleteMessage', { chat_id: 1001, message_id: old })).toMatchObject({
      description: "Bad Request: message can't be deleted for everyone",
    });
  });
});
