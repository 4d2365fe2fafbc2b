import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startConversation } from '../../src/app/conversation/start-conversation.ts';
import type { App } from '../../src/app/core/app.ts';
import type { ConversationKind } from '../../src/app/core/feature.ts';
import { askAgain } from '../../src/app/outage/ask-again.ts';
import { keepContact } from '../../src/app/outage/keep-contact.ts';
import { beginRound, showQuestionsAgain } from '../../src/app/outage/show-questions-again.ts';
import { textStep } from '../../src/dialogue/text-step.ts';
import type { Person } from '../../src/simulator/person.ts';
import { withTransaction } from '../../src/storage/with-transaction.ts';
import { afterHours, openStage, type Stage, type StageOptions } from '../support/bot.ts';
import { personOf } from '../support/close-period.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { outOfTouch } from '../support/out-of-touch.ts';
import { startWith } from '../support/own-app.ts';
import { dataOf, pressFor, screen } from '../support/talk.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

let stage: Stage;
let district: District;
/** Processes of the fleet beside the stage's own, as far as they look whether Telegram is heard. */
let others: AbortController[];

beforeEach(() => open());
afterEach(async () => {
  for (const other of others) other.abort();
  await stage.close();
});

async function open(options: StageOptions = {}): Promise<void> {
  stage = await openStage({ start: afterHours, ...options });
  district = await settleDistrict(stage.bot().app.database);
  others = [];
}

async function reopened(options: StageOptions): Promise<void> {
  await stage.close();
  await open(options);
}

const somebody = (name: ResidentName): Person => personOf(stage, district, name);

const prisma = () => stage.bot().app.database.prisma;
const again = /Bot sempat tidak terhubung/;
/** How often somebody was shown a question again. */
const shownAgain = (person: Person) => person.messages().filter(({ text }) => again.test(text)).length;
const live = (person: Person) => person.messages().filter(({ keyboard }) => keyboard.length > 0);

/** Somebody in the middle of the self-assessment, at the second question. */
async function asked(name: ResidentName): Promise<Person> {
  const person = somebody(name);
  person.send('/nilai');
  await screen(person, /Kualitas layanan/);
  await pressFor(person, /^4/, /Ketepatan waktu/);
  await stage.simulator.allConfirmed();
  return person;
}

/** The bot is away for so long, comes back, and everything is sent that is due by then. */
async function away(minutes: number): Promise<void> {
  await stage.bot().stop();
  await outOfTouch(stage, minutes);
  await stage.restart();
  await settled();
}

/** The moment in which what came in meanwhile is worked on has passed, and what is due is sent. */
async function settled(): Promise<void> {
  stage.clock.advance(20_000);
  await stage.bot().idle();
}

function another(change: Partial<App> = {}): App {
  const stopping = new AbortController();
  others.push(stopping);
  return { ...stage.bot().app, stopping: stopping.signal, ...change };
}

