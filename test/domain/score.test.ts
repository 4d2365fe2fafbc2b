import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Exact, exact, show, sum } from '../../src/domain/exact.ts';
import { expectations } from '../../src/domain/expectation.ts';
import { parseRules } from '../../src/domain/rules.ts';
import { type Submission, scoreAppraisal, scorePreliminary } from '../../src/domain/score.ts';
import { scoreFromJson, scoreToJson } from '../../src/domain/score-json.ts';
import { sampleFramework } from './sample-framework.ts';

const rules = parseRules(JSON.parse(readFileSync('prisma/rules.json', 'utf8')));

const text = (value: Exact | null | undefined) => (value ? value.toFraction() : value);
const by = (group: Submission['group'], levels: Record<string, number | null>, rater = '1'): Submission => ({
  group,
  rater: `${group}-${rater}`,
  answers: Object.fromEntries(
    Object.entries(levels).map(([id, level]) => [id, level === null ? 'not-observed' : { level }]),
  ),
});
const group = (kind: string, weight: number | null, minimum = 1) => ({
  kind,
  minimum,
  ...(weight === null ? {} : { weight }),
});
const indicator = (id: string, section: 'results' | 'behaviour', weight: number, raters: string[], more = {}) => ({
  id,
  section,
  weight,
  raters,
  ...more,
});

