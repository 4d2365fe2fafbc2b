import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../src/simulator/chat-message.ts';
import type { Person } from '../../../src/simulator/person.ts';
import { openStage, type Stage } from '../../support/bot.ts';
import { type District, settleDistrict } from '../../support/district.ts';
import { dataOf, pressFor, screen } from '../../support/talk.ts';

let stage: Stage;
let district: District;
let ani: Person;
let budi: Person;

beforeAll(async () => {
  stage = await openStage();
  district = await settleDistrict(stage.bot().app.database);
  ani = stage.simulator.person({ id: district.people.ani.telegramId, firstName: 'Ani' });
  budi = stage.simulator.person({ id: district.people.budi.telegramId, firstName: 'Budi' });
});
afterAll(() => stage.close());

/** Ani is at her second question, with the first answered by 4. */
let question: ChatMessage;
let firstQuestion: ChatMessage;
beforeEach(async () => {
  ani.send('/nilai');
  firstQuestion = await screen(ani, /Kualitas layanan/);
  question = await pressFor(ani, /^4/, /Ketepatan waktu/);
});
afterEach(async () => {
  await stage.bot().app.database.prisma.conversation.deleteMany();
  expect(stage.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
});

const conversation = (person: Person) =>
  stage.bot().app.database.prisma.conversation.findFirst({ where: { telegramId: person.id } });

describe('a press on an old keyboard', () => {
  it('of the question before changes nothing and shows the open question', async () => {
    const before = await conversation(ani);
    await ani.pressRaw(question.id, dataOf(firstQuestion, /^1/)).answered();
    await stage.simulator.allConfirmed();
    expect(await conversation(ani)).toEqual(before);
    expect(ani.last().text).toContain('Ketepatan waktu');
  });

  it('on an older message takes its buttons off and brings the open question to the end of the chat', async () => {
    ani.send('/nilai');
    const moved = await screen(ani, /Ketepatan waktu/);
    expect(moved.id).not.toBe(question.id);
    const before = await conversation(ani);
    ani.pressRaw(question.id, dataOf(firstQuestion, /^1/));
    const shown = await screen(ani, /Ketepatan waktu/);
    expect(shown.id).toBeGreaterThan(moved.id);
    expect(await conversation(ani)).toEqual(before);
    await stage.simulator.allConfirmed();
    expect(ani.messages().filter(({ keyboard }) => keyboard.length > 0)).toHaveLength(1);
  });

  it('does not rate the next question when it is tapped twice', async () => {
    const data = dataOf(question, /^5/);
    const presses = [ani.pressRaw(question.id, data), ani.pressRaw(question.id, data)];
    for (const press of presses) await press.answered();
    await stage.simulator.allConfirmed();
    expect(ani.last().text).toContain('Hasil proyek');
    expect(await conversation(ani)).toMatchObject({
      progress: { answers: { 'r.ketepatan-waktu': { level: 5 } }, stepId: 'r.hasil-proyek' },
    });
  });

  it('on a message that Telegram no longer knows shows the open question', async () => {
    ani.pressRaw(999_999_999, dataOf(firstQuestion, /^1/));
    await screen(ani, /Ketepatan waktu/);
  });

  it('after the menu was opened answers the very question it stood under, and no other', async () => {
    ani.send('/menu');
    await screen(ani, /Silakan pilih/);
    ani.pressRaw(question.id, dataOf(firstQuestion, /^1/));
    await screen(ani, /Silakan pilih/);
    ani.pressRaw(question.id, dataOf(question, /^3/));
    await screen(ani, /Hasil proyek/);
  });
});

describe('forged button data', () => {
  const forged: readonly (readonly [string, () => string])[] = [
    ['64 bytes of noise', () => '\u{1f600}'.repeat(16)],
    ['a single space', () => ' '],
    ['colons', () => ':'.repeat(64)],
    ['an unknown action', () => 'result.delete:1'],
    ['an action without its argument', () => 'self.open'],
    ['an action with too many arguments', () => 'self.open:1:2'],
    ['an action with a word for a number', () => 'self.open:satu'],
    ['an action with a negative number', () => 'team.page:-1'],
    ['a number beyond every id', () => 'self.open:9999999999'],
    ['a number of twenty digits', () => 'result.open:99999999999999999999'],
    ['an exponent', () => 'self.open:1e3'],
    ['a name of JavaScript', () => '__proto__:constructor'],
    ['a conversation that does not exist', () => 'c:zik0zj:1:r.kualitas-layanan:4'],
    ['a conversation beyond every id', () => 'c:zzzzzzz:1:r.kualitas-layanan:4'],
    ['another revision of the open question', () => dataOf(question, /^5/).replace(/^(c:[^:]+):[^:]+/, '$1:zzz')],
    ['another step', () => dataOf(question, /^5/).replace('r.ketepatan-waktu', 'summary')],
    ['SQL', () => `self.open:1;drop table account`],
  ];

  it.each(forged)('such as %s changes nothing and shows the open question', async (_what, data) => {
    const before = await conversation(ani);
    await ani.pressRaw(question.id, data()).answered();
    await stage.simulator.allConfirmed();
    expect(await conversation(ani)).toEqual(before);
    expect(ani.last().text).toContain('Ketepatan waktu');
    expect(ani.last().keyboard.length).toBeGreaterThan(0);
  });

  it('with a level that the scale does not have is asked again', async () => {
    ani.pressRaw(question.id, dataOf(question, /^5/).replace(/5$/, '9'));
    await screen(ani, /Silakan pilih salah satu tombol di bawah[\s\S]*Ketepatan waktu/);
    expect(await conversation(ani)).toMatchObject({ progress: { stepId: 'r.ketepatan-waktu' } });
  });

  it("for another person's conversation does not touch it and shows the own screen", async () => {
    const before = await conversation(ani);
    budi.send('/menu');
    const menu = await screen(budi, /Silakan pilih/);
    await budi.pressRaw(menu.id, dataOf(question, /^5/)).answered();
    await stage.simulator.allConfirmed();
    expect(await conversation(ani)).toEqual(before);
    expect(budi.last().text).toContain('Silakan pilih');
    expect(budi.last().text).not.toContain('Ketepatan waktu');
  });

  it.each(['go:', 'go:tidakada', 'go:<b>', 'go:nilai:1', 'go:NILAI'])(
    'that runs the command %j never does what a person may not do',
    async (data) => {
      const before = await conversation(ani);
      await ani.pressRaw(question.id, data).answered();
      await stage.simulator.allConfirmed();
      expect(await conversation(ani)).toEqual(before);
      expect(ani.last().text).toMatch(data === 'go:nilai:1' ? /Ketepatan waktu/ : /belum ada\. Ini yang bisa/);
    },
  );

  it.each(['go:periode', 'go:siaran', 'go:pegawai', 'go:undangan', 'go:tim'])(
    'that runs %s is refused to somebody without that role',
    async (data) => {
      ani.pressRaw(question.id, data);
      await screen(ani, /bukan untuk peran Anda/);
    },
  );

  it('of a stranger leads to the words on how to join', async () => {
    const stranger = stage.simulator.person({ id: 77_000 + question.id, firstName: 'Tamu' });
    stranger.send('/nilai');
    const { id } = await screen(stranger, /belum terhubung/);
    for (const data of ['go:nilai', 'go:tim', 'self.open:1', 'result.open:1', 'evidence.show:1', 'review.open:1']) {
      await stranger.pressRaw(id, data).answered();
    }
    await stage.simulator.allConfirmed();
    expect(
      stranger
        .messages()
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/Semester|Ani|gangguan/);
  });
});
