import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import type { Person } from '../../src/simulator/person.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { type Crowd, settleCrowd } from '../support/crowd.ts';
import { settleDistrict } from '../support/district.ts';
import { type Fleet, startFleet } from '../support/fleet.ts';
import { dataOf, pressTwice } from '../support/talk.ts';

const sendRate = 40;
/** A busy machine may keep a person waiting; what counts is what they get. */
const patienceMs = 45_000;

let fleet: Fleet;
let database: Database;
let crowd: Crowd;
let hr: Person;

/** Three processes on an empty database, after work, when nobody is reminded; then many people who have all opened the bot's chat. */
beforeAll(async () => {
  fleet = await startFleet(3, {
    start: new Date('2026-12-16T20:00:00Z'),
    settings: {
      HR_TELEGRAM_IDS: '1',
      SEND_RATE: String(sendRate),
      PAID_BROADCAST: 'true',
      REMINDER_CRON: '* * * * * *',
    },
  });
  database = await openDatabase({ url: fleet.databaseUrl });
  const district = await settleDistrict(database);
  crowd = await settleCrowd(database, district, { sections: 4, staff: 5, audience: 120 });
  const everybody = [...Object.values(district.people), ...crowd.audience, ...workers()];
  for (const { telegramId, name } of everybody) fleet.simulator.person({ id: telegramId, firstName: name }).start();
  hr = personOf(district.people.hr);
  await fleet.simulator.allConfirmed(patienceMs);
});
afterAll(async () => {
  await database.close();
  await fleet.close();
});

const workers = () => crowd.sections.flatMap(({ supervisor, staff }) => [supervisor, ...staff]);
const staffOf = () => crowd.sections.flatMap(({ staff }) => staff);

function personOf({ telegramId }: { readonly telegramId: number }): Person {
  const found = fleet.simulator.people().find(({ id }) => id === telegramId);
  if (!found) throw new Error(`Nobody has the number ${telegramId}.`);
  return found;
}

