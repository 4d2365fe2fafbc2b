import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, type Bench, listIn, openBench, pngOf, TOKEN, textIn } from './bot-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.simulator.stop());

const button = (fields: object): object => ({ inline_keyboard: [[fields]] });

describe('a message', () => {
  it('arrives on the screen with formatting and keyboard', async () => {
    const answer = await bench.call('sendMessage', {
      chat_id: bench.budi.id,
      text: '  <b>Halo</b> Budi\n',
      parse_mode: 'html',
      protect_content: true,
      reply_markup: {
        inline_keyboard: [
          [
            { text: '1 Kurang', callback_data: 'a' },
            { text: 'Panduan', url: 'https://example.org' },
          ],
          [{ text: 'Salin', copy_text: { text: 'DK-1' } }],
        ],
      },
    });
    expect(answer).toMatchObject({ status: 200, ok: true });
    expect(answer.result).toMatchObject({
      chat: { id: 1001, type: 'private', first_name: 'Budi' },
      from: { id: 123456, is_bot: true, username: 'dialog_bot' },
      text: 'Halo Budi',
      entities: [{ type: 'bold', offset: 0, length: 4 }],
      has_protected_content: true,
      reply_markup: {
        inline_keyboard: [[{ callback_data: 'a' }, { url: 'https://example.org' }], [{ copy_text: { text: 'DK-1' } }]],
      },
    });
    expect(bench.budi.last()).toMatchObject({
      from: 'bot',
      html: '<b>Halo</b> Budi',
      protected: true,
      keyboard: [
        [
          { text: '1 Kurang', kind: 'callback', data: 'a' },
          { text: 'Panduan', kind: 'url', url: 'https://example.org' },
        ],
        [{ text: 'Salin', kind: 'copy', copy: 'DK-1' }],
      ],
    });
  });

  it('may carry 4,096 characters after entities and not one more', async () => {
    expect(
      await bench.call('sendMessage', { chat_id: 1001, text: `<b>${'x'.repeat(4_096)}</b>`, parse_mode: 'HTML' }),
    ).toMatchObject({ ok: true });
    expect(await bench.call('sendMessage', { chat_id: 1001, text: 'x'.repeat(4_097) })).toMatchObject({
      status: 400,
      description: 'Bad Request: message is too long',
    });
    expect(await bench.call('sendMessage', { chat_id: 1001, text: '😀'.repeat(2_049) })).toMatchObject({
      description: 'Bad Request: message is too long',
    });
  });

  it('may carry 64 bytes of button data', async () => {
    expect(
      await bench.call('sendMessage', {
        chat_id: 1001,
        text: 'x',
        reply_markup: button({ text: 'a', callback_data: 'x'.repeat(64) }),
      }),
    ).toMatchObject({
      ok: true,
    });
  });

  it('shows links and commands as such', async () => {
    const { result } = await bench.call('sendMessage', {
      chat_id: 1001,
      text: 'Buka /nilai atau https://example.org, ya',
    });
    expect(at(result, 'entities')).toEqual([
      { type: 'bot_command', offset: 5, length: 6 },
      { type: 'url', offset: 17, length: 19 },
    ]);
  });

  it('is understood as JSON, form, multipart and query alike', async () => {
    const url = `${bench.simulator.apiRoot}/bot${TOKEN}/sendMessage`;
    const markup = JSON.stringify(button({ text: 'Ya', callback_data: 'y' }));
    const fields = { chat_id: '1001', text: 'sama', reply_markup: markup };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
    await fetch(url, { method: 'POST', body: form });
    await fetch(`${url}?${new URLSearchParams(fields)}`);
    await bench.call('SENDMESSAGE', fields);
    const sent = bench.budi.messages().filter(({ text }) => text === 'sama');
    expect(sent.map(({ keyboard }) => keyboard)).toEqual(
      Array(4).fill([[{ text: 'Ya', kind: 'callback', data: 'y' }]]),
    );
  });

  it.each<[string, object, string]>([
    ['without text', {}, 'message text is empty'],
    ['with empty text', { text: '' }, 'message text is empty'],
    ['of white space', { text: ' \n ' }, 'text must be non-empty'],
    ['of tags around nothing', { text: '<b></b>', parse_mode: 'HTML' }, 'text must be non-empty'],
    [
      'with broken HTML',
      { text: '<b>x', parse_mode: 'HTML' },
      'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
    ],
    [
      'with unknown HTML',
      { text: '<br>', parse_mode: 'HTML' },
      'can\'t parse entities: Unsupported start tag "br" at byte offset 0',
    ],
    ['with an unknown parse mode', { text: 'x', parse_mode: 'BBCode' }, 'unsupported parse_mode'],
    [
      'with 65 bytes of button data',
      { text: 'x', reply_markup: button({ text: 'a', callback_data: `${'é'.repeat(32)}x` }) },
      'BUTTON_DATA_INVALID',
    ],
    [
      'with a button without text',
      { text: 'x', reply_markup: button({ callback_data: 'x' }) },
      'can\'t parse inline keyboard button: Can\'t find field "text"',
    ],
    [
      'with a button that does nothing',
      { text: 'x', reply_markup: button({ text: 'a', callback_data: '' }) },
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'with a button to nowhere',
      { text: 'x', reply_markup: button({ text: 'a', url: 'not-a-url' }) },
      "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
    ],
    [
      'with a button to FTP',
      { text: 'x', reply_markup: button({ text: 'a', url: 'ftp://example.com' }) },
      "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
    ],
    [
      'with nothing to copy',
      { text: 'x', reply_markup: button({ text: 'a', copy_text: { text: '' } }) },
      'BUTTON_COPY_TEXT_INVALID',
    ],
    ['with a payment button', { text: 'x', reply_markup: button({ text: 'a', pay: true }) }, 'BUTTON_TYPE_INVALID'],
    [
      'with rows that are none',
      { text: 'x', reply_markup: { inline_keyboard: 'bad' } },
      'field "inline_keyboard" must be of type Array',
    ],
    [
      'with a keyboard that is no JSON',
      { text: 'x', reply_markup: '{' },
      "can't parse reply keyboard markup JSON object",
    ],
    ['to nobody', { chat_id: '', text: 'x' }, 'chat_id is empty'],
    ['to a stranger', { chat_id: 5, text: 'x' }, 'chat not found'],
    ['to a name', { chat_id: '@budi', text: 'x' }, 'chat not found'],
    [
      'answering a message that is not there',
      { text: 'x', reply_parameters: { message_id: 99_999_999 } },
      'message to be replied not found',
    ],
  ])('%s is refused', async (_name, parameters, description) => {
    const before = bench.budi.messages().length;
    expect(await bench.call('sendMessage', { chat_id: 1001, ...parameters })).toMatchObject({
      status: 400,
      ok: false,
      description: `Bad Request: ${description}`,
    });
    expect(bench.budi.messages()).toHaveLength(before);
  });

  it('may come with ready entities instead of HTML', async () => {
    const entities = [
      { type: 'bold', offset: 0, length: 4 },
      { type: 'text_link', offset: 5, length: 4, url: 'https://example.org/' },
      { type: 'hashtag', offset: 0, length: 4 },
    ];
    await bench.call('sendMessage', { chat_id: 1001, text: 'Halo Budi', entities: JSON.stringify(entities) });
    expect(bench.budi.last().html).toBe('<b>Halo</b> <a href="https://example.org/">Budi</a>');
  });

  it.each<[object, string]>([
    [{ type: 'bold', offset: 100, length: 1 }, 'entity begins after the end of the text at UTF-16 offset 100'],
    [
      { type: 'bold', offset: 0, length: 100 },
      'entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100',
    ],
    [{ type: 'bold', offset: -1, length: 1 }, 'receive an entity with incorrect offset -1'],
    [{ type: 'moon', offset: 0, length: 1 }, "can't parse MessageEntity: Unsupported type specified"],
    [{ type: 'text_link', offset: 0, length: 1 }, 'can\'t parse MessageEntity: Can\'t find field "url"'],
  ])('with the entity %o is refused', async (entity, description) => {
    expect(await bench.call('sendMessage', { chat_id: 1001, text: 'hello', entities: [entity] })).toMatchObject({
      status: 400,
      description: `Bad Request: ${description}`,
    });
  });

  it('with more than 100 buttons, nine in a row, or 10 kB of keyboard is refused', async () => {
    const rows = (count: number, size: number, data = 'x'): object => ({
      inline_keyboard: Array.from({ length: count }, () =>
        Array.from({ length: size }, () => ({ text: 'a', callback_data: data })),
      ),
    });
    for (const markup of [rows(13, 8), rows(1, 9), rows(12, 8, 'x'.repeat(64))]) {
      expect(await bench.call('sendMessage', { chat_id: 1001, text: 'x', reply_markup: markup })).toMatchObject({
        status: 400,
        description: 'Bad Request: reply markup is too long',
      });
    }
    expect(await bench.call('sendMessage', { chat_id: 1001, text: 'x', reply_markup: rows(12, 8) })).toMatchObject({
      ok: true,
    });
  });
});

