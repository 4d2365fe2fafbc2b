import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NotTheirChat, readUpdate } from '../../src/telegram/read-update.ts';

const bot = { id: 99, username: 'dialog_kinerja_bot' };
const from = { id: 7, is_bot: false, first_name: 'Sari', language_code: 'id' };
const chat = { id: 7, type: 'private', first_name: 'Sari' };
const head = { updateId: 5, chatId: 7, chatKind: 'private', from: { id: 7, firstName: 'Sari', languageCode: 'id' } };

function readMessage(fields: object): unknown {
  return readUpdate(5, 'message', { message_id: 3, date: 1, from, chat, ...fields }, bot);
}

describe('a message', () => {
  it('is text with its formatting as HTML', () => {
    const entities = [{ type: 'bold', offset: 0, length: 4 }];
    expect(readMessage({ text: 'baik & rapi', entities })).toEqual({
      ...head,
      kind: 'text',
      text: 'baik & rapi',
      html: '<b>baik</b> &amp; rapi',
      messageId: 3,
    });
  });

  it.each([
    ['/nilai', 'nilai', ''],
    ['/START  abc_DEF-1 ', 'start', 'abc_DEF-1'],
    ['/menu@Dialog_Kinerja_Bot', 'menu', ''],
    ['/pegawai\nbaris dua', 'pegawai', 'baris dua'],
  ])('%j is a command', (text, name, argument) => {
    expect(readMessage({ text })).toEqual({ ...head, kind: 'command', name, argument, messageId: 3 });
  });

  it('is not ours when the command names another bot', () => {
    expect(readMessage({ text: '/menu@lain_bot' })).toMatchObject({ kind: 'other', what: 'command-for-another-bot' });
  });

  it.each(['/', '/ nilai', '1/2 selesai'])('%j is plain text', (text) => {
    expect(readMessage({ text })).toMatchObject({ kind: 'text', text });
  });

  it('is a photo in its largest size, with its caption', () => {
    const photo = [
      { file_id: 'small', width: 90, height: 60, file_size: 100 },
      { file_id: 'large', width: 900, height: 600, file_size: 9000 },
      { file_id: 'middle', width: 300, height: 200, file_size: 900 },
    ];
    expect(
      readMessage({ photo, caption: 'bukti', caption_entities: [{ type: 'italic', offset: 0, length: 5 }] }),
    ).toEqual({
      ...head,
      kind: 'file',
      file: { fileId: 'large', as: 'photo', name: 'foto-3.jpg', mime: 'image/jpeg', size: 9000 },
      caption: 'bukti',
      captionHtml: '<i>bukti</i>',
      messageId: 3,
    });
  });

  it('is a document under a clean name, even when Telegram says nothing about it', () => {
    expect(
      readMessage({
        document: { file_id: 'd', file_name: '../../\u202Eetc/pas\u0000swd', mime_type: 'text/csv', file_size: 12 },
      }),
    ).toMatchObject({
      file: { fileId: 'd', as: 'document', name: 'passwd', mime: 'text/csv', size: 12 },
    });
    expect(readMessage({ document: { file_id: 'd' } })).toMatchObject({
      file: { name: 'dokumen-3', mime: 'application/octet-stream', size: null },
      caption: '',
    });
  });

  it('keeps the extension of a very long file name and no half character', () => {
    const read = readMessage({ document: { file_id: 'd', file_name: `${'🌟'.repeat(100)}.xlsx` } });
    expect(read).toMatchObject({ file: { name: `${'🌟'.repeat(57)}.xlsx` } });
  });

  it.each([
    [{ sticker: {} }, 'sticker'],
    [{ voice: {} }, 'voice'],
    [{ location: {} }, 'location'],
    [{ animation: {}, document: { file_id: 'gif' } }, 'animation'],
    [{ pinned_message: {} }, 'service-message'],
  ])('%j is of no use', (fields, what) => {
    expect(readMessage(fields)).toEqual({ ...head, kind: 'other', what, messageId: 3 });
  });

  it('tells where it was written', () => {
    expect(readMessage({ chat: { id: -1, type: 'supergroup' }, text: '/menu' })).toMatchObject({
      kind: 'command',
      chatId: -1,
      chatKind: 'group',
    });
  });

  it('of nobody is left out, and one that Telegram would not write is refused', () => {
    expect(readUpdate(5, 'message', { message_id: 3, chat, text: 'a' }, bot)).toBeNull();
    expect(() => readUpdate(5, 'message', { message_id: 'x' }, bot)).toThrow();
  });
});