describe('three processes behind one address, on one database', () => {
  it('each serve part of the people, whoever they are', () => {
    const served = fleet.ports().map((port) => fleet.balancer.answered(port));
    expect(Math.min(...served)).toBeGreaterThan(30);
  });

  it('run each cron slot once and remind each person once', async () => {
    const ran = await slotsRun();
    // 09:00 in the west: the self-assessment has opened.
    await fleet.setClock(new Date('2026-12-17T02:00:00Z'));
    for (const each of staffOf()) await personOf(each).waitFor(/^🔔/, patienceMs);
    await expect.poll(slotsRun, { timeout: patienceMs }).toBeGreaterThan(ran + 5);
    for (const each of staffOf()) expect(remindersOf(personOf(each))).toHaveLength(1);
    // The counts move on while one looks: what all processes ran together lies between two looks at the slots that were claimed.
    const before = await slotsRun();
    const seen = await Promise.all(fleet.ports().map(countsOf));
    const after = await slotsRun();
    const sum = (name: string) => seen.reduce((total, counts) => total + (counts.get(name) ?? 0), 0);
    const run = sum('dialog_cron_slots_total{job="reminders",outcome="run"}');
    expect(run).toBeGreaterThanOrEqual(before);
    expect(run).toBeLessThanOrEqual(after);
    expect(sum('dialog_cron_slots_total{job="reminders",outcome="failed"}')).toBe(0);
    expect(sum('dialog_cron_slots_total{job="reminders",outcome="skipped"}')).toBeGreaterThan(run);
  });

  it('take every answer once and in order, with double taps, two devices and a process killed in the middle, also of a broadcast', async () => {
    const text = 'Undangan sosialisasi';
    const [doomed = 0] = fleet.ports();
    pressTwice(hr, await compose(hr, text), /Kirim/);
    const answering = Promise.all(
      staffOf().map(async (each, index) => {
        const levels = levelsOf(index);
        await assess(personOf(each), levels, index);
      }),
    );
    const killing = given(text, 30).then(async () => {
      await fleet.kill(doomed);
      await given(text, 80);
      await fleet.revive(doomed);
    });
    await Promise.all([answering, killing]);
    await fleet.simulator.allConfirmed(patienceMs);
    await fleet.idle();
    for (const [index, { id }] of staffOf().entries()) {
      const assessments = await database.prisma.assessment.findMany({
        where: { appraisal: { employeeId: id } },
        include: { answers: true },
      });
      expect(assessments).toHaveLength(1);
      const answers = assessments[0]?.answers ?? [];
      const levels = new Map(answers.map(({ indicatorId, level }) => [indicatorId, level]));
      expect(indicators.map((each) => levels.get(each))).toEqual(levelsOf(index));
      expect(answers.flatMap(({ comment }) => comment ?? [])).toEqual([exampleOf(index)]);
    }
    expect(await database.prisma.conversation.count()).toBe(0);
    const submitted = await database.prisma.auditEntry.count({ where: { action: 'self-assessment-submitted' } });
    expect(submitted).toBe(staffOf().length);

    // Of what the killed process was about to send nobody knows whether it arrived: it is told as such, and never sent twice.
    const rows = await database.prisma.outboxMessage.findMany({ where: { kind: 'broadcast' } });
    expect(rows.every(({ state }) => state === 'sent' || state === 'unknown')).toBe(true);
    expect(rows.filter(({ state }) => state === 'unknown').length).toBeLessThan(2 * (sendRate / 5));
    const stateOf = new Map(rows.map(({ chatId, state }) => [Number(chatId), state]));
    for (const { telegramId } of [...crowd.audience, ...workers()]) {
      const copies = copiesOf(personOf({ telegramId }), text).length;
      if (stateOf.get(telegramId) === 'sent') expect(copies).toBe(1);
      else expect(copies).toBeLessThanOrEqual(1);
    }
  });

  it('send a broadcast once to each, never faster together than the rate, and lose nothing when each is replaced by a new one', async () => {
    const text = 'Sosialisasi untuk semua';
    const confirm = await compose(hr, text);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    pressTwice(hr, confirm, /Kirim/);
    const reviewing = Promise.all(
      crowd.sections.map(async ({ supervisor, staff }) => {
        for (const each of staff.slice(0, 2)) await review(personOf(supervisor), each.name);
      }),
    );
    const exitCodes: (number | null)[] = [];
    for (const port of fleet.ports()) exitCodes.push(await fleet.replace(port));
    await reviewing;
    await fleet.idle();
    await fleet.simulator.allConfirmed(patienceMs);

    expect(exitCodes).toEqual([0, 0, 0]);
    const { id: broadcastId } = await database.prisma.broadcast.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(await database.prisma.broadcast.count()).toBe(2);
    for (const { telegramId } of [...crowd.audience, ...workers()])
      expect(copiesOf(personOf({ telegramId }), text)).toHaveLength(1);
    const copies = await database.prisma.outboxMessage.groupBy({
      by: ['state'],
      where: { broadcastId },
      _count: true,
    });
    expect(copies.map(({ state }) => state)).toEqual(['sent']);
    // The time of arrival is known no better than this process, which is Telegram here, comes to look.
    const errorMs = Math.max(50, delay.max / 1e6);
    expect(most(text, 1_000 - errorMs)).toBeLessThanOrEqual(sendRate);

    for (const { supervisor, staff } of crowd.sections)
      for (const { id } of staff.slice(0, 2)) {
        const appraisal = await database.prisma.appraisal.findFirstOrThrow({
          where: { employeeId: id },
          include: { assessments: { where: { kind: 'supervisor' }, include: { answers: true } } },
        });
        expect(appraisal.predicate).toBe('BAIK');
        expect(appraisal.assessments).toHaveLength(1);
        const [assessment] = appraisal.assessments;
        expect(assessment?.raterId).toBe(supervisor.id);
        expect(assessment?.answers.map(({ level }) => level)).toEqual([4, 4, 4, 4]);
      }
    const reviewed = await database.prisma.auditEntry.count({ where: { action: 'review-submitted' } });
    expect(reviewed).toBe(crowd.sections.length * 2);
  });
});

const indicators = ['kualitas-layanan', 'ketepatan-waktu', 'hasil-proyek', 'kreativitas'] as const;
const questions = [/Kualitas layanan/, /Ketepatan waktu/, /Hasil proyek/, /Kreativitas/] as const;

/** Levels of one person that differ from the next one's; without 1 and 5, which want an example. */
function levelsOf(index: number): readonly number[] {
  return indicators.map((_, place) => 2 + ((index >> place) % 3));
}

