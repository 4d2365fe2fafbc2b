import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReminderStage, type ReminderStage, wib } from './reminder-stage.ts';

let stage: ReminderStage;
beforeEach(async () => {
  stage = await openReminderStage();
});
afterEach(() => stage.close());

describe('reminders keep to working hours of the own zone', () => {
  it('at 07:30 WIB reach people in WITA, where it is 08:30, and wait for 08:00 in WIB', async () => {
    await stage.at('2026-12-17', 6.5);
    expect(stage.news('citra')).toEqual([]);
    await stage.at('2026-12-17', 7.5);
    expect(stage.news('citra')).toHaveLength(1);
    expect(stage.news('ani')).toEqual([]);
    await stage.at('2026-12-17', 8);
    expect(stage.news('ani')).toHaveLength(1);
    expect(stage.news('citra')).toEqual([]);
  });

  it('begin in WIT when it is 06:00 in WIB', async () => {
    await stage.bot().app.database.prisma.unit.updateMany({
      where: { path: 'Dinas Contoh / UPT Pulau' },
      data: { timeZone: 'Asia/Jayapura' },
    });
    await stage.at('2026-12-17', 7.5, 'Asia/Jayapura');
    expect(stage.news('citra')).toEqual([]);
    await stage.at('2026-12-17', 6, 'Asia/Jakarta');
    expect(stage.news('citra')).toHaveLength(1);
    expect(stage.news('ani')).toEqual([]);
  });

  it('end at 16:00: who is not reached then is reached on the next working day', async () => {
    // 15:30 in WIB is 16:30 in WITA.
    await stage.at('2026-12-17', 15.5);
    expect(stage.news('ani')).toHaveLength(1);
    expect(stage.news('citra')).toEqual([]);
    await stage.at('2026-12-17', 20);
    await stage.at('2026-12-18', 7.5);
    expect(stage.news('citra')).toHaveLength(1);
  });

  it('say nothing on a weekend or a holiday, and then only the latest step', async () => {
    await stage.leaveOnly('ani');
    await stage.addHoliday('2026-12-24');
    await stage.at('2026-12-17', 9);
    stage.news('ani');
    // A holiday on Thursday (14 days left), Christmas, a weekend.
    for (const date of ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27']) await stage.at(date, 9);
    expect(stage.news('ani')).toEqual([]);
    await stage.at('2026-12-28', 9);
    expect(stage.news('ani')).toEqual([expect.stringContaining('Tinggal 10 hari')]);
    await stage.at('2026-12-29', 9);
    expect(stage.news('ani')).toEqual([]);
  });

  it('tell after ten days of downtime over New Year only where things stand now', async () => {
    await stage.leaveOnly('ani');
    await stage.at('2026-12-24', 9);
    expect(stage.news('ani')).toEqual([expect.stringContaining('Tinggal 14 hari')]);
    // Down over seven and three days left.
    await stage.restart();
    await stage.at('2027-01-05', 9);
    expect(stage.news('ani')).toEqual([expect.stringContaining('Tinggal 2 hari (batas waktu 7 Januari 2027)')]);
  });

  it('look for what is due at the start, without waiting for the next slot', async () => {
    await stage.leaveOnly('ani');
    stage.clock.set(wib('2026-12-17', 9));
    await stage.restart();
    await stage.person('ani').waitFor(/Pengingat/);
    expect(stage.news('ani')).toHaveLength(1);
  });
});