describe('what no text has', () => {
  it('is replaced unit by unit, so that formatting stays in its place and everything can be stored', () => {
    const text = 'a\u0000b\ud800c\u0007 tebal \udfff🌺\uffff\n\tselesai';
    const entities = [{ type: 'bold', offset: text.indexOf('tebal'), length: 5 }];
    expect(readMessage({ text, entities })).toMatchObject({
      text: 'a�b�c� tebal �🌺�\n\tselesai',
      html: 'a�b�c� <b>tebal</b> �🌺�\n\tselesai',
    });
    expect(readMessage({ photo: [{ file_id: 'f', width: 1, height: 1 }], caption: 'x\u0000' })).toMatchObject({
      caption: 'x�',
    });
  });

  it('is not in names either, which are as long as Telegram lets them be', () => {
    const read = readUpdate(
      5,
      'message',
      { message_id: 3, date: 1, chat, text: 'a', from: { ...from, first_name: `\u0000${'🌺'.repeat(500)}` } },
      bot,
    );
    expect(read?.from.firstName).toBe(`�${'🌺'.repeat(63)}`);
  });
});

describe('what Telegram would not write', () => {
  const message = { message_id: 3, date: 1, from, chat, text: 'a' };

  it.each([
    ['a person with half an id', { from: { ...from, id: 7.5 }, chat: { ...chat, id: 7.5 } }],
    ['a person with an id that no number holds', { from: { ...from, id: 1e300 }, chat: { ...chat, id: 1e300 } }],
    ['a person with a negative id', { from: { ...from, id: -7 }, chat: { ...chat, id: -7 } }],
    ['a message with a number too large to be stored', { message_id: 2 ** 31 }],
    ['a message with a negative number', { message_id: -1 }],
    ['a chat of another kind', { chat: { id: 7, type: 'topic' } }],
    ['a file that is no token', { text: undefined, document: { file_id: 'a\u0000b' } }],
    ['a file larger than all there are', { text: undefined, document: { file_id: 'd', file_size: 2 ** 40 } }],
  ])('is refused: %s', (_case, fields) => {
    expect(() => readUpdate(5, 'message', { ...message, ...fields }, bot)).toThrow(z.ZodError);
  });

  it('is refused: a private chat with somebody else, who would be shown what the sender asked for', () => {
    const elsewhere = { ...chat, id: 8 };
    expect(() => readUpdate(5, 'message', { ...message, chat: elsewhere }, bot)).toThrow(NotTheirChat);
    const press = { id: 'q', from, data: 'a', message: { message_id: 8, date: 1, chat: elsewhere } };
    expect(() => readUpdate(5, 'callback_query', press, bot)).toThrow(NotTheirChat);
    expect(
      readUpdate(
        5,
        'message',
        { ...message, from: { ...from, id: 2 ** 52 - 1 }, chat: { ...chat, id: 2 ** 52 - 1 } },
        bot,
      ),
    ).toMatchObject({ chatId: 2 ** 52 - 1 });
  });
});

describe('a press', () => {
  it('names the message it was made on', () => {
    const press = { id: 'q', from, data: 'a:1', message: { message_id: 8, date: 1, chat } };
    expect(readUpdate(5, 'callback_query', press, bot)).toEqual({
      ...head,
      kind: 'press',
      queryId: 'q',
      data: 'a:1',
      messageId: 8,
    });
  });

  it.each([[{ message: { message_id: 8, date: 0, chat } }], [{}]])(
    'on a message that is out of reach names none: %j',
    (fields) => {
      expect(readUpdate(5, 'callback_query', { id: 'q', from, data: 'a', ...fields }, bot)).toMatchObject({
        kind: 'press',
        messageId: null,
      });
    },
  );
});

describe('a change of membership', () => {
  const change = (status: string, where: object = chat): unknown =>
    readUpdate(5, 'my_chat_member', { chat: where, from, date: 1, new_chat_member: { status } }, bot);

  it('says that the person stopped the bot, or came back', () => {
    expect(change('kicked')).toEqual({ ...head, kind: 'membership', blocked: true });
    expect(change('member')).toEqual({ ...head, kind: 'membership', blocked: false });
  });

  it('in a group is nothing to us', () => {
    expect(change('member', { id: -1, type: 'group' })).toMatchObject({ kind: 'other', chatKind: 'group' });
  });
});
