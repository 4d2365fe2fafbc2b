import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chartOf } from '../../src/app/result/result-chart-view.ts';
import { parseRules } from '../../src/domain/rules.ts';
import { type Submission, scoreAppraisal } from '../../src/domain/score.ts';
import { resultChart } from '../../src/report/result-chart.ts';
import { openStage } from '../support/bot.ts';
import { loadFramework, settleDistrict } from '../support/district.ts';
import { screen } from '../support/talk.ts';

const rules = parseRules(JSON.parse(readFileSync('prisma/rules.json', 'utf8')));
const framework = loadFramework('gerunggang');
const ids = framework.indicators.map(({ id }) => id);

function answers(group: Submission['group'], rater: string, levels: readonly number[]): Submission {
  const given = ids.map((id, at) => [id, levels[at] ? { level: levels[at] } : 'not-observed'] as const);
  return { group, rater, answers: Object.fromEntries(given) };
}

const self = answers('self', 'me', [5, 4, 3, 0, 3]);
const supervisor = answers('supervisor', 'boss', [3, 4, 0, 3, 5]);
const peers = (count: number) =>
  Array.from({ length: count }, (_, at) => answers('peer', `peer-${at}`, [4, 4, 0, 5, 1]));
const drawn = (submissions: readonly Submission[], locale: 'id' | 'en' = 'id') =>
  chartOf(framework, scoreAppraisal(framework, rules, submissions), 'Semester II 2026', locale);
const labelsOf = (chart: ReturnType<typeof drawn>, part: 'self' | 'others' | 'score') =>
  chart.indicators.map((indicator) => indicator[part]?.label ?? null);

describe('what the picture of a result shows', () => {
  it('is the framework’s own order, nothing ranked, with what is missing left open', () => {
    const chart = drawn([self, supervisor]);
    expect(chart.indicators.map(({ name }) => name)).toEqual(framework.indicators.map(({ name }) => name.id));
    expect(labelsOf(chart, 'self')).toEqual(['5,00', '4,00', '3,00', null, '3,00']);
    expect(labelsOf(chart, 'others')).toEqual(['3,00', '4,00', null, '3,00', '5,00']);
    // (60 × 3 + 15 × 5) / 75 = 3,40: absent peers leave their share to the others.
    expect(labelsOf(chart, 'score')[0]).toBe('3,40');
    expect(labelsOf(chart, 'score')[2]).toBe('3,00');
  });

  it('has peers in it only when they are three', () => {
    expect(drawn([self, supervisor, ...peers(2)])).toEqual(drawn([self, supervisor]));
    // (60 × 3 + 25 × 4) / 85 = 3,29.
    expect(labelsOf(drawn([self, supervisor, ...peers(3)]), 'others')[0]).toBe('3,29');
  });

  it('speaks the reader’s language', () => {
    const chart = drawn([self, supervisor], 'en');
    expect(chart.title).toBe('Appraisal result · Semester II 2026');
    expect(labelsOf(chart, 'score')[0]).toBe('3.40');
    expect(resultChart(chart)).not.toEqual(resultChart(drawn([self, supervisor])));
  });

  it('comes again exactly as it was', () => {
    expect(resultChart(drawn([self, supervisor]))).toEqual(resultChart(drawn([self, supervisor])));
  });
});

describe('a picture asked for with a forged button', () => {
  it('is refused before the release, and to everybody else', async () => {
    const stage = await openStage();
    try {
      const { people, appraisals } = await settleDistrict(stage.bot().app.database);
      const somebody = ({ telegramId, name }: (typeof people)['ani']) =>
        stage.simulator.person({ id: telegramId, firstName: name });
      for (const [who, refusal] of [
        [people.ani, /belum dirilis/],
        [people.budi, /bukan milik Anda/],
        [people.kasi, /bukan milik Anda/],
      ] as const) {
        const person = somebody(who);
        person.send('/menu');
        const menu = await screen(person, /./);
        person.pressRaw(menu.id, `result.chart:${appraisals.ani}`);
        const answer = await screen(person, refusal);
        expect(answer.media).toBeNull();
        expect(answer.text).not.toBe(menu.text);
      }
    } finally {
      await stage.close();
    }
  });
});
