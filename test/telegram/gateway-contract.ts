import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../src/simulator/clock.ts';
import type { Person } from '../../src/simulator/person.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import type { Delivery } from '../../src/telegram/gateway.ts';
import type { Keyboard, Outgoing } from '../../src/telegram/outgoing.ts';
import { type RunGateway, type RunningGateway, token } from './run-gateway.ts';

/** What every gateway keeps, whatever library and transport it stands on. */
export function gatewayContract(name: string, run: RunGateway): void {
  describe(`${name}, as every gateway,`, () => {
    let simulator: Simulator;
    let sari: Person;
    let budi: Person;
    let running: RunningGateway[];

    beforeEach(async () => {
      simulator = await startSimulator({ token, username: 'dialog_kinerja_bot', clock: createClock(), retryUnitMs: 5 });
      sari = simulator.person({ id: 7, firstName: 'Sari', languageCode: 'id' });
      budi = simulator.person({ id: 8, firstName: 'Budi' });
      running = [];
    });

    afterEach(async () => {
      for (const each of running) await each.breakOff();
      await simulator.stop();
    });

    async function open(...settings: Partial<Parameters<RunGateway>[1]>[]): Promise<RunningGateway> {
      const opened = await run(simulator, ...settings);
      running.push(opened);
      return opened;
    }

    async function begin(...settings: Partial<Parameters<RunGateway>[1]>[]): Promise<RunningGateway> {
      const opened = await open(...settings);
      await opened.start();
      return opened;
    }

    describe('takes', () => {
      it('texts with formatting and commands', async () => {
        const { inbox } = await begin();
        sari.sendHtml('kerja <b>baik</b> &amp; rapi');
        expect(await inbox.has(({ kind }) => kind === 'text')).toMatchObject({
          chatId: 7,
          chatKind: 'private',
          from: { id: 7, firstName: 'Sari', languageCode: 'id' },
          text: 'kerja baik & rapi',
          html: 'kerja <b>baik</b> &amp; rapi',
        });
        budi.start('kode-123');
        expect(await inbox.has(({ kind }) => kind === 'command')).toMatchObject({
          from: { id: 8, languageCode: null },
          name: 'start',
          argument: 'kode-123',
        });
        await simulator.allConfirmed();
      });

      it('presses, and stops their spinner', async () => {
        const { inbox, gateway } = await begin();
        sari.start();
        const shown = await gateway.send(7, withButtons('Pilih', [[{ text: 'Ya', data: 'ya:1' }]]));
        const press = await sari.press('Ya');
        const taken = await inbox.has(({ kind }) => kind === 'press');
        expect(taken).toMatchObject({ data: 'ya:1', queryId: press.queryId, messageId: messageIdOf(shown) });
        await gateway.answerPress(press.queryId, 'Tersimpan');
        expect(await press.answered()).toMatchObject({ text: 'Tersimpan' });
      });

      it('a press on a message that is gone', async () => {
        const { inbox } = await begin();
        sari.start();
        sari.pressRaw(99_999, 'lama');
        expect(await inbox.has(({ kind }) => kind === 'press')).toMatchObject({ data: 'lama', messageId: null });
      });

      it('photos and documents, and fetches their bytes', async () => {
        const { inbox, gateway } = await begin();
        const bytes = new Uint8Array([1, 2, 3, 4]);
        sari.upload({ as: 'document', name: 'bukti.pdf', mime: 'application/pdf', bytes, caption: 'Juni' });
        const document = await inbox.has((incoming) => incoming.kind === 'file' && incoming.file.as === 'document');
        expect(document).toMatchObject({
          file: { name: 'bukti.pdf', mime: 'application/pdf', size: 4 },
          caption: 'Juni',
        });
        sari.upload({ as: 'photo', name: 'x.jpg', mime: 'image/jpeg', bytes });
        const photo = await inbox.has((incoming) => incoming.kind === 'file' && incoming.file.as === 'photo');
        expect(photo).toMatchObject({ file: { mime: 'image/jpeg' }, caption: '' });
        if (document.kind !== 'file') throw new Error('no file');
        expect([...(await gateway.download(document.file.fileId, 4))]).toEqual([1, 2, 3, 4]);
        await expect(gateway.download(document.file.fileId, 3)).rejects.toMatchObject({ code: 'too-large' });
        await expect(gateway.download('unknown', 3)).rejects.toMatchObject({ code: 'not-available' });
      });

      it('what it has no use for, groups, and people who leave and come back; but no edits', async () => {
        const { inbox } = await begin();
        sari.sendSpecial({ sticker: { file_id: 's', file_unique_id: 's', type: 'regular', width: 1, height: 1 } });
        expect(await inbox.has(({ kind }) => kind === 'other')).toMatchObject({ what: 'sticker' });
        const text = sari.send('lama');
        await inbox.hasText('lama');
        sari.edit(messageIdIn(text), 'baru');
        sari.block();
        expect(await inbox.has((it) => it.kind === 'membership' && it.blocked)).toMatchObject({ from: { id: 7 } });
        sari.unblock();
        await inbox.has((it) => it.kind === 'membership' && !it.blocked);
        simulator.group({ id: -5, title: 'Kantor' }).send(budi, '/menu');
        expect(await inbox.has(({ kind }) => kind === 'command')).toMatchObject({ chatId: -5, chatKind: 'group' });
        await simulator.allConfirmed();
        expect(inbox.received.some((it) => it.kind === 'text' && it.text === 'baru')).toBe(false);
      });
    });

    describe('sends', () => {
      beforeEach(() => {
        sari.start();
      });

      it('text with every kind of button, protected where asked', async () => {
        const { gateway } = await open();
        const keyboard: Keyboard = [
          [
            { text: 'Mulai', data: 'go' },
            { text: 'Situs', url: 'https://bkpsdm.example/a' },
          ],
          [{ text: 'Salin', copy: 'REF-1' }],
        ];
        const sent = await gateway.send(7, { html: '<b>Halo</b> &lt;Sari&gt;', keyboard, protect: true });
        expect(sent).toMatchObject({ state: 'sent', messageId: sari.last().id, fileId: null });
        expect(sari.last()).toMatchObject({
          html: '<b>Halo</b> &lt;Sari&gt;',
          protected: true,
          keyboard: [
            [
              { text: 'Mulai', data: 'go' },
              { text: 'Situs', url: 'https://bkpsdm.example/a' },
            ],
            [{ text: 'Salin', copy: 'REF-1' }],
          ],
        });
        expect(simulator.calls('sendMessage')[0]?.parameters.link_preview_options).toEqual({ is_disabled: true });
      });

      it.each(['photo', 'document'] as const)('a %s, uploaded once and then by its id', async (as) => {
        const { gateway } = await open();
        const base64 = picture;
        const keyboard = [[{ text: 'Baik', data: 'ok' }]];
        const sent = await gateway.send(7, {
          html: 'Surat <i>baru</i>',
          keyboard,
          file: { as, name: 'surat hasil; "1".pdf', base64 },
        });
        if (sent.state !== 'sent' || sent.fileId === null) throw new Error(`not sent: ${JSON.stringify(sent)}`);
        expect(sari.last()).toMatchObject({ html: 'Surat <i>baru</i>', media: { kind: as } });
        if (as === 'document') expect(sari.last()).toMatchObject({ media: { name: 'surat-hasil-1-.pdf' } });
        expect(sari.last().keyboard).toHaveLength(1);
        const again = await gateway.send(7, { html: '', keyboard: [], file: { as, fileId: sent.fileId } });
        expect(again).toMatchObject({ state: 'sent', fileId: sent.fileId });
        expect([...(await gateway.download(sent.fileId, 1_000))]).toEqual([...Buffer.from(picture, 'base64')]);
      });

      it('changes of text, buttons and file', async () => {
        const { gateway } = await open();
        const id = messageIdOf(await gateway.send(7, withButtons('Satu', [[{ text: 'Lanjut', data: 'l' }]])));
        expect(await gateway.edit(7, id, withButtons('Dua', [[{ text: 'Lagi', data: 'l' }]]))).toMatchObject({
          state: 'sent',
          messageId: id,
        });
        expect(sari.last()).toMatchObject({ text: 'Dua', keyboard: [[{ text: 'Lagi' }]] });
        expect(await gateway.edit(7, id, withButtons('Dua', [[{ text: 'Lagi', data: 'l' }]]))).toEqual({
          state: 'unchanged',
        });
        await gateway.clearButtons(7, id);
        await gateway.clearButtons(7, id);
        expect(sari.last().keyboard).toEqual([]);
        const file = { as: 'document', name: 'b.txt', base64: picture } as const;
        const media = messageIdOf(await gateway.send(7, { ...plain('a'), file }));
        expect(await gateway.edit(7, media, { ...plain('c'), file: { ...file, as: 'photo' } })).toMatchObject({
          state: 'sent',
        });
        expect(sari.last()).toMatchObject({ text: 'c', media: { kind: 'photo' } });
        expect(await gateway.edit(7, media, plain('tinggal teks'))).toEqual({ state: 'gone' });
        expect(await gateway.edit(7, 99_999, plain('x'))).toEqual({ state: 'gone' });
        await gateway.clearButtons(7, 99_999);
      });

      it('the command menu, per chat and language', async () => {
        const { gateway, log } = await open();
        await gateway.setCommands([{ command: 'menu', description: 'Menu utama' }], { locale: null });
        await gateway.setCommands([{ command: 'tim', description: 'Tim saya' }], { chatId: 7, locale: 'id' });
        expect(sari.commands()).toMatchObject([{ command: 'tim' }]);
        expect(budi.commands()).toMatchObject([{ command: 'menu' }]);
        simulator.faults.add({ method: 'setMyCommands', times: 1, kind: { type: '5xx', status: 502 } });
        await gateway.setCommands([{ command: 'hasil', description: 'Hasil saya' }], { locale: null });
        expect(budi.commands()).toMatchObject([{ command: 'hasil' }]);
        await gateway.setCommands([{ command: 'TIDAK BOLEH', description: '' }], { locale: null });
        await log.heard('command menu');
      });
    });

    describe('knows what became of a message:', () => {
      beforeEach(() => {
        sari.start();
      });

      it('the person cannot be reached', async () => {
        const { gateway } = await open();
        sari.block();
        expect(await gateway.send(7, plain('a'))).toMatchObject({ state: 'blocked' });
        expect(await gateway.send(8, plain('never started'))).toMatchObject({ state: 'blocked' });
        expect(await gateway.send(999, plain('nobody'))).toMatchObject({ state: 'blocked' });
      });

      it('Telegram refuses it and will do so again', async () => {
        const { gateway } = await open();
        expect(await gateway.send(7, plain('<b>tidak ditutup'))).toMatchObject({ state: 'failed' });
        expect(await gateway.send(7, plain('a'.repeat(4_097)))).toMatchObject({ state: 'failed' });
        expect(await gateway.send(7, withButtons('a', [[{ text: 'b', data: 'c'.repeat(65) }]]))).toMatchObject({
          state: 'failed',
        });
      });

      it('too many requests', async () => {
        const { gateway } = await open();
        simulator.faults.add({ method: 'sendMessage', times: 1, kind: { type: '429', retryAfter: 17 } });
        expect(await gateway.send(7, plain('a'))).toEqual({ state: 'wait', seconds: 17 });
      });

      it('Telegram has trouble', async () => {
        const { gateway } = await open();
        simulator.faults.add({ method: 'sendMessage', times: 1, kind: { type: '5xx', status: 502 } });
        expect(await gateway.send(7, plain('a'))).toMatchObject({ state: 'unreachable' });
        expect(sari.messages().filter(({ from }) => from === 'bot')).toEqual([]);
      });

      it.each(['before', 'after'] as const)('the connection breaks %s it took effect', async (when) => {
        const { gateway } = await open();
        simulator.faults.add({ method: 'sendMessage', times: 1, kind: { type: 'reset', when } });
        expect(await gateway.send(7, plain('a'))).toMatchObject({ state: 'unknown' });
        expect(sari.messages().filter(({ from }) => from === 'bot')).toHaveLength(when === 'after' ? 1 : 0);
      });

      it('the answer takes too long', async () => {
        const { gateway } = await open({ deadlineMs: 100 });
        simulator.faults.add({ method: 'sendMessage', times: 1, kind: { type: 'slow', ms: 300, when: 'after' } });
        expect(await gateway.send(7, plain('a'))).toMatchObject({ state: 'unknown' });
        expect(sari.last()).toMatchObject({ text: 'a' });
      });
    });

    describe('loses nothing:', () => {
      it('an update is confirmed only when its handling is done', async () => {
        const { inbox } = await begin();
        const release = inbox.hold('pelan');
        sari.send('pelan');
        await inbox.hasText('pelan');
        budi.send('cepat');
        await inbox.hasText('cepat');
        expect(simulator.pendingUpdates()[0]?.update).toMatchObject({ message: { text: 'pelan' } });
        release();
        await simulator.allConfirmed();
        expect(inbox.received).toHaveLength(2);
      });

      it('an update whose handling fails comes again, and nothing of the same person overtakes it', async () => {
        const { inbox, log } = await begin();
        inbox.fail('satu', 3);
        sari.send('satu');
        sari.send('dua');
        await simulator.allConfirmed();
        expect(inbox.done).toEqual(['satu', 'dua']);
        expect(inbox.received).toHaveLength(5);
        expect(JSON.stringify(log.lines)).not.toContain(token);
      });

      it('an update in hand when the bot is killed goes to the next one', async () => {
        const first = await begin();
        first.inbox.hold('tersisa');
        sari.send('tersisa');
        await first.inbox.hasText('tersisa');
        await first.breakOff();
        const second = await begin();
        await simulator.allConfirmed();
        expect(second.inbox.done).toEqual(['tersisa']);
      });

      it('what people write before the bot starts and during an outage arrives afterwards, in order', async () => {
        sari.send('sebelum');
        const { inbox, gateway } = await begin();
        await inbox.hasText('sebelum');
        const recover = simulator.faults.add({ kind: { type: 'outage' } });
        for (const text of ['a', 'b', 'c']) sari.send(text);
        expect(await gateway.send(7, plain('x'))).toMatchObject({ state: 'unknown' });
        expect(inbox.done).toEqual(['sebelum']);
        recover();
        await simulator.allConfirmed();
        expect(inbox.done).toEqual(['sebelum', 'a', 'b', 'c']);
      });

      it('the order of one person holds while others go side by side', async () => {
        const { inbox } = await begin();
        const people = Array.from({ length: 10 }, (_, index) =>
          simulator.person({ id: 100 + index, firstName: `P${index}` }),
        );
        for (let turn = 0; turn < 12; turn += 1) for (const person of people) person.send(`${person.id}:${turn}`);
        await simulator.allConfirmed();
        for (const person of people) {
          const own = inbox.done.filter((text) => text.startsWith(`${person.id}:`));
          expect(own).toEqual(Array.from({ length: 12 }, (_, turn) => `${person.id}:${turn}`));
        }
        expect(inbox.received).toHaveLength(120);
      });

      it('a press does not overtake the text before it, although Telegram may deliver both at once', async () => {
        const { inbox } = await begin();
        const release = inbox.hold('teks');
        sari.send('teks');
        await inbox.hasText('teks');
        sari.pressRaw(99_999, 'tombol');
        budi.send('lain');
        await inbox.hasText('lain');
        expect(inbox.received.some(({ kind }) => kind === 'press')).toBe(false);
        release();
        await simulator.allConfirmed();
        expect(inbox.done.filter((text) => text !== 'lain')).toEqual(['teks', 'tombol']);
      });

      it('an update that Telegram would not write holds nothing up', async () => {
        const { gateway, log, inbox } = await begin();
        await gateway.receive('nonsense');
        await gateway.receive({ update_id: 5, message: { message_id: 'x' } });
        await gateway.receive({ update_id: 6, new_kind_of_update: {} });
        expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(2);
        expect(inbox.received).toEqual([]);
      });
    });

    it('does not mind a press that is too old to be answered', async () => {
      const { inbox, gateway, log } = await begin();
      sari.start();
      const id = messageIdOf(await gateway.send(7, withButtons('Pilih', [[{ text: 'Ya', data: 'ya' }]])));
      const press = sari.pressRaw(id, 'ya');
      await inbox.hasText('ya');
      simulator.clock.advance(151_000);
      await gateway.answerPress(press.queryId);
      expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
    });

    it('waits for Telegram to agree to its transport', async () => {
      for (const method of ['setWebhook', 'deleteWebhook'])
        simulator.faults.add({ method, times: 2, kind: { type: '5xx', status: 500 } });
      const { inbox, gateway } = await open();
      expect(gateway.lastHeardAt()).toBeNull();
      await gateway.start(inbox.handle);
      expect(gateway.lastHeardAt()).toBeInstanceOf(Date);
      sari.send('halo');
      await simulator.allConfirmed();
      expect(inbox.done).toEqual(['halo']);
    });

    it('ends for good when the token is revoked', async () => {
      const { gateway } = await begin();
      simulator.faults.revokeToken();
      await gateway.answerPress('1');
      expect(await gateway.ended).toEqual({ reason: 'token-revoked' });
    });

    it('says under a webhook whether Telegram delivers, and not that nobody wrote', async () => {
      const { gateway, inbox, webhookUrl } = await begin();
      if (webhookUrl === null) {
        expect(await gateway.delivers()).toBe(false);
        return;
      }
      expect(await gateway.delivers()).toBe(true);
      simulator.clock.advance(12 * 3600 * 1000);
      expect(await gateway.delivers()).toBe(true);
      const silent = simulator.faults.add({ method: 'getWebhookInfo', kind: { type: '5xx', status: 502 } });
      expect(await gateway.delivers()).toBe(false);
      silent();
      const shut = simulator.faults.add({ method: 'webhook', kind: { type: 'reset', when: 'before' } });
      sari.send('tidak sampai');
      await expect.poll(() => gateway.delivers(), { timeout: 10_000 }).toBe(false);
      shut();
      await inbox.hasText('tidak sampai');
      await simulator.allConfirmed();
      expect(await gateway.delivers()).toBe(true);
      // Somebody else's address is set.
      await fetch(`${simulator.apiRoot}/bot${token}/setWebhook?url=http://127.0.0.1:9/elsewhere`);
      expect(await gateway.delivers()).toBe(false);
    });

    describe('when told to stop', () => {
      it('finishes and confirms what is in hand and leaves the rest to Telegram', async () => {
        const { inbox, gateway } = await begin();
        const release = inbox.hold('satu');
        sari.send('satu');
        sari.send('dua');
        await inbox.hasText('satu');
        const stopped = gateway.stop(5_000);
        release();
        await stopped;
        expect(inbox.done).toEqual(['satu']);
        await waitUntilPending(simulator, 1);
        expect(simulator.pendingUpdates()[0]?.update).toMatchObject({ message: { text: 'dua' } });
      });

      it('gives up what takes too long, which Telegram delivers again', async () => {
        const { inbox, gateway, log } = await begin();
        inbox.hold('macet');
        sari.send('macet');
        await inbox.hasText('macet');
        await gateway.stop(20);
        await log.heard('before every update in hand');
        expect(simulator.pendingUpdates()).toHaveLength(1);
      });

      it('has nothing to wait for when nothing is in hand', async () => {
        const { gateway } = await begin();
        await gateway.stop(60_000);
      });
    });
  });
}

function plain(html: string): Outgoing {
  return { html, keyboard: [] };
}

function withButtons(html: string, keyboard: Keyboard): Outgoing {
  return { html, keyboard };
}

function messageIdOf(delivery: Delivery): number {
  if (delivery.state !== 'sent') throw new Error(`Not sent: ${JSON.stringify(delivery)}`);
  return delivery.messageId;
}

function messageIdIn(update: Readonly<Record<string, unknown>>): number {
  const { message } = update;
  if (
    typeof message !== 'object' ||
    message === null ||
    !('message_id' in message) ||
    typeof message.message_id !== 'number'
  )
    throw new Error('The update holds no message.');
  return message.message_id;
}

/** Telegram hears of the last confirmation a moment after the gateway sent it. */
function waitUntilPending(simulator: Simulator, count: number): Promise<void> {
  return expect.poll(() => simulator.pendingUpdates().length, { interval: 5 }).toBe(count);
}

/** A PNG of one pixel; Telegram takes nothing as a photo that is no picture. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