describe('the five systems, worked by hand', () => {
  it('Pauh: supervisor 80, self 20', () => {
    const both = ['self', 'supervisor'];
    const pauh = sampleFramework(
      [group('self', 20), group('supervisor', 80)],
      [
        indicator('layanan', 'results', 30, both),
        indicator('waktu', 'results', 25, both),
        indicator('proyek', 'results', 25, both),
        indicator('kreativitas', 'behaviour', 20, both),
      ],
    );
    const score = scoreAppraisal(pauh, rules, [
      by('self', { layanan: 5, waktu: 4, proyek: 4, kreativitas: 3 }),
      by('supervisor', { layanan: 4, waktu: 3, proyek: 5, kreativitas: 4 }),
    ]);
    // layanan     (20·5 + 80·4)/100 = 4.2     waktu       (20·4 + 80·3)/100 = 3.2
    // proyek      (20·4 + 80·5)/100 = 4.8     kreativitas (20·3 + 80·4)/100 = 3.8
    expect(score.indicators.map(({ score }) => score && show(score))).toEqual(['4.20', '3.20', '4.80', '3.80']);
    // results (30·4.2 + 25·3.2 + 25·4.8)/80 = (126 + 80 + 120)/80 = 326/80 = 4.075, which meets; behaviour 3.8, which meets
    expect(score.sections.map(({ score, expectation }) => [text(score), expectation])).toEqual([
      ['163/40', 'meets'],
      ['19/5', 'meets'],
    ]);
    // total (326 + 20·3.8)/100 = 402/100 = 4.02, on 100: 4.02/5·100 = 80.4
    expect(text(score.total)).toBe('201/50');
    expect(text(score.hundred)).toBe('402/5');
    expect(score.proposed).toBe('BAIK');
    expect(score.missing).toEqual([]);
    expect(text(score.presentShare)).toBe('1');
  });

  const kuranji = sampleFramework(
    [group('supervisor', 70), group('peer', 20, 3), group('self', 10)],
    [
      indicator('efisiensi', 'results', 24, ['supervisor', 'peer', 'self']),
      indicator('efektivitas', 'results', 28, ['supervisor', 'peer', 'self']),
      indicator('dampak', 'results', 28, ['supervisor', 'peer', 'self']),
      indicator('inovasi', 'behaviour', 20, ['supervisor', 'peer', 'self']),
    ],
  );
  const all = (level: number) => ({ efisiensi: level, efektivitas: level, dampak: level, inovasi: level });
  it('Kuranji: supervisor 70, peers 20 from three answers on, self 10', () => {
    const score = scoreAppraisal(kuranji, rules, [
      by('supervisor', { efisiensi: 4, efektivitas: 5, dampak: 4, inovasi: 5 }),
      by('self', all(5)),
      by('peer', all(3), 'a'),
      by('peer', all(4), 'b'),
      by('peer', { ...all(4), inovasi: null }, 'c'),
    ]);
    // peers: (3 + 4 + 4)/3 = 11/3 on the results; inovasi has two answers and one not-observed, so peers are absent there
    // efisiensi = (70·4 + 20·11/3 + 10·5)/100 = (280 + 220/3 + 50)/100 = 1210/300 = 121/30; dampak the same
    // efektivitas = (350 + 220/3 + 50)/100 = 1420/300 = 71/15
    // inovasi = (70·5 + 10·5)/80 = 5
    expect(score.indicators.map((one) => text(one.score))).toEqual(['121/30', '71/15', '121/30', '5']);
    expect(text(score.indicators[3]?.presentShare)).toBe('4/5');
    expect(score.missing).toEqual([
      {
        what: 'group',
        indicator: 'inovasi',
        group: 'peer',
        reason: 'below-minimum',
        answers: 2,
        minimum: 3,
        weight: 20,
      },
    ]);
    // results = (24·121/30 + 28·71/15 + 28·121/30)/80 = (96.8 + 132.5333… + 112.9333…)/80 = 342.2666…/80 = 2567/600 ≈ 4.278
    expect(text(score.sections[0]?.score)).toBe('2567/600');
    // total = (342.2666… + 100)/100 = 6634/1500 = 3317/750
    expect(text(score.total)).toBe('3317/750');
    expect(score.matrix).toEqual({ results: 'above', behaviour: 'above', predicate: 'SANGAT_BAIK' });
    // present: 80 of 100 weight in full, 20 at 4/5
    expect(text(score.presentShare)).toBe('24/25');
  });

  it('Lampung: the supervisor alone counts, self is shown beside', () => {
    const raters = ['self', 'supervisor'];
    const lampung = sampleFramework(
      [group('self', null), group('supervisor', 100)],
      [
        indicator('kualitas', 'results', 25, raters),
        indicator('rencana', 'results', 40, raters, { measure: 'plan' }),
        indicator('disiplin', 'behaviour', 20, raters),
        indicator('kolaborasi', 'behaviour', 15, raters),
      ],
    );
    const submissions = [
      by('self', { kualitas: 5, rencana: 5, disiplin: 5, kolaborasi: 5 }),
      by('supervisor', { kualitas: 2, rencana: 3, disiplin: 4, kolaborasi: 3 }),
    ];
    const score = scoreAppraisal(lampung, rules, submissions);
    // results (25·2 + 40·3)/65 = 170/65 = 34/13 ≈ 2.615, below; behaviour (20·4 + 15·3)/35 = 125/35 = 25/7 ≈ 3.571, meets
    // total (170 + 125)/100 = 2.95
    expect(score.sections.map((section) => [text(section.score), section.expectation])).toEqual([
      ['34/13', 'below'],
      ['25/7', 'meets'],
    ]);
    expect(text(score.total)).toBe('59/20');
    expect(score.proposed).toBe('BUTUH_PERBAIKAN');
    const self = score.indicators[0]?.groups[0];
    expect(self).toMatchObject({ kind: 'self', weight: null, present: true, answers: 1 });
    expect(self?.present && text(self.share)).toBe('0');

    // With a plan achieved to 110 %: halfway between 100 → 4 and 120 → 5 is 4.5, instead of the rating.
    const planned = scoreAppraisal(lampung, rules, submissions, { planPercent: exact(110) });
    expect(text(planned.indicators[1]?.score)).toBe('9/2');
    // results (50 + 180)/65 = 230/65 = 46/13
    expect(text(planned.sections[0]?.score)).toBe('46/13');

    // After the self-assessment alone self counts fully although it has no weight, and nobody is missing.
    const preliminary = scorePreliminary(
      lampung,
      rules,
      by('self', { kualitas: 4, rencana: 4, disiplin: 3, kolaborasi: null }),
    );
    // results 4; behaviour 3 from disiplin alone; total (25·4 + 40·4 + 20·3)/85 = 320/85 = 64/17
    expect(text(preliminary.total)).toBe('64/17');
    expect(preliminary.preliminary).toBe(true);
    expect(preliminary.missing).toMatchObject([
      { what: 'group', indicator: 'kolaborasi', group: 'self', reason: 'no-answer' },
      { what: 'indicator', indicator: 'kolaborasi' },
    ]);
  });

  it('Aceh: citizens speak on the service only, from ten ratings on', () => {
    const inside = ['supervisor', 'peer', 'self'];
    const aceh = sampleFramework(
      [group('supervisor', 60), group('peer', 25, 3), group('citizen', 15, 10), group('self', null)],
      [
        indicator('pekerjaan', 'results', 40, inside),
        indicator('layanan', 'results', 15, [...inside, 'citizen']),
        indicator('disiplin', 'behaviour', 25, inside),
        indicator('adaptabilitas', 'behaviour', 20, inside),
      ],
    );
    const level = (value: number) => ({ pekerjaan: value, layanan: value, disiplin: value, adaptabilitas: value });
    const staff = [by('supervisor', level(4)), ...['a', 'b', 'c'].map((rater) => by('peer', level(5), rater))];
    const citizens = (count: number) => Array.from({ length: count }, (_, at) => by('citizen', level(2), String(at)));
    const with10 = scoreAppraisal(aceh, rules, [...staff, ...citizens(10)]);
    // without citizens (60·4 + 25·5)/85 = 365/85 = 73/17; layanan (240 + 125 + 15·2)/100 = 3.95
    expect(with10.indicators.map((one) => text(one.score))).toEqual(['73/17', '79/20', '73/17', '73/17']);
    expect(with10.missing).toEqual([]);
    expect(with10.indicators[0]?.groups[2]).toMatchObject({ kind: 'citizen', present: false, reason: 'not-asked' });
    // total (85·73/17 + 15·3.95)/100 = (365 + 59.25)/100 = 4.2425
    expect(text(with10.total)).toBe('1697/400');

    const with9 = scoreAppraisal(aceh, rules, [...staff, ...citizens(9)]);
    expect(text(with9.indicators[1]?.score)).toBe('73/17');
    expect(with9.missing).toMatchObject([
      { indicator: 'layanan', group: 'citizen', reason: 'below-minimum', answers: 9 },
    ]);
    // present: 85 in full, 15 at 85/100
    expect(text(with9.presentShare)).toBe('391/400');
  });

  const everyone = ['self', 'supervisor', 'peer'];
  const gerunggang = sampleFramework(
    [group('self', 15), group('supervisor', 60), group('peer', 25, 3)],
    [
      indicator('teknis', 'results', 25, everyone),
      indicator('pelayanan', 'results', 20, everyone),
      indicator('hasil', 'results', 20, everyone),
      indicator('prosedur', 'behaviour', 20, everyone),
      indicator('komunikasi', 'behaviour', 15, everyone),
    ],
    {
      rules: {
        procedureGate: { indicator: 'prosedur', group: 'supervisor', atMost: 2, predicate: 'KURANG' },
        commendation: { indicator: 'komunikasi', group: 'peer', points: 1, most: 3 },
      },
    },
  );
  const five = (level: number) => ({
    teknis: level,
    pelayanan: level,
    hasil: level,
    prosedur: level,
    komunikasi: level,
  });
  const proven = { reasonGiven: true, evidenceGiven: true };

  it('Gerunggang: a procedure that was not kept holds the predicate at Kurang, whatever the results', () => {
    const score = scoreAppraisal(
      gerunggang,
      rules,
      [
        by('self', five(5)),
        by('supervisor', { ...five(5), prosedur: 2 }),
        ...['a', 'b', 'c'].map((r) => by('peer', five(5), r)),
      ],
      { gate: proven },
    );
    // prosedur (15·5 + 60·2 + 25·5)/100 = 3.2; behaviour (20·3.2 + 15·5)/35 = 139/35 ≈ 3.97 meets; results 5, above: Baik by the matrix
    expect(text(score.sections[1]?.score)).toBe('139/35');
    expect(score.matrix?.predicate).toBe('BAIK');
    expect(score.gate).toMatchObject({ state: 'closed', limit: 'KURANG' });
    expect(score.proposed).toBe('KURANG');
  });

  it('Gerunggang: the gate does not close without reason and evidence, and says what it lacks', () => {
    const submissions = [by('supervisor', { ...five(5), prosedur: 2 })];
    const score = scoreAppraisal(gerunggang, rules, submissions, { gate: { reasonGiven: true, evidenceGiven: false } });
    expect(score.gate).toMatchObject({ state: 'unproven', lacks: ['evidence'] });
    expect(score.proposed).toBe(score.matrix?.predicate);
    expect(scoreAppraisal(gerunggang, rules, [by('supervisor', five(3))], { gate: proven }).gate?.state).toBe('passed');
    expect(scoreAppraisal(gerunggang, rules, [by('self', five(1))], { gate: proven }).gate?.state).toBe('not-rated');
  });

  it('Gerunggang: the gate never lifts a predicate that is worse already', () => {
    const score = scoreAppraisal(gerunggang, rules, [by('supervisor', five(1))], { gate: proven });
    expect(score.proposed).toBe('SANGAT_KURANG');
  });

  it.each([
    // total 4 on 5 is 80 on 100
    [4, 0, '80'],
    [4, 2, '82'],
    [4, 3, '83'],
    [4, 7, '83'],
    // never above 100
    [5, 3, '100'],
  ])('Gerunggang: level %i with %i commendations is %s on 100', (level, commendations, hundred) => {
    const score = scoreAppraisal(gerunggang, rules, [by('supervisor', five(level))], { commendations });
    expect(text(score.hundred)).toBe(hundred);
  });
});

