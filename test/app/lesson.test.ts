import { afterEach, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/simulator/chat-message.ts';
import type { Person } from '../../src/simulator/person.ts';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { arrive, residentsOf } from '../support/residents.ts';
import { dataOf, labels, pressFor, pressTwice, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
let district: District;
let somebody: (name: ResidentName) => Person;

async function open(framework: string): Promise<void> {
  stage = await openStage({ start: afterHours });
  district = await settleDistrict(stage.bot().app.database, { framework });
  somebody = residentsOf(stage, district);
}

afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;
const everybody = ['kepala', 'kasi', 'kapulau', 'ani', 'budi', 'citra', 'hr'] as const;

/** Reads the cards up to the first question. */
async function read(person: Person, cards: number): Promise<ChatMessage> {
  for (let card = 2; card <= cards; card += 1) await pressFor(person, 'Lanjut', new RegExp(`kartu ${card} dari`));
  return pressFor(person, 'Lanjut', /pertanyaan 1 dari/);
}

/** Answers the questions with these letters, each with its explanation, to the end. */
async function answer(person: Person, choices: readonly string[]): Promise<ChatMessage> {
  let shown = person.last();
  for (const [at, choice] of choices.entries()) {
    await pressFor(person, choice, /Tepat:|Jawabannya/);
    const last = at === choices.length - 1;
    shown = await pressFor(
      person,
      last ? 'Selesai' : 'Lanjut',
      last ? /Selesai\./ : new RegExp(`pertanyaan ${at + 2} dari`),
    );
  }
  return shown;
}

/** The right answers of Kuranji's lesson. */
const right = ['C', 'A', 'B', 'C', 'A', 'B'];

it('HR invites everybody, and the copy leads to the lesson also after it was marked as read', async () => {
  await open('kuranji');
  const hr = somebody('hr');
  const ani = somebody('ani');
  await arrive(everybody.map((name) => somebody(name)));
  await sendFor(hr, '/siaran', /Siaran/);
  await pressFor(hr, '📚', /Siaran siap pakai/);
  await pressFor(hr, '📘 Undangan pelatihan', /Draf siaran/);
  await pressFor(hr, '✔️ Pakai pesan ini', /Untuk siapa/);
  await pressFor(hr, '👥', /Silakan periksa/);
  await hr.press('📣 Kirim');
  const copy = await screen(ani, /Menilai dengan objektif/);
  expect(labels(copy)).toEqual([['📘 Buka pelatihan'], ['✅ Sudah dibaca']]);
  expect((await (await ani.press('✅ Sudah dibaca')).answered()).text).toContain('Terima kasih');
  await pressFor(ani, '📘 Buka pelatihan', /7 kartu, lalu 6 pertanyaan/);
  await pressFor(ani, '▶️ Mulai', /kartu 1 dari 7/);
  await read(ani, 7);
  const done = await answer(ani, ['A', ...right.slice(1)]);
  expect(done.text).toContain('5 dari 6');

  await hr.waitFor('✅ Selesai: 7 orang');
  await sendFor(hr, '/siaran', /Siaran/);
  const report = await pressFor(hr, /✅ 1 · /, /Sudah dibaca/);
  for (const line of ['Terkirim: 7', 'Sudah dibaca: 1', 'Membuka: 1', 'Selesai: 1', 'mulai 5 orang'])
    expect(report.text).toContain(line);
  // A copy is for whoever got it.
  const stranger = stage.simulator.person({ id: 9001, firstName: 'Tamu' });
  stranger.start();
  await stage.simulator.allConfirmed();
  stranger.pressRaw(stranger.last().id, 'broadcast.go:1');
  await stage.simulator.allConfirmed();
  expect(stranger.last().text).not.toContain('kartu');
});

it('explains every answer at once, counts the first one, goes on after a pause, and can be taken again', async () => {
  await open('kuranji');
  const ani = somebody('ani');
  await sendFor(ani, '/bantuan', /\/pelatihan/);
  await pressFor(ani, '📘 Pelatihan', /Menilai dengan objektif/);
  const first = await pressFor(ani, '▶️ Mulai', /kartu 1 dari 7/);
  await pressFor(ani, 'Lanjut', /kartu 2 dari/);
  // The button of a card that was left behind changes nothing.
  ani.pressRaw(first.id, dataOf(first, /Lanjut/));
  await stage.simulator.allConfirmed();
  expect(ani.last().text).toContain('kartu 2 dari');
  await pressFor(ani, '⏸', /berhenti di sini/);
  await stage.restart();
  await sendFor(ani, '/pelatihan', /belum selesai/);
  await pressFor(ani, '▶️ Lanjutkan', /kartu 2 dari/);
  for (let card = 3; card <= 7; card += 1) await pressFor(ani, 'Lanjut', new RegExp(`kartu ${card} dari`));
  await pressFor(ani, 'Lanjut', /pertanyaan 1 dari/);
  const wrong = await pressFor(ani, 'A', /Jawabannya C/);
  expect(wrong.text).toContain('tidak merugikan siapa pun');
  await pressFor(ani, 'Lanjut', /pertanyaan 2 dari/);
  const again = await pressFor(ani, '⬅️', /pertanyaan 1 dari/);
  expect(again.text).toContain('Jawabannya C');
  expect(labels(again)[0]).toEqual(['Lanjut ▶️']);
  await pressFor(ani, 'Lanjut', /pertanyaan 2 dari/);
  for (const [at, choice] of right.slice(1, -1).entries()) {
    await pressFor(ani, choice, /Tepat:/);
    await pressFor(ani, 'Lanjut', new RegExp(`pertanyaan ${at + 3} dari`));
  }
  await pressFor(ani, 'B', /Tepat:/);
  pressTwice(ani, ani.last(), /Selesai/);
  await screen(ani, /5 dari 6/);
  await stage.simulator.allConfirmed();
  expect(await prisma().lessonAttempt.findMany({ select: { right: true, missed: true, questions: true } })).toEqual([
    { right: 5, missed: ['belum-melihat'], questions: 6 },
  ]);
  const [entry, ...more] = await prisma().auditEntry.findMany({ where: { action: 'lesson-finished' } });
  expect(more).toEqual([]);
  expect(entry?.detail).toEqual({ lesson: 'kuranji', version: 1 });

  await sendFor(ani, '/pelatihan', /jawaban tepat paling banyak: 5 dari 6/);
  await pressFor(ani, '🔁', /kartu 1 dari 7/);
  await read(ani, 7);
  expect((await answer(ani, right)).text).toContain('6 dari 6');
  await sendFor(ani, '/pelatihan', /paling banyak: 6 dari 6/);
});

it('shows HR what was understood in steps of five people, so that nobody can be found by looking again', async () => {
  await open('lampung');
  const hr = somebody('hr');
  const finished = async (name: ResidentName, missed: readonly string[], minute: number) =>
    prisma().lessonAttempt.create({
      data: {
        employeeId: district.people[name].id,
        lesson: 'lampung',
        version: 1,
        openedAt: afterHours,
        finishedAt: new Date(afterHours.getTime() + minute * 60_000),
        questions: 5,
        right: 5 - missed.length,
        missed: [...missed],
      },
    });
  for (const [at, name] of (['kepala', 'kasi', 'kapulau', 'ani'] as const).entries())
    await finished(name, at === 0 ? ['capaian', 'diri'] : [], at);
  await sendFor(hr, '/pelatihan', /Bertumbuh bersama/);
  const few = await pressFor(hr, '📊', /Capaian pelatihan/);
  expect(few.text).toContain('Selesai: 4');
  expect(few.text).not.toContain('%');
  await finished('budi', ['capaian'], 5);
  await pressFor(hr, '📘', /Bertumbuh bersama/);
  const five = await pressFor(hr, '📊', /Rata-rata/);
  expect(five.text).toContain('4,4 dari 5');
  expect(five.text.match(/tepat: \d+ %/g)).toEqual([
    'tepat: 100 %',
    'tepat: 60 %',
    'tepat: 80 %',
    'tepat: 100 %',
    'tepat: 100 %',
  ]);
  // A sixth person, and a second try of the first, move no figure.
  await finished('citra', ['kesan'], 6);
  await finished('kepala', [], 7);
  await pressFor(hr, '📘', /Bertumbuh bersama/);
  const six = await pressFor(hr, '📊', /Selesai: 6/);
  expect(six.text.replace('Selesai: 6', '').replace('Membuka: 6', '')).toBe(
    five.text.replace('Selesai: 5', '').replace('Membuka: 5', ''),
  );
});

it('is offered only where the method has a lesson, its figures only to HR, and forged names lead nowhere', async () => {
  await open('pauh');
  const ani = somebody('ani');
  const menu = await sendFor(ani, '/menu', /Silakan pilih/);
  expect(labels(menu).flat()).not.toContain('📘 Pelatihan');
  await sendFor(ani, '/pelatihan', /belum ada pelatihan/);
  for (const [data, words] of [
    ['lesson.begin:tidak-ada', /belum ada pelatihan/],
    ['lesson.report:kuranji', /hanya untuk pengelola/],
    ['lesson.show:lampung', /Bertumbuh bersama/],
  ] as const) {
    ani.pressRaw(ani.last().id, data);
    await stage.simulator.allConfirmed();
    expect(ani.last().text).toMatch(words);
  }
  expect(await prisma().lessonAttempt.count()).toBe(0);
});

it('speaks English to whoever reads English', async () => {
  await open('lampung');
  await prisma().account.updateMany({ data: { locale: 'en' } });
  const ani = somebody('ani');
  await sendFor(ani, '/pelatihan', /Growing with the appraisal/);
  await pressFor(ani, '▶️ Begin', /card 1 of 6[\s\S]*not to punish/);
});
