import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remindPeers } from '../../src/app/peer/remind-peers.ts';
import { addDays, calendarDate, toUtcMidnight } from '../../src/domain/calendar.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { insertPeerRequests } from '../../src/storage/peer-request.ts';
import type { ResidentName } from '../support/district.ts';
import { pressFor } from '../support/talk.ts';
import { openReminderStage, type ReminderStage, wib } from './reminder-stage.ts';

let stage: ReminderStage;
beforeEach(async () => {
  stage = await openReminderStage('aceh');
  // Nobody is left to review or assess: what comes is about peers.
  await stage.leaveOnly();
});
afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;
const deadline = calendarDate('2027-01-21');

async function ask(about: ResidentName, peers: readonly ResidentName[], date: string): Promise<void> {
  const ids = peers.map((name) => stage.district.people[name].id);
  await insertPeerRequests(stage.bot().app.database.client, stage.district.appraisals[about], ids, {
    now: wib(date, 9),
    deadline,
    toldOn: calendarDate(date),
  });
}

async function settle(about: ResidentName, peer: ResidentName): Promise<void> {
  await prisma().peerRequest.updateMany({
    where: { appraisalId: stage.district.appraisals[about], peerId: stage.district.people[peer].id },
    data: { state: 'submitted' },
  });
}

describe('peers are reminded', () => {
  it('on the ladder of everybody else, whose opening is the asking itself, until they have answered', async () => {
    await ask('ani', ['budi'], '2027-01-04');
    const told: [string, string][] = [];
    for (let day = 0; day < 25; day += 1) {
      const date = addDays(calendarDate('2027-01-04'), day);
      await stage.at(date, 9);
      await stage.at(date, 11);
      for (const text of stage.news('budi')) told.push([date, text.split('\n')[3] ?? text]);
      if (date === '2027-01-26') await settle('ani', 'budi');
    }
    expect(told).toEqual([
      ['2027-01-07', 'Tinggal 14 hari (batas waktu 21 Januari 2027):'],
      ['2027-01-14', 'Tinggal 7 hari (batas waktu 21 Januari 2027):'],
      ['2027-01-18', 'Tinggal 3 hari (batas waktu 21 Januari 2027):'],
      ['2027-01-20', 'Besok hari terakhir (batas waktu 21 Januari 2027):'],
      ['2027-01-21', 'Hari ini hari terakhir (batas waktu 21 Januari 2027):'],
      ['2027-01-25', 'Lewat 4 hari, masih dapat diselesaikan (batas waktu 21 Januari 2027):'],
    ]);
  });

  it('once a day of everything they are asked, with the button that opens the list, and nobody else hears of it', async () => {
    await ask('ani', ['budi', 'citra'], '2027-01-04');
    await ask('citra', ['budi'], '2027-01-08');
    await stage.at('2027-01-14', 9);
    const [text, ...more] = stage.news('budi');
    expect(text).toContain('• Ani & <b>Ani</b> 🌺');
    expect(text).toContain('• Citra');
    expect(more).toEqual([]);
    expect(stage.news('citra')).toEqual([expect.stringContaining('• Ani')]);
    for (const name of ['ani', 'kasi', 'kapulau', 'kepala', 'hr'] as const) expect(stage.news(name)).toEqual([]);
    const list = await pressFor(stage.person('budi'), /Buka daftar rekan \(2\)/, /Rekan yang perlu Anda nilai: 2/);
    expect(list.text).toContain('Citra');
  });

  it('in the working hours of their own unit, and not on a holiday', async () => {
    await ask('ani', ['budi', 'citra'], '2027-01-04');
    await stage.addHoliday('2027-01-07');
    await stage.at('2027-01-07', 9);
    await stage.at('2027-01-08', 7.5);
    expect(stage.news('budi')).toEqual([]);
    expect(stage.news('citra')).toEqual([expect.stringContaining('Tinggal 13 hari')]);
    await stage.at('2027-01-08', 8);
    expect(stage.news('budi')).toEqual([expect.stringContaining('Tinggal 13 hari')]);
    expect(stage.news('citra')).toEqual([]);
  });

  it('not of a step passed before they were asked', async () => {
    await ask('ani', ['budi'], '2027-01-08');
    for (const date of ['2027-01-08', '2027-01-11', '2027-01-13']) await stage.at(date, 9);
    expect(stage.news('budi')).toEqual([]);
  });

  it('again from the start when HR moves the deadline', async () => {
    await ask('ani', ['budi'], '2027-01-04');
    await stage.at('2027-01-18', 9);
    expect(stage.news('budi')).toEqual([expect.stringContaining('Tinggal 3 hari')]);
    await prisma().appraisal.update({
      where: { id: stage.district.appraisals.ani },
      data: { reviewClosesOn: toUtcMidnight(calendarDate('2027-02-01')) },
    });
    await stage.at('2027-01-18', 11);
    expect(stage.news('budi')).toEqual([]);
    await stage.at('2027-01-19', 9);
    expect(stage.news('budi')).toEqual([expect.stringContaining('Tinggal 13 hari (batas waktu 1 Februari 2027)')]);
    await stage.at('2027-01-21', 9);
    expect(stage.news('budi')).toEqual([]);
  });

  it('by one of several processes that look at the same moment', async () => {
    await ask('ani', ['budi', 'citra'], '2027-01-04');
    stage.clock.set(wib('2027-01-14', 9));
    const { app } = stage.bot();
    const others = await Promise.all([1, 2].map(() => openDatabase({ url: stage.databaseUrl })));
    const told = await Promise.all([app.database, ...others].map((database) => remindPeers({ ...app, database })));
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(2);
    await Promise.all(others.map((other) => other.close()));
  });

  it('not any more once the period is closed, somebody left, or the chat is blocked', async () => {
    await ask('ani', ['budi', 'citra', 'kepala'], '2027-01-04');
    await prisma().employee.update({ where: { id: stage.district.people.citra.id }, data: { active: false } });
    stage.person('budi').block();
    await prisma().account.updateMany({
      where: { employeeId: stage.district.people.budi.id },
      data: { blockedAt: new Date() },
    });
    stage.clock.set(wib('2027-01-14', 9));
    expect(await remindPeers(stage.bot().app)).toBe(1);
    await prisma().period.update({ where: { id: stage.district.periodId }, data: { state: 'closed' } });
    stage.clock.set(wib('2027-01-18', 9));
    expect(await remindPeers(stage.bot().app)).toBe(0);
  });
});