describe('the national framework', () => {
  const values = ['pelayanan', 'akuntabel', 'kompeten', 'harmonis', 'loyal', 'adaptif', 'kolaboratif'];
  const raters = ['self', 'supervisor', 'peer'];
  const nasional = sampleFramework(
    [group('self', null), group('supervisor', 80), group('peer', 20, 3)],
    [
      // 490 to 7·30 = 210: results 70, behaviour 30
      indicator('rencana', 'results', 490, ['self', 'supervisor'], { measure: 'plan' }),
      ...values.map((id) => indicator(id, 'behaviour', 30, raters)),
    ],
    {
      rules: {
        number: { planIndicator: 'rencana', innovationFor: 'SANGAT_BAIK' },
        sectionWeights: {
          heard: 'peer',
          weights: [
            { section: 'results', weight: 60 },
            { section: 'behaviour', weight: 40 },
          ],
        },
      },
    },
  );
  const behaviour = (level: number) => Object.fromEntries(values.map((id) => [id, level]));

  it('has seven equal values whose shares are sevenths and sum to one exactly', () => {
    const score = scoreAppraisal(nasional, rules, [by('supervisor', { rencana: 4, ...behaviour(3), loyal: 4 })]);
    const shares = score.indicators.slice(1).map(({ shareOfSection }) => shareOfSection);
    expect(shares.map(text)).toEqual(values.map(() => '1/7'));
    expect(text(sum(shares))).toBe('1');
    expect(text(score.sections[1]?.score)).toBe('22/7');
    expect(score.sections.map(({ shareOfTotal }) => text(shareOfTotal))).toEqual(['7/10', '3/10']);
  });

  it('weighs 60 to 40 once three peers were heard, and 70 to 30 while two are not enough', () => {
    const peers = (count: number) => Array.from({ length: count }, (_, at) => by('peer', behaviour(5), String(at)));
    const base = by('supervisor', { rencana: 4, ...behaviour(4) });
    const three = scoreAppraisal(nasional, rules, [base, ...peers(3)], { planPercent: exact(100) });
    expect(three.sections.map(({ shareOfTotal }) => text(shareOfTotal))).toEqual(['3/5', '2/5']);
    // behaviour (80·4 + 20·5)/100 = 4.2 → 4.2/5·120 = 100.8; number 0.6·100 + 0.4·100.8 = 100.32
    expect(three.number && show(three.number.value)).toBe('100.32');
    const two = scoreAppraisal(nasional, rules, [base, ...peers(2)], { planPercent: exact(100) });
    expect(two.sections.map(({ shareOfTotal }) => text(shareOfTotal))).toEqual(['7/10', '3/10']);
    // behaviour 4/5·120 = 96; number 70 + 28.8 = 98.8
    expect(two.number && show(two.number.value)).toBe('98.80');
  });

  it('has no number before there is a plan', () => {
    expect(scoreAppraisal(nasional, rules, [by('supervisor', { rencana: 4, ...behaviour(4) })]).number).toBeNull();
  });
});

