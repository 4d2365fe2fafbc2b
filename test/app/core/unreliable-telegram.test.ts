import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/simulator/person.ts';
import { answerAll, pauhAnswers } from '../../support/appraisals.ts';
import { afterHours, openStage, type Stage } from '../../support/bot.ts';
import { type District, settleDistrict } from '../../support/district.ts';
import { dataOf, pressFor, screen } from '../../support/talk.ts';

let stage: Stage;
let district: District;
let ani: Person;
let budi: Person;

beforeEach(() => open('polling'));
afterEach(() => stage.close());

async function open(transport: 'polling' | 'webhook'): Promise<void> {
  stage = await openStage({ start: afterHours, transport });
  district = await settleDistrict(stage.bot().app.database);
  ani = stage.simulator.person({ id: district.people.ani.telegramId, firstName: 'Ani' });
  budi = stage.simulator.person({ id: district.people.budi.telegramId, firstName: 'Budi' });
  // The command menus are set with the first reply; later ones are about the reply alone.
  for (const person of [ani, budi]) {
    person.send('/menu');
    await screen(person, /Silakan pilih/);
  }
  await stage.simulator.allConfirmed();
}

const prisma = () => stage.bot().app.database.prisma;
const sentTo = (person: Person) =>
  stage.simulator.calls('sendMessage').filter(({ parameters }) => Number(parameters.chat_id) === person.id);
const logged = (words: string) => stage.log.lines.filter((line) => line.includes(words));

describe('a reply that Telegram never got', () => {
  it.each(['polling', 'webhook'] as const)(
    'is made again until it is shown, and what was done is done once (%s)',
    async (transport) => {
      if (transport === 'webhook') {
        await stage.close();
        await open(transport);
      }
      ani.send('/nilai');
      await answerAll(ani, pauhAnswers([4, 3, 4, 2]));
      stage.simulator.faults.add({
        method: 'sendMessage',
        chatId: ani.id,
        times: 2,
        kind: { type: 'reset', when: 'before' },
      });
      await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara[\s\S]*67,00/);
      await stage.simulator.allConfirmed();
      expect(await prisma().assessment.count()).toBe(1);
      expect(await prisma().auditEntry.count({ where: { action: 'self-assessment-submitted' } })).toBe(1);
      expect(ani.messages().filter(({ text }) => text.includes('Hasil sementara'))).toHaveLength(1);
    },
  );

  it('is shown after a restart, when the process died between the commit and the reply', async () => {
    ani.send('/nilai');
    const question = await screen(ani, /Kualitas layanan/);
    stage.simulator.faults.add({ method: /^(edit|send)/, chatId: ani.id, kind: { type: 'reset', when: 'before' } });
    await ani.press(/^4/);
    await expect.poll(() => prisma().conversation.findFirst()).toMatchObject({ progress: { revision: 2 } });
    await stage.restart();
    expect(stage.simulator.pendingUpdates()).toHaveLength(1);
    expect(ani.last().text).toContain('Kualitas layanan');
    stage.simulator.faults.clear();
    await screen(ani, /Ketepatan waktu/);
    await stage.simulator.allConfirmed();
    expect(ani.messages().findLast(({ text }) => / dari 4/.test(text))?.id).toBe(question.id);
    expect(await prisma().conversation.findFirst()).toMatchObject({ progress: { revision: 2 } });
  });

  it('waits for the end of an outage, however long it is', async () => {
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    await stage.simulator.allConfirmed();
    // The update comes through before the outage begins, the reply does not.
    const stop = stage.simulator.faults.add({ method: 'sendMessage', kind: { type: 'reset', when: 'before' } });
    const before = sentTo(ani).length;
    ani.send('Contoh saya');
    await expect.poll(() => sentTo(ani).length).toBeGreaterThan(before);
    stage.simulator.faults.add({ kind: { type: 'outage' } });
    stop();
    stage.clock.advance(3 * 3_600_000);
    const tries = sentTo(ani).length;
    await expect.poll(() => sentTo(ani).length, { timeout: 20_000 }).toBeGreaterThan(tries);
    stage.simulator.faults.clear();
    await ani.waitFor(/Contoh saya/, 20_000);
    await stage.simulator.allConfirmed(20_000);
    expect(logged('given up')).toEqual([]);
  });

  it('is given up after a minute in which Telegram answers everything else, and /menu goes on', async () => {
    const stop = stage.simulator.faults.add({
      method: 'sendMessage',
      chatId: ani.id,
      kind: { type: '5xx', status: 502 },
    });
    const before = sentTo(ani).length;
    ani.send('/nilai');
    await expect.poll(() => sentTo(ani).length).toBeGreaterThan(before);
    // The others are served meanwhile.
    budi.send('/nilai');
    await screen(budi, /Kualitas layanan/);
    expect(stage.simulator.pendingUpdates().length).toBeGreaterThan(0);
    stage.clock.advance(61_000);
    await stage.simulator.allConfirmed(20_000);
    expect(logged('could not be shown and was given up')).toHaveLength(1);
    stop();
    ani.send('/menu');
    await screen(ani, /belum selesai, ditunggu sampai/);
    ani.send('/lanjut');
    await screen(ani, /Kualitas layanan/);
  });
});

