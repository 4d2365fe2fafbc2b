import { expect, it } from 'vitest';
import { planIndicators } from '../../src/app/work-plan/plan-score.ts';
import { demoHrTelegramId, playOpening } from '../../src/demo/play-opening.ts';
import { indicatorsFor } from '../../src/dialogue/flows/self-assessment.ts';
import type { Person } from '../../src/simulator/person.ts';
import { openStage, type Stage } from '../support/bot.ts';
import { closeAndRelease } from '../support/close-period.ts';
import { loadFramework } from '../support/district.ts';
import { pressFor, screen, sendFor } from '../support/talk.ts';

it.each(['pauh', 'kuranji', 'lampung', 'aceh', 'gerunggang', 'nasional'])(
  'the demo of %s can be played from the roster to a released result',
  async (key) => {
    const stage = await openStage({ start: new Date('2026-12-07T02:00:00Z'), hrTelegramIds: [demoHrTelegramId] });
    try {
      const framework = loadFramework(key);
      const { simulator, clock } = stage;
      const opensAt = new Date('2026-12-17T01:30:00Z');
      await playOpening({ simulator, clock, bot: stage.bot(), framework, opensAt, doing: () => undefined });

      const citizens = simulator.people().filter(({ options }) => options.role === 'citizen');
      expect(citizens).toHaveLength(key === 'aceh' ? 1 : 0);
      for (const citizen of citizens) {
        citizen.start(citizen.options.startPayload);
        await screen(citizen, /Ketuk satu angka/);
        await pressFor(citizen, /^5/, /sudah tercatat/);
      }

      const [agus, asep, cut] = [named(stage, 'Agus'), named(stage, 'Asep'), named(stage, 'Cut')];
      await sendFor(agus, '/tim', /Tim Anda/);
      // What the plan gives the level of is not asked: Asep's is agreed and reported on.
      const byPlan = new Set(planIndicators(framework).map(({ id }) => id));
      const count = indicatorsFor(framework, 'supervisor', byPlan).length;
      await pressFor(agus, /Nilai Asep/, new RegExp(`1 dari ${count}`));
      for (let at = 1; at <= count; at += 1) {
        const next = at === count ? /Ringkasan/ : new RegExp(`${at + 1} dari ${count}`);
        await pressFor(agus, /^4 /, next);
      }
      await pressFor(agus, /Lanjut ke umpan balik/, /Umpan balik untuk pegawai/);
      await sendFor(agus, 'Terima kasih atas kerja yang tertata.', /Predikat kinerja/);
      await pressFor(agus, /usulan/, /Periksa sekali lagi/);
      await pressFor(agus, /Kirim penilaian/, /terkirim/);

      clock.set(new Date('2027-01-22T02:00:00Z'));
      await closeAndRelease(cut);
      asep.send('/hasil');
      expect((await screen(asep, /dari 100/)).text).toMatch(/Predikat kinerja: Baik/);
      expect(stage.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
    } finally {
      await stage.close();
    }
  },
  120_000,
);

function named({ simulator }: Stage, firstName: string): Person {
  const found = simulator.people().find(({ options }) => options.firstName === firstName);
  if (!found) throw new Error(`The sample district has no ${firstName}.`);
  return found;
}
