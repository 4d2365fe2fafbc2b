import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { answerAll, assessSelf, pauhAnswers } from '../../support/appraisals.ts';
import { afterHours, openStage, type Stage } from '../../support/bot.ts';
import { type District, settleDistrict } from '../../support/district.ts';
import { residentsOf } from '../../support/residents.ts';
import { pressFor, screen, sendFor } from '../../support/talk.ts';

let stage: Stage;
let district: District;
let somebody: ReturnType<typeof residentsOf>;

const prisma = () => stage.bot().app.database.prisma;

beforeEach(async () => {
  await stage?.close();
  stage = await openStage({ start: afterHours });
  district = await settleDistrict(stage.bot().app.database);
  somebody = residentsOf(stage, district);
  await sendFor(somebody('ani'), '/nilai', /Kualitas layanan/);
});

afterAll(() => stage.close());

const progressOf = async () => (await prisma().conversation.findFirstOrThrow()).progress;

describe('an answer taken from memory', () => {
  it('is one statement, claims its update and is kept like any other', async () => {
    const before = await prisma().processedUpdate.count();
    await pressFor(somebody('ani'), /^4/, /Ketepatan waktu/);
    await pressFor(somebody('ani'), /^3/, /Hasil proyek/);
    expect(await prisma().processedUpdate.count()).toBe(before + 2);
    expect(await progressOf()).toMatchObject({ revision: 3, answers: { 'r.kualitas-layanan': expect.anything() } });
  });

  it('is worked on in full when another process has moved the conversation', async () => {
    await prisma().$executeRaw`update conversation set progress = jsonb_set(progress, '{revision}', '7')`;
    await somebody('ani').press(/^4/);
    // The press belongs to an older revision: it changes nothing, and the question is shown with live buttons.
    await screen(somebody('ani'), /Kualitas layanan/);
    await pressFor(somebody('ani'), /^5/, /contoh atau bukti|Ketepatan waktu/);
    expect(await progressOf()).toMatchObject({ revision: 8 });
  });

  it('is not taken once the period is closed, the rater is another or the person is off the roster', async () => {
    await prisma().period.update({ where: { id: district.periodId }, data: { state: 'closed' } });
    await pressFor(somebody('ani'), /^4/, /tidak sedang dibuka/);
    expect(await progressOf()).toMatchObject({ revision: 1 });
    await prisma().period.update({ where: { id: district.periodId }, data: { state: 'open' } });
    await sendFor(somebody('ani'), '/lanjut', /Kualitas layanan/);
    await prisma().employee.update({ where: { id: district.people.ani.id }, data: { active: false } });
    await somebody('ani').press(/^4/);
    await somebody('ani').waitFor((message) => /bukan milik Anda/.test(message.text));
    expect(await progressOf()).toMatchObject({ revision: 1 });
  });

  it('leaves what counts, the sending, to a look in full', async () => {
    await answerAll(somebody('ani'), pauhAnswers([4, 3, 4, 2]));
    await prisma().period.update({
      where: { id: district.periodId },
      data: { selfClosesOn: new Date('2026-12-10T00:00:00Z') },
    });
    await pressFor(somebody('ani'), /Kirim penilaian diri/, /berakhir pada 10 Desember 2026/);
    expect(await prisma().assessment.count()).toBe(0);
  });

  it('goes on with the next question in the words of the language chosen in between', async () => {
    await sendFor(somebody('ani'), '/bahasa', /Choose a language/);
    await pressFor(somebody('ani'), /English/, /Please choose|What would you like/);
    await sendFor(somebody('ani'), '/nilai', /Service quality|Quality of service/);
    await pressFor(somebody('ani'), /^4/, /Timeliness/);
  });

  it('does not disturb a whole self-assessment', async () => {
    await sendFor(somebody('ani'), '/menu', /Silakan pilih/);
    await assessSelf(somebody('ani'), pauhAnswers([4, 3, 4, 2]));
    expect(await prisma().assessment.count()).toBe(1);
  });
});