describe('a reply that arrived without the bot knowing', () => {
  it('is shown once more; whichever of the two is pressed, the answer counts once and no old button stays', async () => {
    stage.simulator.faults.add({
      method: 'sendMessage',
      chatId: ani.id,
      times: 1,
      kind: { type: 'reset', when: 'after' },
    });
    ani.send('/nilai');
    await stage.simulator.allConfirmed();
    const shown = ani.messages().filter(({ text }) => text.includes('Kualitas layanan'));
    expect(shown).toHaveLength(2);
    const [first, second] = shown;
    if (!first || !second) throw new Error('The question was not shown twice.');
    const data = dataOf(first, /^4/);
    ani.pressRaw(first.id, data);
    await screen(ani, /Ketepatan waktu/);
    ani.pressRaw(second.id, data);
    await stage.simulator.allConfirmed();
    expect(await prisma().conversation.findFirst()).toMatchObject({
      progress: { stepId: 'r.ketepatan-waktu', answers: { 'r.kualitas-layanan': { level: 4 } } },
    });
    expect(ani.messages().filter(({ keyboard }) => keyboard.length > 0)).toHaveLength(1);
    expect(ani.last().text).toContain('Ketepatan waktu');
  });

  it('by an edit is not doubled', async () => {
    ani.send('/nilai');
    const question = await screen(ani, /Kualitas layanan/);
    stage.simulator.faults.add({
      method: 'editMessageText',
      chatId: ani.id,
      times: 1,
      kind: { type: 'reset', when: 'after' },
    });
    await pressFor(ani, /^4/, /Ketepatan waktu/);
    await stage.simulator.allConfirmed();
    expect(ani.last().id).toBe(question.id);
    expect(await prisma().conversation.findFirst()).toMatchObject({ progress: { revision: 2 } });
  });
});

describe('when Telegram asks for a pause (429)', () => {
  it('a short one is waited out, the reply is shown once, and nobody else waits', async () => {
    const before = sentTo(ani).length;
    stage.simulator.faults.add({
      method: 'sendMessage',
      chatId: ani.id,
      times: 1,
      kind: { type: '429', retryAfter: 1 },
    });
    ani.send('/nilai');
    await expect.poll(() => sentTo(ani).length).toBe(before + 1);
    budi.send('/nilai');
    await screen(budi, /Kualitas layanan/);
    expect(sentTo(ani)).toHaveLength(before + 1);
    await screen(ani, /Kualitas layanan/);
    expect(sentTo(ani)).toHaveLength(before + 2);
    await stage.simulator.allConfirmed();
    expect(logged('An update could not be handled')).toEqual([]);
  });

  it('a long one holds up nobody: the reply is given up, once, and can be asked for later', async () => {
    const before = sentTo(ani).length;
    const stop = stage.simulator.faults.add({
      method: 'sendMessage',
      chatId: ani.id,
      kind: { type: '429', retryAfter: 3_600 },
    });
    ani.send('/nilai');
    await stage.simulator.allConfirmed();
    expect(sentTo(ani)).toHaveLength(before + 1);
    expect(logged('Telegram asks for a long pause (429)')).toHaveLength(1);
    stop();
    ani.send('/lanjut');
    await screen(ani, /Kualitas layanan/);
  });

  it('the wait is ended by a stop, and the reply is shown after the next start', async () => {
    stage.simulator.faults.add({
      method: 'sendMessage',
      chatId: ani.id,
      times: 1,
      kind: { type: '429', retryAfter: 9 },
    });
    const before = sentTo(ani).length;
    ani.send('/nilai');
    await expect.poll(() => sentTo(ani).length).toBe(before + 1);
    const began = performance.now();
    await stage.restart();
    expect(performance.now() - began).toBeLessThan(8_000);
    await screen(ani, /Kualitas layanan/);
    expect(await prisma().conversation.count()).toBe(1);
  });
});

describe('a person who blocks the bot', () => {
  it('before the reply gets none, is known as blocked, and comes back where they were', async () => {
    ani.send('/nilai');
    ani.block();
    await stage.simulator.allConfirmed();
    const account = () => prisma().account.findUnique({ where: { telegramId: ani.id } });
    expect((await account())?.blockedAt).not.toBeNull();
    expect(logged('A reply found the bot blocked')).toHaveLength(1);
    ani.start();
    await screen(ani, /belum selesai, ditunggu sampai/);
    await stage.simulator.allConfirmed();
    expect((await account())?.blockedAt).toBeNull();
    ani.send('/lanjut');
    await screen(ani, /Kualitas layanan/);
  });
});

describe('the command menu', () => {
  it('that Telegram refuses for a while keeps neither the reply nor the next update waiting', async () => {
    stage.simulator.faults.add({ method: 'setMyCommands', kind: { type: '429', retryAfter: 20 } });
    const citra = stage.simulator.person({ id: district.people.citra.telegramId, firstName: 'Citra' });
    citra.send('/menu');
    await screen(citra, /Silakan pilih/);
    const began = performance.now();
    citra.send('/nilai');
    await screen(citra, /Kualitas layanan/);
    expect(performance.now() - began).toBeLessThan(8_000);
  });
});
