import { describe, expect, it } from 'vitest';
import { promptOf } from '../../src/dialogue/advance.ts';
import { selfAssessmentFlow } from '../../src/dialogue/flows/self-assessment.ts';
import type { Progress } from '../../src/dialogue/progress.ts';
import { backingOf, ratingOf } from '../../src/dialogue/rating-answer.ts';
import type { Flow } from '../../src/dialogue/step.ts';
import { translate, translatePlain } from '../../src/i18n/translate.ts';
import { actionsOf, beginning, document, frameworkOf, perform, play, stored, text } from './play.ts';

/** No evidence asked of the employee; four indicators. */
const aceh = selfAssessmentFlow(frameworkOf('aceh'));
/** An example or evidence asked for every 1, 2 and 5. */
const kuranji = selfAssessmentFlow(frameworkOf('kuranji'));
const [first = '', second = '', third = '', last = ''] = frameworkOf('kuranji').indicators.map(({ id }) => id);

const shown = (flow: Flow, progress: Progress) => translate('id', promptOf(flow, progress).lines);
const noteOf = (flow: Flow, progress: Progress, doing: Parameters<typeof perform>[2]) => {
  const turn = perform(flow, progress, doing);
  return 'note' in turn && turn.note !== null ? translate('id', turn.note) : null;
};

describe('a self-assessment', () => {
  it('asks one indicator after the other, shows how far one is, and ends with a summary to submit', () => {
    let progress = beginning(aceh);
    expect(shown(aceh, progress)).toContain('<b>1</b> dari 4');
    expect(actionsOf(aceh, progress)).toEqual(['1', '2', '3', '4', '5', 'none', 'evidence', 'pause']);
    progress = play(aceh, progress, '3');
    expect(shown(aceh, progress)).toContain('<b>2</b> dari 4');
    progress = play(aceh, progress, '4', 'none', '5');
    expect(progress.stepId).toBe('summary');
    expect(shown(aceh, progress)).toContain('Tidak dapat menilai');
    expect(actionsOf(aceh, progress)).toEqual(['n0', 'n1', 'n2', 'n3', 'go-on', 'back', 'pause']);
    const turn = perform(aceh, progress, 'go-on');
    expect(turn.kind).toBe('finished');
    expect(frameworkOf('aceh').indicators.map(({ id }) => ratingOf(turn.progress.answers, id))).toEqual([
      3,
      4,
      null,
      5,
    ]);
  });

  it('begins the text of each level’s button with the level’s number', () => {
    const labels = promptOf(aceh, beginning(aceh))
      .buttons.flat()
      .map(({ label }) => translatePlain('id', label));
    for (const level of [1, 2, 3, 4, 5]) expect(labels[level - 1]).toMatch(new RegExp(`^${level} `));
  });

  it('shows what was chosen when somebody goes back, and takes another choice', () => {
    const progress = play(aceh, beginning(aceh), '3', 'back');
    const labels = promptOf(aceh, progress)
      .buttons.flat()
      .map(({ label }) => translatePlain('id', label));
    expect(labels[2]).toMatch(/^3 ✓/);
    const changed = play(aceh, progress, '4', 'back');
    expect(ratingOf(changed.answers, frameworkOf('aceh').indicators[0]?.id ?? '')).toBe(4);
  });

  it('stays where it is and says why when a button is awaited and something else comes', () => {
    const summary = play(aceh, beginning(aceh), '3', '3', '3', '3');
    const turn = perform(aceh, summary, text('selesai'));
    expect(turn).toMatchObject({ kind: 'again', progress: summary });
  });

  it('pauses with everything kept', () => {
    const progress = play(aceh, beginning(aceh), '3');
    expect(perform(aceh, progress, 'pause')).toEqual({ kind: 'left', progress });
  });
});