const exampleOf = (index: number) => `Contoh dari orang ke-${index}`;

/** A whole self-assessment by somebody who taps twice, has the chat open on two devices, and writes an example while the press is still under way. */
async function assess(person: Person, levels: readonly number[], index: number): Promise<void> {
  person.send('/nilai');
  for (const [place, question] of questions.entries()) {
    const next = questions[place + 1] ?? /Ringkasan/;
    const level = levels[place] ?? 0;
    const shown = await asked(person, question);
    if (place === 1) {
      person.send(exampleOf(index));
      person.pressRaw(shown.id, dataOf(shown, new RegExp(`^${level}`)));
      await untilPast(person, question, next, level);
    } else {
      pressTwice(person, shown, new RegExp(`^${level}`));
      // The other device, a moment later.
      person.pressRaw(shown.id, dataOf(shown, new RegExp(`^${level === 4 ? 2 : 4}`)));
      await asked(person, next);
    }
  }
  const summary = await asked(person, /Ringkasan/);
  pressTwice(person, summary, /Kirim penilaian diri/);
  await asked(person, /Hasil sementara/);
}

/** The example and the press overtake each other on their ways; where the question still stands afterwards, it is answered again as a person would. */
async function untilPast(person: Person, question: RegExp, next: RegExp, level: number): Promise<void> {
  for (;;) {
    const shown = await asked(person, new RegExp(`${question.source}|${next.source}`));
    if (next.test(shown.text)) return;
    person.pressRaw(shown.id, dataOf(shown, new RegExp(`^${level}`)));
  }
}

async function review(person: Person, name: string): Promise<void> {
  person.send('/tim');
  const team = await asked(person, /Tim Anda/);
  pressTwice(person, team, new RegExp(`Nilai ${name}$`));
  for (const [place, question] of questions.entries()) {
    pressTwice(person, await asked(person, question), /^4/);
    await asked(person, questions[place + 1] ?? /Ringkasan penilaian Anda/);
  }
  pressTwice(person, await asked(person, /Ringkasan penilaian Anda/), /Lanjut ke umpan balik/);
  await asked(person, /Umpan balik untuk pegawai/);
  person.send('Terima kasih atas pekerjaan yang baik.');
  pressTwice(person, await asked(person, /Predikat kinerja/), /usulan|Baik/);
  pressTwice(person, await asked(person, /Periksa sekali lagi/), /Kirim penilaian/);
  await asked(person, /terkirim/);
}

/** HR writes to everybody, up to the confirmation. */
async function compose(person: Person, text: string): Promise<ChatMessage> {
  person.send('/siaran');
  await asked(person, /Sampaikan sosialisasi/);
  await person.press('✍️');
  await person.waitFor('Siaran baru', patienceMs);
  person.send(text);
  await asked(person, /Untuk siapa/);
  await person.press('👥');
  return asked(person, /Silakan periksa/);
}

function asked(person: Person, words: RegExp): Promise<ChatMessage> {
  return person.waitFor(({ keyboard, text }) => keyboard.length > 0 && words.test(text), patienceMs);
}

const remindersOf = (person: Person) =>
  person.messages().filter(({ from, text }) => from === 'bot' && /^🔔/.test(text));

const copiesOf = (person: Person, words: string) =>
  person.messages().filter(({ from, text }) => from === 'bot' && text === words);

/** Resolves when Telegram was given this text so many times. */
async function given(text: string, times: number): Promise<void> {
  const seen = () => fleet.simulator.calls('sendMessage').filter(({ parameters }) => parameters.text === text).length;
  await expect.poll(seen, { interval: 20, timeout: patienceMs }).toBeGreaterThanOrEqual(times);
}

const slotsRun = () => database.prisma.cronRun.count({ where: { name: 'reminders' } });

/** Counters of one process by name and labels, as /metrics gives them. */
async function countsOf(port: number): Promise<ReadonlyMap<string, number>> {
  const lines = (await fleet.metrics(port)).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

/** Most copies that reached Telegram within any span of so many milliseconds, whoever sent them. */
function most(text: string, ms: number): number {
  const times = fleet.simulator
    .calls('sendMessage')
    .filter(({ parameters }) => parameters.text === text)
    .map(({ at }) => at.getTime());
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
}
