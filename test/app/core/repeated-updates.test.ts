import { randomInt } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIncomingHandler } from '../../../src/app/core/handle-incoming.ts';
import type { Person } from '../../../src/simulator/person.ts';
import { type RunningBot, startBot } from '../../../src/start-bot.ts';
import type { Incoming, IncomingBody } from '../../../src/telegram/incoming.ts';
import { answerAll, pauhAnswers } from '../../support/appraisals.ts';
import { afterHours, openStage, type Stage, stageConfig, webhookSecret } from '../../support/bot.ts';
import { type District, settleDistrict } from '../../support/district.ts';
import { dataOf, pressFor, screen } from '../../support/talk.ts';

let stage: Stage;
let district: District;
let ani: Person;

beforeEach(() => open('webhook'));
afterEach(() => stage.close());

async function open(transport: 'polling' | 'webhook'): Promise<void> {
  stage = await openStage({ start: afterHours, transport });
  district = await settleDistrict(stage.bot().app.database);
  ani = stage.simulator.person({ id: district.people.ani.telegramId, firstName: 'Ani' });
}

const prisma = () => stage.bot().app.database.prisma;
const conversation = () => prisma().conversation.findFirst({ where: { telegramId: ani.id } });

/** An update of Ani's as the gateway hands it over. */
function update(updateId: number, body: IncomingBody): Incoming {
  const from = { id: ani.id, firstName: 'Ani', languageCode: 'id' };
  return { updateId, chatId: ani.id, chatKind: 'private', from, ...body };
}

/** Telegram lets a bot write only to who wrote first. */
async function met(): Promise<void> {
  ani.send('/menu');
  await screen(ani, /Silakan pilih/);
  await stage.simulator.allConfirmed();
}

const again = () => stage.simulator.faults.add({ method: 'webhook', times: 1, kind: { type: 'reset', when: 'after' } });

describe('an update that Telegram delivers twice', () => {
  it('by webhook, as its confirmation was lost, has its effect once and shows where the person is', async () => {
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    await stage.simulator.allConfirmed();
    again();
    await pressFor(ani, /^4/, /Ketepatan waktu/);
    await stage.simulator.allConfirmed();
    expect(await conversation()).toMatchObject({ progress: { stepId: 'r.ketepatan-waktu', revision: 2 } });
    again();
    ani.send('Contoh untuk ketepatan');
    await screen(ani, /Contoh untuk ketepatan/);
    await stage.simulator.allConfirmed();
    expect(await conversation()).toMatchObject({ progress: { revision: 3 } });
    expect(ani.messages().filter(({ keyboard, text }) => keyboard.length > 0 && / dari 4/.test(text))).toHaveLength(1);
    expect(ani.last().text).toContain('Ketepatan waktu');
  });

  it('submits once', async () => {
    ani.send('/nilai');
    await answerAll(ani, pauhAnswers([4, 3, 4, 2]));
    await stage.simulator.allConfirmed();
    again();
    await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);
    await stage.simulator.allConfirmed();
    expect(await prisma().assessment.count()).toBe(1);
    expect(await prisma().auditEntry.count({ where: { action: 'self-assessment-submitted' } })).toBe(1);
  });

  it('by polling, after a restart that could not confirm it, has its effect once', async () => {
    await stage.close();
    await open('polling');
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    await stage.simulator.allConfirmed();
    // The confirmation is lost, also the one at the stop: what was done comes again after the restart.
    stage.simulator.faults.add({ method: 'getUpdates', kind: { type: 'reset', when: 'before' } });
    ani.send('Contoh saya');
    await screen(ani, /Contoh saya/);
    const stopped = stage.restart();
    await expect.poll(() => stage.log.lines.join()).toContain('The last updates could not be confirmed');
    stage.simulator.faults.clear();
    await stopped;
    await stage.simulator.allConfirmed();
    expect(ani.messages().filter(({ text }) => text.includes('Contoh saya') && text.includes('Kualitas'))).toHaveLength(
      2,
    );
    expect(await conversation()).toMatchObject({ progress: { revision: 2 } });
    // A reminder may have come after the restart; the question is still the first.
    expect(ani.messages().findLast(({ text }) => / dari 4/.test(text))?.text).toContain('Kualitas layanan');
  });

  it('a third and a fourth time is answered from what is there, and after newer ones not at all', async () => {
    await met();
    const handle = createIncomingHandler(stage.bot().app);
    const first = randomInt(1_000_000_000, 2_000_000_000);
    const command = update(first, { kind: 'command', name: 'nilai', argument: '', messageId: 1 });
    for (let time = 0; time < 4; time += 1) await handle(command);
    expect(await prisma().conversation.count()).toBe(1);
    expect(ani.messages().filter(({ keyboard, text }) => keyboard.length > 0 && / dari 4/.test(text))).toHaveLength(1);
    await handle(update(first + 1, { kind: 'command', name: 'menu', argument: '', messageId: 2 }));
    const shown = ani.messages().length;
    await handle(command);
    expect(ani.messages()).toHaveLength(shown);
    expect(ani.last().text).toContain('Silakan pilih');
  });

  it('shows nothing the second time when there was nothing to show the first', async () => {
    const handle = createIncomingHandler(stage.bot().app);
    ani.send('/menu');
    await screen(ani, /Silakan pilih/);
    await stage.simulator.allConfirmed();
    const shown = ani.messages().length;
    const back = update(randomInt(1_000_000_000, 2_000_000_000), { kind: 'membership', blocked: false });
    await handle(back);
    await handle(back);
    expect(ani.messages()).toHaveLength(shown);
  });
});