describe('an answer changed from the summary', () => {
  const summary = play(kuranji, beginning(kuranji), '3', '3', '3', '3');

  it('leads straight back to the summary', () => {
    const changed = play(kuranji, summary, 'n1', '4');
    expect(changed).toMatchObject({ stepId: 'summary', returnTo: null });
    expect(ratingOf(changed.answers, second)).toBe(4);
    expect(ratingOf(changed.answers, third)).toBe(3);
  });

  it('can be left alone', () => {
    expect(play(kuranji, summary, 'n1', 'back')).toMatchObject({
      stepId: 'summary',
      returnTo: null,
      answers: summary.answers,
    });
  });

  it('asks for an example where the new level needs one, then shows the summary', () => {
    const asked = play(kuranji, summary, 'n1', '5');
    expect(asked).toMatchObject({ stepId: `e.${second}`, returnTo: 'summary' });
    expect(actionsOf(kuranji, asked)).not.toContain('done');
    expect(play(kuranji, asked, text('Contohnya begini.'), 'done')).toMatchObject({
      stepId: 'summary',
      returnTo: null,
    });
  });

  it('asks for it too where the person had looked at that question before and left it empty', () => {
    const looked = play(kuranji, summary, 'n1', 'evidence', 'done');
    expect(looked.stepId).toBe('summary');
    expect(play(kuranji, looked, 'n1', '5').stepId).toBe(`e.${second}`);
  });

  it('does not ask for what is there already', () => {
    const given = play(kuranji, summary, 'n1', text('Contohnya begini.'), '5');
    expect(given.stepId).toBe('summary');
    expect(backingOf(given.answers, second).comment).toBe('Contohnya begini.');
  });

  it('is asked for again on submission when its example was skipped by going back', () => {
    const skipped = play(kuranji, summary, 'n1', '5', 'back');
    expect(skipped.stepId).toBe('summary');
    const sent = perform(kuranji, skipped, 'go-on');
    expect(sent).toMatchObject({ kind: 'moved', progress: { stepId: `e.${second}`, returnTo: 'summary' } });
  });
});