describe('after an outage longer than a press lives', () => {
  it('an open question is shown again once, becomes the screen, and goes on', async () => {
    const ani = await asked('ani');
    await away(10);
    const question = await screen(ani, again);
    expect(question.text).toContain('Ketepatan waktu');
    expect(question.text).toContain('2 dari 4');
    expect(live(ani).map(({ id }) => id)).toEqual([question.id]);
    const { screenMessageId } = await prisma().account.findUniqueOrThrow({ where: { telegramId: ani.id } });
    expect(screenMessageId).toBe(question.id);
    // The press edits it in place, as on any screen.
    const next = await pressFor(ani, /^3/, /Hasil proyek/);
    expect(next.id).toBe(question.id);
    await stage.restart();
    await settled();
    expect(shownAgain(ani)).toBe(0);
    expect(live(ani).map(({ id }) => id)).toEqual([question.id]);
  });

  it('it is said in English to who reads English', async () => {
    await prisma().account.updateMany({ data: { locale: 'en' } });
    const ani = somebody('ani');
    ani.send('/nilai');
    await screen(ani, /1 of 4/);
    await away(10);
    expect((await screen(ani, /out of touch with Telegram for a while/)).text).toContain('1 of 4');
  });

  it('a press on the old buttons changes nothing and shows the open question', async () => {
    const ani = await asked('ani');
    const old = ani.last();
    const data = dataOf(old, /^3/);
    await away(10);
    await pressFor(ani, /^3/, /Hasil proyek/);
    ani.pressRaw(old.id, data);
    await stage.simulator.allConfirmed();
    expect(ani.last().text).toContain('Hasil proyek');
    expect(live(ani)).toHaveLength(1);
  });

  it('nothing is shown again after a restart that no press felt', async () => {
    const ani = await asked('ani');
    await away(2);
    expect(shownAgain(ani)).toBe(0);
    expect(await prisma().outboxMessage.count({ where: { kind: 'question-again' } })).toBe(0);
  });

  it('nothing is shown again to who has no question open, cannot be written to, or may not answer any more', async () => {
    const names = ['ani', 'budi', 'citra', 'kasi', 'kapulau'] as const;
    const people = new Map<ResidentName, Person>();
    for (const name of names) people.set(name, await asked(name));
    const of = (name: ResidentName) => people.get(name) ?? somebody(name);
    await pressFor(of('ani'), /Lanjutkan nanti/, /Jawaban Anda tersimpan/);
    of('budi').block();
    of('citra').send('/menu');
    await screen(of('citra'), /Silakan pilih/);
    await stage.simulator.allConfirmed();
    const { people: them } = district;
    await prisma().employee.update({ where: { id: them.kasi.id }, data: { active: false } });
    await prisma().account.update({ where: { telegramId: them.kapulau.telegramId }, data: { cutOffAt: afterHours } });
    await away(10);
    for (const name of names) expect(shownAgain(of(name)), name).toBe(0);
    expect(await prisma().outboxMessage.count({ where: { kind: 'question-again' } })).toBe(0);
  });

  it('who goes on by themselves before it is sent is not shown it', async () => {
    const ani = await asked('ani');
    await stage.bot().stop();
    await outOfTouch(stage, 10);
    await stage.restart();
    await pressFor(ani, /^3/, /Hasil proyek/);
    await stage.simulator.allConfirmed();
    await settled();
    expect(shownAgain(ani)).toBe(0);
    const rows = await prisma().outboxMessage.findMany({ where: { kind: 'question-again' } });
    expect(rows.map(({ state }) => state)).toEqual(['cancelled']);
  });

  it('what was written meanwhile is worked on, and its reply is enough', async () => {
    const ani = await asked('ani');
    await stage.bot().stop();
    ani.send('/lanjut');
    await outOfTouch(stage, 10);
    await stage.restart();
    await screen(ani, /Ketepatan waktu/);
    await stage.simulator.allConfirmed();
    await settled();
    expect(shownAgain(ani)).toBe(0);
  });

  it('a question whose window closed meanwhile is not shown', async () => {
    const ani = await asked('ani');
    await prisma().period.updateMany({ data: { selfClosesOn: new Date('2026-12-16') } });
    await away(10);
    expect(shownAgain(ani)).toBe(0);
  });

  it('nobody gets it twice where the connection breaks, and both messages go on', async () => {
    const ani = await asked('ani');
    await stage.bot().stop();
    await outOfTouch(stage, 10);
    await stage.restart();
    const kind = { type: 'reset', when: 'after' } as const;
    stage.simulator.faults.add({ method: 'sendMessage', chatId: ani.id, times: 1, kind });
    await settled();
    await stage.restart();
    await settled();
    expect(shownAgain(ani)).toBe(1);
    const rows = await prisma().outboxMessage.findMany({ where: { kind: 'question-again' } });
    expect(rows.map(({ state }) => state)).toEqual(['unknown']);
    await pressFor(ani, /^3/, /Hasil proyek/);
    await stage.simulator.allConfirmed();
    expect(live(ani)).toHaveLength(1);
  });

  it('a question that cannot be asked is logged and keeps nobody else waiting', async () => {
    const [ani, budi] = [await asked('ani'), await asked('budi')];
    await prisma().conversation.updateMany({ where: { telegramId: ani.id }, data: { flow: 'gone' } });
    await away(10);
    expect(shownAgain(ani)).toBe(0);
    expect(shownAgain(budi)).toBe(1);
    expect(stage.log.lines.filter((line) => line.startsWith('error'))).toEqual([
      expect.stringContaining('An open question could not be shown again.'),
    ]);
  });

  it('a question too long for one message is a button away', async () => {
    const lines = Array.from({ length: 120 }, () => 'Panjang sekali. '.repeat(12));
    const step = textStep({ id: 'text', lines: () => lines, least: 1, most: 100 });
    const kind: ConversationKind = {
      flow: 'long',
      open: async () => ({
        ok: true,
        flow: { id: 'long', version: 1, steps: [step], pausable: true },
        heading: [],
      }),
      finish: async () => ({ kind: 'refused', why: 'Tidak.' }),
    };
    const own = await startWith(stage, {
      conversations: [kind],
      commands: [
        {
          name: 'panjang',
          description: 'command.menu',
          menu: null,
          allows: () => true,
          run: (scene) => startConversation(scene, kind, ''),
        },
      ],
    });
    const ani = somebody('ani');
    ani.send('/panjang');
    await ani.waitFor(/Panjang sekali/);
    await stage.simulator.allConfirmed();
    const question = await askAgain(own.app, ani.id, stage.clock.now());
    expect(question?.message.html).toMatch(again);
    expect(question?.message.keyboard).toEqual([[{ text: '▶️ Lanjutkan', data: 'go:lanjut' }]]);
    await own.stop();
  });

  it('outages in a row do not show the same question each time, but a later one shows it again', async () => {
    const ani = await asked('ani');
    await away(5);
    await away(5);
    expect(shownAgain(ani)).toBe(1);
    stage.clock.advance(3_600_000);
    await away(5);
    expect(shownAgain(ani)).toBe(2);
    expect(live(ani)).toHaveLength(1);
  });

  it('who left the question for longer than a day hears nothing', async () => {
    const ani = await asked('ani');
    stage.clock.advance(25 * 3_600_000);
    await away(10);
    expect(shownAgain(ani)).toBe(0);
  });

  it('at night the question waits for the morning of the own zone, unless the person was just there', async () => {
    const ani = await asked('ani');
    const citra = await asked('citra');
    // 01.00 WIB, 02.00 WITA; Citra cannot sleep.
    stage.clock.advance(6 * 3_600_000);
    await pressFor(citra, /^3/, /Hasil proyek/);
    await stage.simulator.allConfirmed();
    await away(10);
    expect(shownAgain(citra)).toBe(1);
    expect(shownAgain(ani)).toBe(0);
    stage.clock.set(new Date('2026-12-17T23:59:00Z'));
    await stage.bot().idle();
    expect(shownAgain(ani)).toBe(0);
    stage.clock.set(new Date('2026-12-18T00:00:05Z'));
    await stage.bot().idle();
    expect(shownAgain(ani)).toBe(1);
    expect(shownAgain(citra)).toBe(1);
  });
});

