import { describe, expect, it } from 'vitest';
import { advance, begin, promptOf, resume } from '../../src/dialogue/advance.ts';
import { selfAssessmentFlow } from '../../src/dialogue/flows/self-assessment.ts';
import { ratingOf } from '../../src/dialogue/rating-answer.ts';
import type { Answers, Flow } from '../../src/dialogue/step.ts';
import { actionsOf, beginning, finishFrom, frameworkOf, perform, play, press, stored } from './play.ts';
import { reviewOf } from './review-story.ts';

const framework = frameworkOf('aceh');
const flow = selfAssessmentFlow(framework);
const ids = framework.indicators.map(({ id }) => id);
const [first = '', second = '', third = '', fourth = ''] = ids;

/** The same flow with one indicator fewer. */
const shorter = (gone: string): Flow =>
  selfAssessmentFlow({ ...framework, indicators: framework.indicators.filter(({ id }) => id !== gone) });

describe('a conversation resumed', () => {
  it('is just where it was, its buttons still alive', () => {
    const paused = stored(play(flow, beginning(flow), '3', '4'));
    expect(resume(flow, paused)).toBe(paused);
    expect(perform(flow, resume(flow, paused), '5').kind).toBe('moved');
  });

  it('asks the first open question when the one that was open is gone, and keeps every answer', () => {
    const at = play(flow, beginning(flow), '3', '4');
    expect(at.stepId).toBe(`r.${third}`);
    const resumed = resume(shorter(third), stored(at));
    expect(resumed).toMatchObject({ stepId: `r.${fourth}`, revision: at.revision + 1, answers: at.answers });
    expect(advance(shorter(third), resumed, press(at, '5')).kind).toBe('stale');
  });

  it('asks a question that is new before all others are over', () => {
    const short = shorter(second);
    const at = play(short, beginning(short), '3', '4', '5');
    const resumed = resume(flow, stored(at));
    expect(resumed.stepId).toBe('summary');
    const asked = perform(flow, resumed, 'go-on').progress;
    expect(asked).toMatchObject({ stepId: `r.${second}`, returnTo: 'summary' });
    expect(perform(flow, perform(flow, asked, '2').progress, 'go-on').kind).toBe('finished');
  });

  it('leads on, and not in circles, when a question visited from the summary is gone', () => {
    const at = play(flow, beginning(flow), '3', '4', '5', '3', 'n2');
    expect(at).toMatchObject({ stepId: `r.${third}`, returnTo: 'summary' });
    const short = shorter(third);
    const resumed = resume(short, stored(at));
    expect(resumed).toMatchObject({ stepId: 'summary', returnTo: null });
    expect(perform(short, resumed, 'back').progress.stepId).toBe(`r.${fourth}`);
    expect(perform(short, resumed, 'go-on').kind).toBe('finished');
  });

  it('goes on with what is left of a review when a question visited from its summary is gone', () => {
    const review = reviewOf(framework);
    const done = play(
      review,
      beginning(review),
      '3',
      '4',
      '5',
      '3',
      'go-on',
      { kind: 'text', text: 'Terus belajar.', html: 'Terus belajar.' },
      'back',
      'back',
    );
    const at = play(review, done, 'n2');
    const fewer = reviewOf({ ...framework, indicators: framework.indicators.filter(({ id }) => id !== third) });
    const resumed = resume(fewer, stored(at));
    expect(resumed).toMatchObject({ stepId: 'predicate', returnTo: null });
    finishFrom(fewer, resumed);
  });

  it('drops a way back to a place that is gone', () => {
    const at = { ...play(flow, beginning(flow), '3'), returnTo: 'overview' };
    expect(resume(flow, at)).toMatchObject({ stepId: `r.${second}`, returnTo: null });
    expect(actionsOf(flow, resume(flow, at))).toContain('back');
  });

  it('survives a step nobody knows, with nothing answered and with everything', () => {
    const lost = (answers: Answers) => resume(flow, { ...begin(flow), stepId: 'mystery', answers });
    expect(lost({}).stepId).toBe(`r.${first}`);
    const all = play(flow, beginning(flow), '3', '3', '3', '3').answers;
    expect(lost(all)).toMatchObject({ stepId: 'summary', answers: all });
    expect(promptOf(flow, lost(all)).lines.length).toBeGreaterThan(0);
  });
});

describe('answers of an older version', () => {
  const old = { ...beginning(flow), version: 0, answers: { [`r.${first}`]: 3, [`r.${second}`]: { level: 4 } } };

  it('are carried over where the flow knows how', () => {
    const upcasting: Flow = {
      ...flow,
      upcast: (answers) =>
        Object.fromEntries(
          Object.entries(answers).map(([id, answer]) => [id, typeof answer === 'number' ? { level: answer } : answer]),
        ),
    };
    const resumed = resume(upcasting, old);
    expect(resumed).toMatchObject({ version: flow.version, revision: old.revision + 1 });
    expect([first, second].map((id) => ratingOf(resumed.answers, id))).toEqual([3, 4]);
  });

  it('are kept where it does not, and those it cannot read are asked again before the end', () => {
    const unable: Flow = { ...flow, upcast: () => null };
    const resumed = resume(unable, { ...old, stepId: 'gone' });
    expect(resumed.answers).toEqual(old.answers);
    expect(resumed.stepId).toBe(`r.${first}`);
    const end = finishFrom(unable, resume(unable, { ...old, stepId: 'summary' }));
    expect(ids.every((id) => ratingOf(end.answers, id) !== undefined)).toBe(true);
  });

  it('with a level this framework does not have are asked again', () => {
    const beyond = { ...play(flow, beginning(flow), '3', '3', '3', '3') };
    const resumed = resume(flow, { ...beyond, answers: { ...beyond.answers, [`r.${second}`]: { level: 7 } } });
    expect(perform(flow, resumed, 'go-on').progress.stepId).toBe(`r.${second}`);
  });

  it('never bring a review to its end with something missing', () => {
    const review = reviewOf(framework);
    const story = play(review, beginning(review), '3', '4', '5', '3', 'go-on', {
      kind: 'text',
      text: 'Terus belajar.',
      html: 'Terus belajar.',
    });
    const confirm = {
      ...story,
      stepId: 'confirm',
      answers: { ...story.answers, [`r.${second}`]: 'empat', predicate: 'cukup' },
    };
    const turn = perform(review, confirm, 'send');
    expect(turn).toMatchObject({ kind: 'moved', progress: { stepId: `r.${second}`, returnTo: 'confirm' } });
    const end = finishFrom(review, turn.progress);
    expect(ratingOf(end.answers, second)).toBe(3);
    expect(end.answers.predicate).not.toBe('cukup');
  });
});
