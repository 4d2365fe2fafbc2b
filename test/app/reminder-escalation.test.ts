import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendReminders } from '../../src/app/reminder/send-reminders.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { labels, pressFor } from '../support/talk.ts';
import { openReminderStage, type ReminderStage, wib } from './reminder-stage.ts';

let stage: ReminderStage;
beforeEach(async () => {
  stage = await openReminderStage();
  await stage.leaveOnly('ani', 'budi', 'citra');
});
afterEach(() => stage.close());

const escalations = (name: 'kepala' | 'hr') => stage.news(name).filter((text) => text.startsWith('🔔 Perlu'));

describe('reviews seven days late', () => {
  it('are told once to the supervisor’s superior and to HR, with who may need help', async () => {
    await stage.at('2027-01-27', 9);
    expect([...escalations('kepala'), ...escalations('hr')]).toEqual([]);
    await stage.at('2027-01-28', 9);
    expect(escalations('kepala')).toEqual([
      [
        '🔔 Perlu perhatian Anda',
        'Penilaian di bawah Anda yang lewat 7 hari atau lebih: 3. Mungkin penilainya perlu bantuan atau pengganti.',
        '',
        '• Kepala Seksi: 2 pegawai, batas waktunya 21 Januari 2027',
        '• Kepala UPT: 1 pegawai, batas waktunya 21 Januari 2027',
        '',
        'Silakan tanyakan kabarnya; bila berhalangan, pengelola kepegawaian dapat menunjuk penilai lain.',
      ].join('\n'),
    ]);
    const [forHr, ...more] = escalations('hr');
    expect(forHr).toContain('Penilaian yang lewat 7 hari atau lebih: 3.');
    expect(more).toEqual([]);
    expect(labels(stage.person('hr').last())).toEqual([['🗓 Buka periode']]);
    await pressFor(stage.person('hr'), /Buka periode/, /Semester II 2026/);
    await stage.at('2027-01-28', 11);
    await stage.restart();
    for (const date of ['2027-01-29', '2027-02-01', '2027-02-08']) await stage.at(date, 9);
    expect([...escalations('kepala'), ...escalations('hr')]).toEqual([]);
  });

  it('are told once by two processes at the same moment, and even after the seventh day was missed', async () => {
    const { app } = stage.bot();
    stage.clock.set(wib('2027-02-02', 9));
    const other = await openDatabase({ url: stage.databaseUrl });
    const told = await Promise.all([app.database, other].map((database) => sendReminders({ ...app, database })));
    await other.close();
    expect(told.reduce((sum, one) => sum + one.escalations, 0)).toBe(2);
    await stage.bot().idle();
    expect(escalations('kepala')).toHaveLength(1);
    expect(escalations('hr')).toHaveLength(1);
  });

  it('are not laid on a supervisor who takes over a late review', async () => {
    await stage.leaveOnly('ani');
    await stage.at('2027-01-28', 9);
    escalations('kepala');
    escalations('hr');
    await stage.bot().app.database.prisma.appraisal.update({
      where: { id: stage.district.appraisals.ani },
      data: { supervisorId: stage.district.people.kapulau.id },
    });
    await stage.at('2027-01-29', 9);
    expect(stage.news('kapulau')).toEqual([expect.stringContaining('• Ani')]);
    expect([...escalations('kepala'), ...escalations('hr')]).toEqual([]);
  });

  it('reach a superior in WITA and HR in WIB each in their own working hours', async () => {
    const { prisma } = stage.bot().app.database;
    const island = await prisma.unit.findFirstOrThrow({ where: { name: 'UPT Pulau' } });
    await prisma.employee.update({
      where: { id: stage.district.people.kepala.id },
      data: { unitId: island.id },
    });
    await stage.at('2027-01-28', 7.5);
    expect(escalations('kepala')).toHaveLength(1);
    expect(escalations('hr')).toEqual([]);
    await stage.at('2027-01-28', 8);
    expect(escalations('kepala')).toEqual([]);
    expect(escalations('hr')).toHaveLength(1);
  });
});