describe('an outage is', () => {
  it('Telegram out of reach, with the press of that time lost', async () => {
    const ani = await asked('ani');
    const heard = () => stage.bot().app.gateway.lastHeardAt();
    const end = stage.simulator.faults.add({ kind: { type: 'outage' } });
    await ani.press(/^3/);
    const before = heard();
    await stage.bot().tick();
    await outOfTouch(stage, 5);
    await stage.bot().tick();
    expect(shownAgain(ani)).toBe(0);
    end();
    // The poll that reaches Telegram again stays open until there is something.
    somebody('budi').send('/menu');
    await expect.poll(heard, { timeout: 20_000 }).not.toBe(before);
    await stage.bot().tick();
    await settled();
    expect((await screen(ani, again)).text).toContain('Ketepatan waktu');
    await stage.bot().tick();
    await settled();
    expect(shownAgain(ani)).toBe(1);
    await pressFor(ani, /^3/, /Hasil proyek/);
  });

  it('a database out of reach: nobody could be answered', async () => {
    let door: TcpProxy | undefined;
    await reopened({
      databaseVia: async (direct) => {
        const url = new URL(direct);
        door = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
        url.port = String(door.port);
        return url.toString();
      },
    });
    const ani = await asked('ani');
    await door?.shut();
    await stage.bot().tick();
    await outOfTouch(stage, 5);
    await stage.bot().tick();
    await door?.open();
    // Only whoever writes makes the waiting poll end.
    const budi = somebody('budi');
    budi.send('/menu');
    await screen(budi, /Silakan pilih/);
    await stage.bot().tick();
    await settled();
    expect(shownAgain(ani)).toBe(1);
    expect(stage.log.lines.filter((line) => line.includes('could not be noted'))).toHaveLength(1);
  });

  it('no clock that is set', async () => {
    const ani = await asked('ani');
    stage.clock.advance(20 * 3_600_000);
    await stage.bot().tick();
    await settled();
    expect(shownAgain(ani)).toBe(0);
  });

  it('no quiet night under a webhook', async () => {
    await reopened({ transport: 'webhook' });
    const ani = await asked('ani');
    await stage.bot().tick();
    for (let minutes = 0; minutes < 8; minutes += 2) {
      await outOfTouch(stage, 2);
      await stage.bot().tick();
    }
    await settled();
    expect(stage.simulator.calls('getWebhookInfo').length).toBeGreaterThanOrEqual(4);
    expect(shownAgain(ani)).toBe(0);
  });

  it('a time in which Telegram says that it cannot deliver to the webhook', async () => {
    await reopened({ transport: 'webhook' });
    const ani = await asked('ani');
    await stage.bot().tick();
    const end = stage.simulator.faults.add({ method: 'webhook', kind: { type: 'reset', when: 'before' } });
    await ani.press(/^3/);
    await expect.poll(() => stage.bot().app.gateway.delivers(), { timeout: 20_000 }).toBe(false);
    await stage.bot().tick();
    await outOfTouch(stage, 2);
    expect(await stage.bot().app.gateway.delivers()).toBe(false);
    await stage.bot().tick();
    await outOfTouch(stage, 2);
    end();
    const budi = somebody('budi');
    budi.send('/menu');
    await screen(budi, /Silakan pilih/);
    await stage.bot().tick();
    await settled();
    expect(shownAgain(ani)).toBe(1);
  });
});

