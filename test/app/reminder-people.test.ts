import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { labels, pressFor } from '../support/talk.ts';
import { openReminderStage, type ReminderStage, wib } from './reminder-stage.ts';

let stage: ReminderStage;
beforeEach(async () => {
  stage = await openReminderStage();
});
afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;

describe('who is reminded', () => {
  it('a person who joins gets where things stand, once, and nothing before', async () => {
    await stage.leaveOnly('ani');
    const { id: employeeId, telegramId } = stage.district.people.ani;
    const account = { where: { telegramId: BigInt(telegramId) } };
    await prisma().account.update({ ...account, data: { employeeId: null } });
    await stage.at('2026-12-17', 9);
    await stage.at('2027-01-04', 9);
    expect(stage.news('ani')).toEqual([]);
    await prisma().account.update({ ...account, data: { employeeId } });
    await stage.at('2027-01-05', 9);
    await stage.at('2027-01-05', 9.25);
    expect(stage.news('ani')).toEqual([expect.stringContaining('Tinggal 2 hari')]);
  });

  it('nobody who blocked the bot, until they come back', async () => {
    await stage.leaveOnly('ani');
    stage.person('ani').block();
    await stage.at('2026-12-17', 9);
    await stage.at('2026-12-24', 9);
    expect(stage.news('ani')).toEqual([]);
    stage.person('ani').start();
    await stage.person('ani').waitFor(/.+/);
    await stage.at('2026-12-28', 9);
    expect(stage.news('ani')).toEqual([expect.stringContaining('Tinggal 10 hari')]);
  });

  it('neither an inactive person nor the supervisor of one', async () => {
    await stage.leaveOnly('ani', 'kapulau');
    await prisma().employee.update({ where: { id: stage.district.people.ani.id }, data: { active: false } });
    await prisma().employee.update({ where: { id: stage.district.people.kepala.id }, data: { active: false } });
    for (const name of ['ani', 'kapulau'] as const) await stage.submitSelf(name, wib('2026-12-17', 8));
    await stage.at('2026-12-17', 9);
    for (const name of ['ani', 'kasi', 'kepala'] as const) expect(stage.news(name)).toEqual([]);
  });

  it('nobody who has submitted, and nobody of a period that is closed', async () => {
    await stage.leaveOnly('ani', 'budi');
    await stage.submitSelf('ani', wib('2026-12-17', 8));
    await stage.at('2026-12-17', 9);
    expect(stage.news('ani')).toEqual([]);
    expect(stage.news('budi')).toHaveLength(1);
    await prisma().period.update({ where: { id: stage.district.periodId }, data: { state: 'closed' } });
    await stage.at('2027-01-06', 9);
    for (const name of ['ani', 'budi', 'kasi'] as const) stage.news(name);
    await stage.at('2027-01-21', 9);
    await stage.at('2027-02-01', 9);
    for (const name of ['ani', 'budi', 'kasi', 'kepala', 'hr'] as const) expect(stage.news(name)).toEqual([]);
  });

  it('a supervisor only once the self-assessment is there or its window closed', async () => {
    await stage.leaveOnly('ani', 'budi');
    await stage.submitSelf('ani', wib('2027-01-05', 10));
    await stage.at('2027-01-04', 9);
    await stage.at('2027-01-06', 9);
    const [early] = stage.news('kasi');
    expect(early).toContain('• Ani');
    expect(early).not.toContain('Budi');
    await stage.at('2027-01-07', 9);
    expect(stage.news('kasi').join()).not.toContain('Budi');
    await stage.at('2027-01-08', 9);
    expect(stage.news('kasi').join()).toContain('• Budi');
  });

  it('the new supervisor when HR replaced one half-way', async () => {
    await stage.leaveOnly('ani');
    await stage.submitSelf('ani', wib('2026-12-17', 8));
    await stage.at('2026-12-17', 9);
    expect(stage.news('kasi')).toHaveLength(1);
    await prisma().appraisal.update({
      where: { id: stage.district.appraisals.ani },
      data: { supervisorId: stage.district.people.kapulau.id },
    });
    await stage.at('2026-12-18', 9);
    expect(stage.news('kapulau')).toEqual([expect.stringContaining('• Ani')]);
    await stage.at('2027-01-07', 9);
    expect(stage.news('kasi')).toEqual([]);
    expect(stage.news('kapulau')).toHaveLength(1);
  });
});