describe('the predicate matrix', () => {
  // A section of one indicator with levels 2 (below), 3 (meets) and 5 (above).
  const framework = sampleFramework(
    [group('supervisor', 1)],
    [indicator('hasil', 'results', 1, ['supervisor']), indicator('perilaku', 'behaviour', 1, ['supervisor'])],
  );
  const level = { below: 2, meets: 3, above: 5 };
  const nine = [
    ['above', 'above', 'SANGAT_BAIK'],
    ['above', 'meets', 'BAIK'],
    ['above', 'below', 'KURANG'],
    ['meets', 'above', 'BAIK'],
    ['meets', 'meets', 'BAIK'],
    ['meets', 'below', 'KURANG'],
    ['below', 'above', 'BUTUH_PERBAIKAN'],
    ['below', 'meets', 'BUTUH_PERBAIKAN'],
    ['below', 'below', 'SANGAT_KURANG'],
  ] as const;
  it.each(nine)('results %s and behaviour %s give %s', (results, behaviour, predicate) => {
    const score = scoreAppraisal(framework, rules, [
      by('supervisor', { hasil: level[results], perilaku: level[behaviour] }),
    ]);
    expect(score.proposed).toBe(predicate);
    expect(score.matrix).toEqual({ results, behaviour, predicate });
  });
  it('has no tenth cell and no default', () => {
    expect(nine.length).toBe(expectations.length ** 2);
    expect(scoreAppraisal(framework, rules, [by('supervisor', { hasil: 5, perilaku: null })]).proposed).toBeNull();
  });
});