describe('several processes', () => {
  it('show a question again once between them', async () => {
    const ani = await asked('ani');
    const fleet = [another(), another(), another()].map(keepContact);
    await outOfTouch(stage, 10);
    await Promise.all(fleet.map(({ look }) => look()));
    await settled();
    expect(shownAgain(ani)).toBe(1);
    expect(stage.log.lines.filter((line) => line.includes('did not hear each other'))).toHaveLength(1);
  });

  it('go on where one of them died in the middle of many, and ask nobody twice', async () => {
    const people = 120;
    await crowd(people);
    const { clock } = stage;
    const { database } = stage.bot().app;
    const beganAt = new Date(clock.now().getTime() - 600_000);
    const since = { beganAt, endedAt: clock.now() };
    const begin = () => withTransaction(database, (tx) => beginRound(tx, since));
    const rows = () => prisma().outboxMessage.findMany({ where: { kind: 'question-again' } });
    await begin();
    // Its first step is its last.
    const dying = new AbortController();
    const died = another({
      stopping: dying.signal,
      now: () => {
        dying.abort();
        return clock.now();
      },
    });
    await showQuestionsAgain(died);
    expect(await rows()).toHaveLength(50);
    await Promise.all([showQuestionsAgain(another()), showQuestionsAgain(another())]);
    await showQuestionsAgain(another());
    expect(new Set((await rows()).map(({ chatId }) => chatId)).size).toBe(people);
    // Gone through once more, as if its progress had been lost.
    await begin();
    await showQuestionsAgain(another());
    expect(await rows()).toHaveLength(people);
  });
});

/** So many people with a question open since a quarter of an hour ago. */
async function crowd(count: number): Promise<void> {
  const at = new Date(stage.clock.now().getTime() - 900_000);
  const { unitId } = await prisma().employee.findFirstOrThrow();
  const ids = Array.from({ length: count }, (_, index) => 10_000 + index);
  await prisma().employee.createMany({
    data: ids.map((id) => ({ id, nip: String(199001012020020000n + BigInt(id)), name: `Orang ${id}`, unitId })),
  });
  await prisma().account.createMany({
    data: ids.map((id) => ({ telegramId: id, employeeId: id, joinedAt: at, lastUpdateId: 900_000 + id })),
  });
  await prisma().processedUpdate.createMany({ data: ids.map((id) => ({ updateId: 900_000 + id, at })) });
  await prisma().conversation.createMany({
    data: ids.map((id) => ({ id, telegramId: id, flow: 'self', progress: {}, createdAt: at, updatedAt: at })),
  });
  for (const id of ids) await prisma().account.update({ where: { telegramId: id }, data: { conversationId: id } });
}