describe('what a reminder says and does', () => {
  it('shows one’s own self-assessment and opens it', async () => {
    await stage.leaveOnly('ani');
    await stage.at('2026-12-17', 9);
    expect(stage.news('ani')).toEqual([
      '🔔 Pengingat\n\n📝 Penilaian diri Semester II 2026\nSudah dapat dimulai (batas waktu 7 Januari 2027).\n\nBoleh dicicil: setiap jawaban langsung tersimpan.',
    ]);
    expect(labels(stage.person('ani').last())).toEqual([['📝 Buka penilaian diri']]);
    await pressFor(stage.person('ani'), /Buka penilaian diri/, /Kualitas layanan/);
  });

  it('names one employee as they write themselves, and opens that review', async () => {
    await stage.leaveOnly('ani');
    await stage.submitSelf('ani', wib('2026-12-17', 8));
    await stage.at('2026-12-17', 9);
    expect(stage.news('kasi')[0]).toContain('• Ani & <b>Ani</b> 🌺');
    await pressFor(stage.person('kasi'), /Nilai Ani/, /Kualitas layanan/);
  });

  it('brings everything of a supervisor in one digest: own work, eight names and a number, the list behind one button', async () => {
    await stage.leaveOnly('kasi', 'ani', 'budi');
    const { database } = stage.bot().app;
    const unit = await prisma().unit.findFirstOrThrow({ where: { name: 'Seksi Darat' } });
    for (let number = 1; number <= 9; number += 1) {
      const employee = await prisma().employee.create({
        data: { nip: `19800101202001100${number}`, name: `Tambahan ${number}`, unitId: unit.id },
      });
      await database.prisma.appraisal.create({
        data: {
          periodId: stage.district.periodId,
          employeeId: employee.id,
          supervisorId: stage.district.people.kasi.id,
          unitId: unit.id,
          selfSubmittedAt: wib('2026-12-17', 8),
        },
      });
    }
    for (const name of ['ani', 'budi'] as const) await stage.submitSelf(name, wib('2026-12-17', 8));
    await stage.at('2027-01-07', 9);
    const [text, ...more] = stage.news('kasi');
    expect(more).toEqual([]);
    expect(text).toBe(
      [
        '🔔 Pengingat',
        '',
        '📝 Penilaian diri Semester II 2026',
        'Hari ini hari terakhir (batas waktu 7 Januari 2027).',
        '',
        '👥 Menunggu penilaian Anda, Semester II 2026',
        'Tinggal 14 hari (batas waktu 21 Januari 2027):',
        '• Ani & <b>Ani</b> 🌺',
        '• Budi',
        ...[1, 2, 3, 4, 5, 6].map((number) => `• Tambahan ${number}`),
        '… dan 3 pegawai lagi',
        '',
        'Boleh dicicil: setiap jawaban langsung tersimpan.',
      ].join('\n'),
    );
    expect(labels(stage.person('kasi').last())).toEqual([['📝 Buka penilaian diri'], ['👥 Buka daftar tim']]);
    await pressFor(stage.person('kasi'), /Buka daftar tim/, /Tim Anda/);
  });

  it('does not say "can begin" of what opens the day before its deadline', async () => {
    await stage.leaveOnly('ani');
    await stage.submitSelf('ani', wib('2027-01-20', 8));
    await stage.at('2027-01-20', 9);
    expect(stage.news('kasi')[0]).toContain('Besok hari terakhir');
  });

  it('speaks English to those who chose it', async () => {
    await stage.leaveOnly('ani', 'kapulau');
    await prisma().account.updateMany({ data: { locale: 'en' } });
    await stage.submitSelf('kapulau', wib('2027-01-06', 8));
    await stage.at('2027-01-06', 9);
    expect(stage.news('ani')).toEqual([
      '🔔 Reminder\n\n📝 Self-assessment Semester II 2026\nTomorrow is the last day (due 7 January 2027).\n\nYou can do it in parts: every answer is kept at once.',
    ]);
    expect(stage.news('kepala')[0]).toContain(
      'Waiting for your review, Semester II 2026\nCan begin now (due 21 January 2027):\n• Kepala UPT',
    );
  });
});

describe('reminders of reviews', () => {
  it('go to the delegate while there is one, and say for whom', async () => {
    const { people } = stage.district;
    await stage.leaveOnly('ani');
    await stage.submitSelf('ani', wib('2026-12-17', 8));
    await prisma().delegation.create({
      data: {
        fromId: people.kasi.id,
        toId: people.kapulau.id,
        startsOn: new Date('2026-12-17'),
        endsOn: new Date('2026-12-18'),
        createdAt: stage.clock.now(),
      },
    });
    await stage.at('2026-12-17', 9);
    expect(stage.news('kapulau')).toEqual([expect.stringContaining('(a.n. Kepala Seksi)')]);
    expect(stage.news('kasi')).toEqual([]);
    await stage.at('2026-12-18', 9);
    for (const name of ['kapulau', 'kasi'] as const) expect(stage.news(name)).toEqual([]);
    // Back again: what is left is theirs, told once.
    await stage.at('2026-12-21', 9);
    await stage.at('2026-12-21', 10);
    expect(stage.news('kasi')).toHaveLength(1);
    expect(stage.news('kapulau')).toEqual([]);
  });
});
