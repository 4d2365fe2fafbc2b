import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendReminders } from '../../src/app/reminder/send-reminders.ts';
import { calendarDate } from '../../src/domain/calendar.ts';
import { insertPeerRequests } from '../../src/storage/peer-request.ts';
import { openReminderStage, type ReminderStage, wib } from './reminder-stage.ts';

let stage: ReminderStage;
beforeEach(async () => {
  stage = await openReminderStage();
});
afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;

/** Telegram is away from here on, as what stands before it says; what is due is queued and tried at least once. */
async function outageAt(date: string, hour: number): Promise<() => void> {
  const over = stage.simulator.faults.add({ method: 'sendMessage', kind: { type: '5xx', status: 502 } });
  stage.clock.set(wib(date, hour));
  await stage.bot().tick();
  await expect
    .poll(() => prisma().outboxMessage.count({ where: { state: 'queued', attempts: { gt: 0 } } }), { timeout: 20_000 })
    .toBeGreaterThan(0);
  return over;
}

describe('a reminder that an outage held until the end of work', () => {
  it('does not come in the evening, and comes the next morning in that day’s words, once', async () => {
    await stage.leaveOnly('ani');
    await stage.at('2027-01-05', 9);
    stage.news('ani');
    const over = await outageAt('2027-01-06', 15.5);
    stage.clock.set(wib('2027-01-06', 16));
    over();
    await stage.bot().idle();
    expect(stage.news('ani')).toEqual([]);
    await stage.at('2027-01-06', 20);
    expect(stage.news('ani')).toEqual([]);
    await stage.at('2027-01-07', 8);
    expect(stage.news('ani')).toEqual([expect.stringContaining('Hari ini hari terakhir')]);
    await stage.at('2027-01-07', 15);
    expect(stage.news('ani')).toEqual([]);
    expect(await prisma().outboxMessage.findMany({ where: { state: 'late' } })).toMatchObject([
      { content: null, dedupeKey: null },
    ]);
  });

  it('still comes the same day when the outage ends before', async () => {
    await stage.leaveOnly('ani');
    const over = await outageAt('2026-12-17', 15);
    stage.clock.set(wib('2026-12-17', 15.5));
    over();
    await stage.bot().idle();
    expect(stage.news('ani')).toHaveLength(1);
    await stage.at('2026-12-18', 9);
    expect(stage.news('ani')).toEqual([]);
  });

  it('goes by the recipient’s own zone: over in WITA, in time in WIB', async () => {
    await stage.leaveOnly('ani', 'citra');
    const over = await outageAt('2026-12-17', 14.5);
    // 15:30 in WIB, 16:30 in WITA.
    stage.clock.set(wib('2026-12-17', 15.5));
    over();
    await stage.bot().idle();
    expect(stage.news('ani')).toHaveLength(1);
    expect(stage.news('citra')).toEqual([]);
    await stage.at('2026-12-18', 9);
    expect(stage.news('ani')).toEqual([]);
    expect(stage.news('citra')).toHaveLength(1);
  });

  it('is found again for peers too, and what reached them before is not', async () => {
    await stage.leaveOnly();
    const { client } = stage.bot().app.database;
    const step = {
      now: wib('2027-01-04', 9),
      deadline: calendarDate('2027-01-21'),
      toldOn: calendarDate('2027-01-04'),
    };
    await insertPeerRequests(client, stage.district.appraisals.ani, [stage.district.people.budi.id], step);
    await stage.at('2027-01-07', 9);
    expect(stage.news('budi')).toHaveLength(1);
    const over = await outageAt('2027-01-14', 15);
    stage.clock.set(wib('2027-01-14', 18));
    over();
    await stage.at('2027-01-14', 19);
    expect(stage.news('budi')).toEqual([]);
    await stage.at('2027-01-15', 9);
    expect(stage.news('budi')).toEqual([expect.stringContaining('Tinggal 6 hari')]);
    await stage.at('2027-01-15', 11);
    expect(stage.news('budi')).toEqual([]);
  });

  it('is not sent again when nobody knows whether it arrived', async () => {
    await stage.leaveOnly('ani');
    stage.simulator.faults.add({ method: 'sendMessage', times: 1, kind: { type: 'reset', when: 'after' } });
    stage.clock.set(wib('2026-12-17', 15.5));
    await sendReminders(stage.bot().app);
    await stage.bot().idle();
    await stage.at('2026-12-17', 18);
    await stage.at('2026-12-18', 9);
    expect(stage.news('ani')).toHaveLength(1);
    expect(await prisma().outboxMessage.findMany({ where: { kind: 'reminder' } })).toMatchObject([
      { state: 'unknown' },
    ]);
  });
});