describe('updates out of order', () => {
  it('are judged by the question they were made for, not by their number', async () => {
    await met();
    const handle = createIncomingHandler(stage.bot().app);
    const base = randomInt(1_000_000_000, 2_000_000_000);
    await handle(update(base + 5, { kind: 'command', name: 'nilai', argument: '', messageId: 1 }));
    const question = await screen(ani, /Kualitas layanan/);
    const press = (id: number, data: string) =>
      handle(update(id, { kind: 'press', queryId: String(id), data, messageId: question.id }));
    await press(base + 9, dataOf(question, /^4/));
    expect(ani.last().text).toContain('Ketepatan waktu');
    // An earlier press on the same question, which arrives late.
    await press(base + 7, dataOf(question, /^1/));
    expect(await conversation()).toMatchObject({
      progress: { stepId: 'r.ketepatan-waktu', answers: { 'r.kualitas-layanan': { level: 4 } } },
    });
    expect(ani.last().text).toContain('Ketepatan waktu');
  });
});

describe('two devices', () => {
  let second: RunningBot;
  beforeEach(async () => {
    // Another process of the same bot on the same database, as behind a load balancer.
    const config = await stageConfig(stage.simulator, stage.databaseUrl, { transport: 'webhook' });
    second = await startBot(config, { now: () => stage.clock.now(), log: stage.log });
  });
  afterEach(() => second.stop());

  it('that answer the same question at once, each through another process: exactly one wins, ten times over', async () => {
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    await stage.simulator.allConfirmed();
    const handlers = [createIncomingHandler(stage.bot().app), createIncomingHandler(second.app)];
    let updateId = randomInt(1_000_000_000, 2_000_000_000);
    for (let round = 0; round < 10; round += 1) {
      const question = ani.messages().findLast(({ keyboard, text }) => keyboard.length > 0 && / dari 4/.test(text));
      if (!question) throw new Error('No question is open.');
      const before = await conversation();
      await Promise.all(
        [/^2/, /^4/].map((label, index) => {
          updateId += 1;
          const press = { kind: 'press', queryId: String(updateId), messageId: question.id } as const;
          return handlers[index]?.(update(updateId, { ...press, data: dataOf(question, label) }));
        }),
      );
      const after = await conversation();
      expect(revisionOf(after)).toBe(revisionOf(before) + 1);
      // Back to the question, so that the next round meets it again.
      updateId += 1;
      const open = ani.messages().findLast(({ keyboard, text }) => keyboard.length > 0 && / dari 4/.test(text));
      if (!open) throw new Error('No question is open.');
      const back = { kind: 'press', queryId: String(updateId), messageId: open.id } as const;
      await handlers[0]?.(update(updateId, { ...back, data: dataOf(open, /Kembali/) }));
    }
    expect(stage.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it('that send the same self-assessment at once leave one', async () => {
    ani.send('/nilai');
    const summary = await answerAll(ani, pauhAnswers([4, 3, 4, 2]));
    await stage.simulator.allConfirmed();
    const data = dataOf(summary, /Kirim penilaian diri/);
    const base = randomInt(1_000_000_000, 2_000_000_000);
    const post = (bot: RunningBot, id: number) =>
      fetch(`http://127.0.0.1:${bot.webhookPort}/telegram`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-telegram-bot-api-secret-token': webhookSecret,
        },
        body: JSON.stringify({
          update_id: id,
          callback_query: {
            id: String(id),
            from: { id: ani.id, first_name: 'Ani', is_bot: false },
            chat_instance: '1',
            data,
            message: { message_id: summary.id, date: 1, chat: { id: ani.id, type: 'private', first_name: 'Ani' } },
          },
        }),
      });
    const answers = await Promise.all([
      post(stage.bot(), base),
      post(second, base + 1),
      post(stage.bot(), base + 2),
      // The same update at both processes at once.
      post(second, base),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await prisma().assessment.count()).toBe(1);
    expect(await prisma().auditEntry.count({ where: { action: 'self-assessment-submitted' } })).toBe(1);
  });
});

function revisionOf(row: { readonly progress: unknown } | null): number {
  const { progress } = row ?? {};
  if (typeof progress !== 'object' || progress === null || !('revision' in progress)) return 0;
  return Number(progress.revision);
}