describe('examples and evidence', () => {
  it('are asked for where the framework wants them, and not passed without any', () => {
    const asked = play(kuranji, beginning(kuranji), '5');
    expect(asked.stepId).toBe(`e.${first}`);
    expect(perform(kuranji, asked, 'done').kind).toBe('again');
    expect(play(kuranji, asked, document('bukti.pdf'), 'done').stepId).toBe(`r.${second}`);
  });

  it('can be given everywhere, also before the level is chosen', () => {
    const progress = play(aceh, beginning(aceh), text('Melatih dua rekan.'), document('sertifikat.pdf'));
    expect(progress.stepId).toBe(aceh.steps[0]?.id);
    expect(shown(aceh, progress)).toContain('💬 <i>Melatih dua rekan.</i>\n📎 sertifikat.pdf');
  });

  it.each([first, last])('come back to the question they belong to when asked for there: %s', (indicator) => {
    const before = kuranji.steps.filter(({ id }) => id.startsWith('r.')).findIndex(({ id }) => id === `r.${indicator}`);
    const at = play(kuranji, beginning(kuranji), ...Array.from({ length: before }, () => '3'));
    const visited = play(kuranji, at, 'evidence');
    expect(visited).toMatchObject({ stepId: `e.${indicator}`, returnTo: `r.${indicator}` });
    expect(play(kuranji, visited, document('a.pdf'), 'done')).toMatchObject({
      stepId: `r.${indicator}`,
      returnTo: null,
    });
    expect(play(kuranji, visited, 'back')).toMatchObject({ stepId: `r.${indicator}`, returnTo: null });
  });

  it('are not asked for again once somebody who asked for the question went back from it, and what was given stays', () => {
    const back = play(aceh, beginning(aceh), 'evidence', 'back');
    const second = aceh.steps.filter(({ id }) => id.startsWith('r.'))[1]?.id;
    expect(play(aceh, back, '3').stepId).toBe(second);
    const given = play(aceh, beginning(aceh), 'evidence', document('a.pdf'), 'back');
    expect(backingOf(given.answers, aceh.steps[0]?.id.slice(2) ?? '').items).toHaveLength(1);
    expect(play(aceh, given, '3').stepId).toBe(second);
  });

  it('take several texts without losing the first, and formatting with them', () => {
    const progress = play(
      aceh,
      beginning(aceh),
      { kind: 'text', text: 'cepat & rapi', html: '<b>cepat</b> &amp; rapi' },
      document('a.pdf', 1000, 'lihat halaman 2'),
      text('dan <murah>'),
    );
    expect(backingOf(progress.answers, aceh.steps[0]?.id.slice(2) ?? '').comment).toBe(
      '<b>cepat</b> &amp; rapi\nlihat halaman 2\ndan &lt;murah&gt;',
    );
  });

  it('take a text of a thousand characters and no more, counting what is there', () => {
    const start = beginning(aceh);
    expect(perform(aceh, start, text('x'.repeat(1000))).kind).toBe('moved');
    expect(noteOf(aceh, start, text('x'.repeat(1001)))).toContain('1001');
    const nearly = play(aceh, start, text('&'.repeat(900)));
    expect(perform(aceh, nearly, text('x'.repeat(99))).kind).toBe('moved');
    const turn = perform(aceh, nearly, text('x'.repeat(100)));
    expect(turn).toMatchObject({ kind: 'again', progress: nearly });
    expect(noteOf(aceh, nearly, text('x'.repeat(100)))).toContain('tempat untuk 99');
  });

  it('keep a message that is only a web address as a link', () => {
    const progress = play(aceh, beginning(aceh), text('https://Drive.Contoh.go.id/bukti?a=1&b=2'));
    expect(backingOf(progress.answers, aceh.steps[0]?.id.slice(2) ?? '')).toMatchObject({
      comment: null,
      items: [{ kind: 'link', url: 'https://drive.contoh.go.id/bukti?a=1&b=2', name: 'drive.contoh.go.id' }],
    });
  });

  it.each(['lihat https://contoh.go.id', 'ftp://contoh.go.id', 'javascript:alert(1)', 'https://'])(
    'keep %s as words',
    (words) => {
      const progress = play(aceh, beginning(aceh), text(words));
      expect(backingOf(progress.answers, aceh.steps[0]?.id.slice(2) ?? '')).toMatchObject({
        comment: words,
        items: [],
      });
    },
  );

  it('are ten pieces at most, and the eleventh changes nothing', () => {
    const names = Array.from({ length: 10 }, (_, at) => `bukti-${at}.pdf`);
    const full = play(aceh, beginning(aceh), ...names.map((name) => document(name)));
    const turn = perform(aceh, full, document('bukti-10.pdf', 1000, 'keterangan'));
    expect(turn).toMatchObject({ kind: 'again', progress: full });
    expect(noteOf(aceh, full, document('lagi.pdf'))).toContain('10');
    expect(perform(aceh, full, text('contohnya')).kind).toBe('moved');
  });

  it.each([
    [20 * 1024 * 1024, 'moved'],
    [20 * 1024 * 1024 + 1, 'again'],
    [null, 'moved'],
  ])('take a file of %s bytes or not: %s', (size, kind) => {
    expect(perform(aceh, beginning(aceh), document('video.mp4', size)).kind).toBe(kind);
  });

  it('are taken away one by one, the last first', () => {
    const given = play(aceh, beginning(aceh), text('contoh'), document('a.pdf'), document('b.pdf'), 'evidence');
    const names = (progress: Progress) =>
      backingOf(progress.answers, aceh.steps[0]?.id.slice(2) ?? '').items.map(({ name }) => name);
    expect(names(play(aceh, given, 'remove'))).toEqual(['a.pdf']);
    const without = play(aceh, given, 'remove', 'remove', 'remove');
    expect(shown(aceh, without)).not.toContain('contoh</i>');
    expect(actionsOf(aceh, without)).toEqual(['done', 'back', 'pause']);
  });

  it('stay with their indicator when the level changes to one that needs none', () => {
    const given = play(kuranji, beginning(kuranji), '5', text('contoh'), 'done', 'back', 'back', '3');
    expect(given.stepId).toBe(`r.${second}`);
    expect(backingOf(given.answers, first).comment).toBe('contoh');
  });

  it('name long files short enough for a phone', () => {
    const name = `${'laporan-tahunan-'.repeat(12)}2026.pdf`;
    const progress = play(aceh, beginning(aceh), document(name));
    expect(shown(aceh, progress)).toContain('📎 laporan-tahunan-l…n-2026.pdf');
    expect(backingOf(stored(progress).answers, aceh.steps[0]?.id.slice(2) ?? '').items[0]?.name).toBe(name);
  });
});
