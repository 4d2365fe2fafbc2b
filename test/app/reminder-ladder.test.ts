import { afterEach, describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../../src/domain/calendar.ts';
import type { ResidentName } from '../support/district.ts';
import { openReminderStage, type ReminderStage, wib } from './reminder-stage.ts';

let stage: ReminderStage;
afterEach(() => stage.close());

/** Ticks at 09:00 WIB on each of so many days and notes the second line of what came, by date. */
async function live(name: ResidentName, from: string, days: number, heading: RegExp): Promise<[string, string][]> {
  const told: [string, string][] = [];
  for (let day = 0; day < days; day += 1) {
    const date = addDays(calendarDate(from), day);
    await stage.at(date, 9);
    for (const text of stage.news(name)) {
      const lines = text.split('\n');
      const at = lines.findIndex((line) => heading.test(line));
      told.push([date, lines[at + 1] ?? text]);
    }
  }
  return told;
}

describe('the ladder', () => {
  it('reminds of a self-assessment from its opening to its last day, on working days, and not after it closed', async () => {
    stage = await openReminderStage();
    await stage.leaveOnly('ani');
    expect(await live('ani', '2026-12-15', 30, /Penilaian diri/)).toEqual([
      ['2026-12-17', 'Sudah dapat dimulai (batas waktu 7 Januari 2027).'],
      ['2026-12-24', 'Tinggal 14 hari (batas waktu 7 Januari 2027).'],
      ['2026-12-31', 'Tinggal 7 hari (batas waktu 7 Januari 2027).'],
      ['2027-01-04', 'Tinggal 3 hari (batas waktu 7 Januari 2027).'],
      ['2027-01-06', 'Besok hari terakhir (batas waktu 7 Januari 2027).'],
      ['2027-01-07', 'Hari ini hari terakhir (batas waktu 7 Januari 2027).'],
    ]);
  });

  it('reminds of a review from the self-assessment on, then every second day late, and of a weekend on the Monday after', async () => {
    stage = await openReminderStage();
    await stage.leaveOnly('ani');
    await stage.submitSelf('ani', wib('2027-01-05', 10));
    expect(await live('kasi', '2027-01-04', 30, /Menunggu penilaian/)).toEqual([
      ['2027-01-05', 'Sudah dapat dimulai (batas waktu 21 Januari 2027):'],
      ['2027-01-07', 'Tinggal 14 hari (batas waktu 21 Januari 2027):'],
      ['2027-01-14', 'Tinggal 7 hari (batas waktu 21 Januari 2027):'],
      ['2027-01-18', 'Tinggal 3 hari (batas waktu 21 Januari 2027):'],
      ['2027-01-20', 'Besok hari terakhir (batas waktu 21 Januari 2027):'],
      ['2027-01-21', 'Hari ini hari terakhir (batas waktu 21 Januari 2027):'],
      // The second day late is a Saturday, the tenth a Sunday.
      ['2027-01-25', 'Lewat 4 hari, masih dapat diselesaikan (batas waktu 21 Januari 2027):'],
      ['2027-01-27', 'Lewat 6 hari, masih dapat diselesaikan (batas waktu 21 Januari 2027):'],
      ['2027-01-29', 'Lewat 8 hari, masih dapat diselesaikan (batas waktu 21 Januari 2027):'],
      ['2027-02-01', 'Lewat 11 hari, masih dapat diselesaikan (batas waktu 21 Januari 2027):'],
      ['2027-02-02', 'Lewat 12 hari, masih dapat diselesaikan (batas waktu 21 Januari 2027):'],
    ]);
  });
});