describe('people who cannot be reached', () => {
  it('a person who never started the bot gets nothing', async () => {
    bench.simulator.person({ id: 1002, firstName: 'Sari' });
    expect(await bench.call('sendMessage', { chat_id: 1002, text: 'x' })).toMatchObject({
      status: 403,
      description: "Forbidden: bot can't initiate conversation with a user",
    });
  });

  it('a person who blocked the bot gets nothing until coming back', async () => {
    bench.budi.block();
    expect(await bench.call('sendMessage', { chat_id: 1001, text: 'x' })).toMatchObject({
      status: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    expect(() => bench.budi.send('x')).toThrow('Budi has blocked the bot');
    bench.budi.start();
    expect(await bench.call('sendMessage', { chat_id: 1001, text: 'x' })).toMatchObject({ ok: true });
    const { result } = await bench.call('getUpdates');
    expect(listIn(result).map((update) => Object.keys(Object(update)).at(-1))).toEqual([
      'message',
      'my_chat_member',
      'my_chat_member',
      'message',
    ]);
    expect(at(result, 1, 'my_chat_member')).toMatchObject({
      old_chat_member: { status: 'member' },
      new_chat_member: { status: 'kicked' },
    });
    expect(at(result, 2, 'my_chat_member')).toMatchObject({
      old_chat_member: { status: 'kicked' },
      new_chat_member: { status: 'member' },
    });
  });

  it('a deleted account gets nothing', async () => {
    bench.budi.deactivate();
    expect(await bench.call('sendMessage', { chat_id: 1001, text: 'x' })).toMatchObject({
      status: 403,
      description: 'Forbidden: user is deactivated',
    });
  });
});

describe('files from the bot', () => {
  it('a photo is uploaded once and sent again by its id', async () => {
    const first = await bench.upload(
      'sendPhoto',
      { chat_id: '1001', caption: '<i>Grafik</i>', parse_mode: 'HTML' },
      { part: 'photo', name: 'grafik.png', mime: 'image/png', bytes: pngOf(800, 600) },
    );
    expect(first.result).toMatchObject({
      caption: 'Grafik',
      caption_entities: [{ type: 'italic' }],
      photo: [{ width: 90 }, { width: 800, height: 600 }],
    });
    const fileId = textIn(first.result, 'photo', 1, 'file_id');
    const again = await bench.call('sendPhoto', { chat_id: 1001, photo: fileId });
    expect(textIn(again.result, 'photo', 1, 'file_id')).toBe(fileId);
    expect(bench.budi.last().media).toMatchObject({ kind: 'photo', fileId });
  });

  it('a photo may be PNG, JPEG, GIF or WebP', async () => {
    const jpeg = Buffer.from('ffd8ffe000044a46ffc00011080030004003012200', 'hex');
    const gif = Buffer.from('GIF89a\u0040\u0000\u0030\u0000', 'latin1');
    const webp = Buffer.concat([Buffer.from('RIFF\u0000\u0000\u0000\u0000WEBP', 'latin1'), Buffer.alloc(20)]);
    for (const [bytes, mime, width] of [
      [jpeg, 'image/jpeg', 64],
      [gif, 'image/gif', 64],
      [webp, 'image/webp', 512],
    ] as const) {
      const { result } = await bench.upload(
        'sendPhoto',
        { chat_id: '1001' },
        { part: 'photo', name: 'a', mime: 'application/octet-stream', bytes },
      );
      expect(at(result, 'photo', 1, 'width')).toBe(width);
      expect(bench.budi.last().media?.mime).toBe(mime);
    }
  });

  it('their type is found out, whatever the upload says', async () => {
    const unknown = { name: 'a.xlsx', mime: 'application/octet-stream' };
    await bench.upload('sendDocument', { chat_id: '1001' }, { ...unknown, part: 'document', bytes: Buffer.from('x') });
    expect(bench.budi.last().media?.mime).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    await bench.upload('sendPhoto', { chat_id: '1001' }, { ...unknown, part: 'photo', bytes: pngOf(9, 9) });
    expect(bench.budi.last().media?.mime).toBe('image/png');
  });

  it('a document keeps its name, also when it is attached by reference', async () => {
    const answer = await bench.upload(
      'sendDocument',
      { chat_id: '1001', document: 'attach://berkas' },
      { part: 'berkas', name: 'undangan.csv', mime: 'text/csv', bytes: Buffer.from('nip,nama') },
    );
    expect(at(answer.result, 'document')).toMatchObject({
      file_name: 'undangan.csv',
      mime_type: 'text/csv',
      file_size: 8,
    });
    expect(bench.simulator.calls('sendDocument')[0]).toMatchObject({
      uploads: [{ part: 'berkas', name: 'undangan.csv', size: 8 }],
    });
  });

  it.each<[string, string, object, string]>([
    ['no photo', 'sendPhoto', {}, 'there is no photo in the request'],
    ['no document', 'sendDocument', {}, 'there is no document in the request'],
    ['a made-up file id', 'sendDocument', { document: 'AgACmade-up' }, 'wrong file identifier/HTTP URL specified'],
    [
      'a URL that cannot be fetched',
      'sendPhoto',
      { photo: 'https://example.org/a.png' },
      'failed to get HTTP URL content',
    ],
  ])('%s is refused', async (_name, method, parameters, description) => {
    expect(await bench.call(method, { chat_id: 1001, ...parameters })).toMatchObject({
      status: 400,
      description: `Bad Request: ${description}`,
    });
  });

  it('a document cannot be sent as a photo, by id or by bytes', async () => {
    const document = await bench.upload(
      'sendDocument',
      { chat_id: '1001' },
      { part: 'document', name: 'a.csv', mime: 'text/csv', bytes: Buffer.from('a') },
    );
    expect(
      await bench.call('sendPhoto', { chat_id: 1001, photo: textIn(document.result, 'document', 'file_id') }),
    ).toMatchObject({
      description: "Bad Request: can't use file of type Document as Photo",
    });
    const bytes = { part: 'photo', name: 'a.csv', mime: 'text/csv', bytes: Buffer.from('a,b,c') };
    expect(await bench.upload('sendPhoto', { chat_id: '1001' }, bytes)).toMatchObject({
      description: 'Bad Request: IMAGE_PROCESS_FAILED',
    });
    expect(
      await bench.upload('sendPhoto', { chat_id: '1001' }, { ...bytes, bytes: pngOf(9_000, 1_001) }),
    ).toMatchObject({
      description: 'Bad Request: PHOTO_INVALID_DIMENSIONS',
    });
  });

  it('an empty file, a caption of 1,025 characters and a file above 50 MB are refused', async () => {
    const file = { part: 'document', name: 'a.csv', mime: 'text/csv', bytes: new Uint8Array() };
    expect(await bench.upload('sendDocument', { chat_id: '1001' }, file)).toMatchObject({
      description: 'Bad Request: file must be non-empty',
    });
    const long = { chat_id: '1001', caption: 'x'.repeat(1_025) };
    expect(await bench.upload('sendDocument', long, { ...file, bytes: Buffer.from('a') })).toMatchObject({
      status: 400,
      description: 'Bad Request: message caption is too long',
    });
    const large = { ...file, bytes: new Uint8Array(50 * 1024 * 1024 + 1) };
    expect(await bench.upload('sendDocument', { chat_id: '1001' }, large)).toMatchObject({
      status: 413,
      description: 'Request Entity Too Large',
    });
  });
});

describe('files from people', () => {
  it('a document can be fetched by its path', async () => {
    bench.budi.upload({
      name: 'pegawai.csv',
      bytes: Buffer.from('nip;nama'),
      mime: 'text/csv',
      as: 'document',
      caption: '/pegawai',
    });
    const { result } = await bench.call('getUpdates', { offset: -1 });
    expect(at(result, 0, 'message')).toMatchObject({
      caption: '/pegawai',
      caption_entities: [{ type: 'bot_command' }],
      document: { file_name: 'pegawai.csv' },
    });
    const file = await bench.call('getFile', { file_id: textIn(result, 0, 'message', 'document', 'file_id') });
    const path = textIn(file.result, 'file_path');
    const download = await fetch(`${bench.simulator.apiRoot}/file/bot${TOKEN}/${path}`);
    expect(await download.text()).toBe('nip;nama');
    expect((await fetch(`${bench.simulator.apiRoot}/file/bot${TOKEN}/documents/none`)).status).toBe(404);
    expect((await fetch(`${bench.simulator.apiRoot}/file/bot1:wrong/${path}`)).status).toBe(401);
  });

  it('a file above 20 MB, an unknown one and none at all are refused', async () => {
    bench.budi.upload({
      name: 'besar.bin',
      bytes: new Uint8Array(20 * 1024 * 1024 + 1),
      mime: 'application/octet-stream',
      as: 'document',
    });
    const { result } = await bench.call('getUpdates', { offset: -1 });
    expect(await bench.call('getFile', { file_id: textIn(result, 0, 'message', 'document', 'file_id') })).toMatchObject(
      {
        status: 400,
        description: 'Bad Request: file is too big',
      },
    );
    expect(await bench.call('getFile', { file_id: 'none' })).toMatchObject({
      description: 'Bad Request: invalid file_id',
    });
    expect(await bench.call('getFile')).toMatchObject({ description: 'Bad Request: file_id not specified' });
  });
});
