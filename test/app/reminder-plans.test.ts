import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remindPlans } from '../../src/app/work-plan/remind-plans.ts';
import type { ResidentName } from '../support/district.ts';
import { pressFor } from '../support/talk.ts';
import { openReminderStage, type ReminderStage, wib } from './reminder-stage.ts';

let stage: ReminderStage;
beforeEach(async () => {
  stage = await openReminderStage('lampung');
});
afterEach(() => stage.close());

const prisma = () => stage.bot().app.database.prisma;

async function propose(name: ResidentName, date: string): Promise<void> {
  await prisma().workPlan.create({
    data: { appraisalId: stage.district.appraisals[name], state: 'proposed', proposedAt: wib(date, 10) },
  });
}

/** Reminders of plans in this chat since the last look. */
const plansOf = (name: ResidentName) => stage.news(name).filter((text) => text.includes('Rencana kerja yang menunggu'));

describe('a supervisor with proposed plans', () => {
  it('is reminded of all of them together every second working day, until they have an answer', async () => {
    // A Thursday and a Friday before Christmas; the first reminder would fall on the second working day after.
    await propose('ani', '2026-12-17');
    await propose('budi', '2026-12-18');
    const told: [string, number][] = [];
    for (const date of ['17', '18', '19', '20', '21', '22', '23', '24', '25', '28', '29']) {
      await stage.at(`2026-12-${date}`, 9);
      await stage.at(`2026-12-${date}`, 13);
      for (const text of plansOf('kasi'))
        told.push([date, text.split('\n').filter((line) => line.startsWith('•')).length]);
      if (date === '24') await prisma().workPlan.updateMany({ data: { state: 'agreed', revision: 1 } });
    }
    expect(told).toEqual([
      ['21', 2],
      ['23', 2],
    ]);
  });

  it('opens the team’s plans from the reminder, or the one plan', async () => {
    await propose('ani', '2026-12-17');
    await propose('budi', '2026-12-17');
    await propose('citra', '2026-12-17');
    await stage.at('2026-12-21', 9);
    const kasi = stage.person('kasi');
    await kasi.waitFor(/Rencana kerja yang menunggu tanggapan Anda: 2/);
    await pressFor(kasi, /Buka rencana tim/, /Menunggu tanggapan Anda: 2/);
    const kapulau = stage.person('kapulau');
    await kapulau.waitFor(/Rencana kerja yang menunggu tanggapan Anda: 1/);
    await pressFor(kapulau, /^📋 Citra/, /Citra/);
  });

  it('is reminded once where two processes look at the same moment', async () => {
    await propose('ani', '2026-12-17');
    stage.clock.set(wib('2026-12-21', 9));
    const { app } = stage.bot();
    const told = await Promise.all([remindPlans(app), remindPlans(app)]);
    expect(told.toSorted()).toEqual([0, 1]);
  });
});

describe('a delegate', () => {
  it('is reminded of plans in the stead of the supervisor, with whose they are, while the delegation lasts', async () => {
    const { people } = stage.district;
    await prisma().delegation.create({
      data: {
        fromId: people.kasi.id,
        toId: people.kapulau.id,
        startsOn: new Date('2026-12-17'),
        endsOn: new Date('2026-12-22'),
        createdAt: stage.clock.now(),
      },
    });
    await propose('ani', '2026-12-17');
    await stage.at('2026-12-21', 9);
    expect(plansOf('kapulau')).toEqual([expect.stringMatching(/Ani.* \(a\.n\. Kepala Seksi\), 4 hari/)]);
    expect(plansOf('kasi')).toEqual([]);
    await pressFor(stage.person('kapulau'), /^📋 Ani.*Kepala Seksi/, /Ani/);
    await stage.at('2026-12-23', 9);
    expect(plansOf('kapulau')).toEqual([]);
    expect(plansOf('kasi')).toHaveLength(1);
  });
});

describe('an employee without an agreed plan', () => {
  it('reads of it in the reminder of the self-assessment, and nowhere once it is proposed or agreed', async () => {
    await propose('budi', '2026-12-17');
    await stage.at('2026-12-17', 11);
    expect(stage.news('ani')).toEqual([expect.stringContaining('Rencana kerja Anda belum disepakati')]);
    expect(stage.news('budi')).toEqual([expect.not.stringContaining('Rencana kerja Anda')]);
    await pressFor(stage.person('ani'), /Buka rencana kerja/, /masih kosong/);
  });
});