describe('a missing part', () => {
  const framework = sampleFramework(
    [group('supervisor', 75), group('self', 25)],
    [
      indicator('hasil', 'results', 50, ['supervisor', 'self']),
      indicator('perilaku', 'behaviour', 50, ['supervisor', 'self']),
    ],
  );
  it('is not zero: the others take its weight', () => {
    const score = scoreAppraisal(framework, rules, [
      by('supervisor', { hasil: 4, perilaku: null }),
      by('self', { hasil: 2 }),
    ]);
    // hasil (75·4 + 25·2)/100 = 3.5 and is the whole total; perilaku was heard from nobody
    expect(text(score.total)).toBe('7/2');
    expect(score.sections[1]).toMatchObject({ score: null, expectation: null });
    expect(text(score.presentShare)).toBe('1/2');
    expect(score.missing.map(({ what }) => what)).toEqual(['group', 'group', 'indicator']);
  });
  it('can be everything, and then there is no score at all', () => {
    const score = scoreAppraisal(framework, rules, []);
    expect([score.total, score.hundred, score.matrix, score.proposed]).toEqual([null, null, null, null]);
    expect(scoreFromJson(JSON.parse(JSON.stringify(scoreToJson(score))))).toEqual(score);
  });
  it('is told apart from an answer outside the scale, which is a bug', () => {
    expect(() => scoreAppraisal(framework, rules, [by('self', { hasil: 6 })])).toThrow(/not on the scale/);
  });
});

describe('a number shown', () => {
  it.each([
    ['89995/1000', '90.00'],
    ['2.745', '2.75'],
    ['2.744999', '2.74'],
    ['4.245', '4.25'],
    ['8/3', '2.67'],
    ['4', '4.00'],
    ['0', '0.00'],
    ['-1.005', '-1.01'],
    ['-0.001', '0.00'],
  ])('%s is rounded half up to %s', (value, shown) => {
    expect(show(exact(value))).toBe(shown);
  });
  it('may have another length', () => {
    expect(show(exact('99.5'), 0)).toBe('100');
    expect(show(exact('1/3'), 4)).toBe('0.3333');
  });
  it('is never made from a float with decimals', () => {
    expect(() => exact(2.75)).toThrow(/text/);
  });
});
