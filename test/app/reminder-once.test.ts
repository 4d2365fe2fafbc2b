import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendReminders } from '../../src/app/reminder/send-reminders.ts';
import { calendarDate, toUtcMidnight } from '../../src/domain/calendar.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { openReminderStage, type ReminderStage, wib } from './reminder-stage.ts';

let stage: ReminderStage;
beforeEach(async () => {
  stage = await openReminderStage();
});
afterEach(() => stage.close());

const names = ['kepala', 'kasi', 'kapulau', 'ani', 'budi', 'citra', 'hr'] as const;

describe('nobody is reminded twice of the same step', () => {
  it('by the same tick again, all day long, or after a restart', async () => {
    await stage.at('2026-12-17', 9);
    await stage.at('2026-12-17', 9);
    await stage.at('2026-12-17', 14);
    await stage.restart();
    await stage.at('2026-12-18', 9);
    for (const name of names) expect(stage.news(name)).toHaveLength(1);
  });

  it('by two processes that look at the same moment', async () => {
    const { app } = stage.bot();
    stage.clock.set(wib('2026-12-17', 9));
    const others = await Promise.all([1, 2, 3].map(() => openDatabase({ url: stage.databaseUrl })));
    const told = await Promise.all([app.database, ...others].map((database) => sendReminders({ ...app, database })));
    expect(told.reduce((sum, { reminders }) => sum + reminders, 0)).toBe(names.length);
    await stage.bot().idle();
    for (const name of names) expect(stage.news(name)).toHaveLength(1);
    await Promise.all(others.map((other) => other.close()));
  });

  it('nor by a process whose clock lags a day', async () => {
    await stage.leaveOnly('ani');
    await stage.at('2027-01-07', 9);
    expect(stage.news('ani')).toHaveLength(1);
    await stage.at('2027-01-06', 9);
    expect(stage.news('ani')).toEqual([]);
  });

  it('and a supervisor whose staff submit through the day hears of the first at once and of the others together the next day', async () => {
    await stage.leaveOnly('ani', 'budi', 'kapulau', 'kasi');
    await stage.at('2026-12-17', 9);
    // Their own self-assessment does not hold the reviews back.
    expect(stage.news('kasi')).toEqual([expect.stringContaining('Penilaian diri')]);
    await stage.submitSelf('ani', wib('2026-12-17', 10));
    await stage.at('2026-12-17', 10.5);
    expect(stage.news('kasi')).toEqual([expect.stringContaining('• Ani')]);
    await stage.submitSelf('budi', wib('2026-12-17', 11));
    await stage.at('2026-12-17', 11.5);
    expect(stage.news('kasi')).toEqual([]);
    await stage.at('2026-12-18', 8);
    const [text, ...more] = stage.news('kasi');
    expect(text).toContain('• Budi');
    expect(text).not.toContain('• Ani');
    expect(more).toEqual([]);
  });

  it('but a deadline that HR moves starts that person’s ladder again, on the next day at the earliest', async () => {
    await stage.leaveOnly('ani', 'budi');
    await stage.at('2027-01-04', 9);
    for (const name of ['ani', 'budi'] as const) {
      expect(stage.news(name)).toEqual([expect.stringContaining('Tinggal 3 hari')]);
    }
    await stage.bot().app.database.prisma.appraisal.update({
      where: { id: stage.district.appraisals.ani },
      data: { selfClosesOn: toUtcMidnight(calendarDate('2027-01-18')) },
    });
    await stage.at('2027-01-04', 11);
    expect(stage.news('ani')).toEqual([]);
    await stage.at('2027-01-05', 9);
    expect(stage.news('ani')).toEqual([expect.stringContaining('Tinggal 13 hari (batas waktu 18 Januari 2027)')]);
    expect(stage.news('budi')).toEqual([]);
    await stage.at('2027-01-08', 9);
    expect(stage.news('ani')).toEqual([]);
    // For the others the window is closed and the reviews are open; for Ani it is neither.
    const [text] = stage.news('kasi');
    expect(text).toContain('• Budi');
    expect(text).not.toContain('Ani');
    await stage.at('2027-01-11', 9);
    expect(stage.news('ani')).toEqual([expect.stringContaining('Tinggal 7 hari (batas waktu 18 Januari 2027)')]);
  });
});
