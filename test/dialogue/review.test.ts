import { describe, expect, it } from 'vitest';
import { promptOf } from '../../src/dialogue/advance.ts';
import { decidedPredicate, reviewFlow } from '../../src/dialogue/flows/review.ts';
import type { Progress } from '../../src/dialogue/progress.ts';
import type { Flow } from '../../src/dialogue/step.ts';
import type { Predicate } from '../../src/domain/predicate.ts';
import { translate, translatePlain } from '../../src/i18n/translate.ts';
import { actionsOf, beginning, document, frameworkOf, perform, play, text } from './play.ts';
import { basisOf, reviewOf } from './review-story.ts';

const aceh = reviewOf(frameworkOf('aceh'));
const gerunggang = reviewOf(frameworkOf('gerunggang'));
const feedback = text('Terus belajar, saya dukung.');
const shown = (flow: Flow, progress: Progress) => translate('id', promptOf(flow, progress).lines);

describe('a review', () => {
  it('shows the employee’s own answer, comment and evidence beside each question', () => {
    const start = beginning(aceh);
    expect(shown(aceh, start)).toContain('Penilaian diri pegawai: <b>3');
    expect(shown(aceh, start)).toContain('<i>Sudah saya kerjakan.</i>\n📎 bukti-0.pdf');
    const look = promptOf(aceh, start)
      .buttons.flat()
      .find((button) => 'data' in button);
    expect(look && translatePlain('id', look.label)).toBe('👁 bukti-0.pdf');
  });

  it('says so where there is no self-assessment, or the employee could not judge', () => {
    const without = reviewFlow(basisOf(frameworkOf('aceh'), []));
    expect(shown(without, beginning(without))).toContain('tidak mengirim penilaian diri');
    const unseen = reviewOf(frameworkOf('aceh'), { level: null, comment: null, files: 0 });
    expect(shown(unseen, beginning(unseen))).toContain('Penilaian diri pegawai: tidak dapat menilai');
  });

  it('asks for feedback in words, then proposes a predicate that is confirmed', () => {
    const proposed = play(aceh, beginning(aceh), '3', '3', '3', '3', 'go-on', feedback);
    expect(proposed.stepId).toBe('predicate');
    expect(actionsOf(aceh, proposed)[0]).toBe('BAIK');
    expect(shown(aceh, proposed)).toContain('Bagaimana dihitung');
    const confirm = play(aceh, proposed, 'BAIK');
    expect(confirm.stepId).toBe('confirm');
    expect(shown(aceh, confirm)).toContain('Terus belajar, saya dukung.');
    expect(perform(aceh, confirm, 'send').kind).toBe('finished');
  });

  it('asks for a reason only when the decision is another', () => {
    const proposed = play(aceh, beginning(aceh), '3', '3', '3', '3', 'go-on', feedback);
    const reason = play(aceh, proposed, 'SANGAT_BAIK');
    expect(reason.stepId).toBe('reason');
    expect(perform(aceh, reason, text('pendek')).kind).toBe('again');
    const confirm = play(aceh, reason, text('Inovasi di daerah terpencil.'));
    expect(shown(aceh, confirm)).toContain('Alasan: Inovasi di daerah terpencil.');
    expect(perform(aceh, confirm, 'send').kind).toBe('finished');
  });

  it('skips the reason when the supervisor comes back to the proposal, and does not show it', () => {
    const decided = play(
      aceh,
      beginning(aceh),
      '3',
      '3',
      '3',
      '3',
      'go-on',
      feedback,
      'SANGAT_BAIK',
      text('Inovasi di daerah terpencil.'),
    );
    const back = play(aceh, decided, 'back', 'back', 'BAIK');
    expect(back.stepId).toBe('confirm');
    expect(shown(aceh, back)).not.toContain('Alasan');
    expect(decidedPredicate(back.answers)).toBe('BAIK');
    expect(play(aceh, back, 'back').stepId).toBe('predicate');
  });

  it('offers the reason and the feedback written before', () => {
    const decided = play(
      aceh,
      beginning(aceh),
      '3',
      '3',
      '3',
      '3',
      'go-on',
      feedback,
      'SANGAT_BAIK',
      text('Inovasi di daerah terpencil.'),
    );
    const again = play(aceh, decided, 'back');
    expect(actionsOf(aceh, again)).toContain('keep');
    expect(play(aceh, again, 'keep')).toMatchObject({ stepId: 'confirm', answers: decided.answers });
  });

  it('makes its proposal anew when answers change', () => {
    const proposed = play(aceh, beginning(aceh), '3', '3', '3', '3', 'go-on', feedback);
    const changed = play(aceh, proposed, 'back', 'back', 'n0', '1', 'n1', '1', 'n2', '1', 'n3', '1', 'go-on', 'keep');
    expect(changed.stepId).toBe('predicate');
    expect(actionsOf(aceh, changed)[0]).toBe('SANGAT_KURANG');
    expect(play(aceh, changed, 'BAIK').stepId).toBe('reason');
  });

  it('proposes nothing where a section has no score, and then wants a reason for any decision', () => {
    const without = reviewFlow(basisOf(frameworkOf('aceh'), []));
    const none = play(without, beginning(without), 'none', 'none', 'none', 'none', 'go-on', feedback);
    expect(shown(without, none)).toContain('tidak ada usulan');
    expect(play(without, none, 'BAIK').stepId).toBe('reason');
  });

  it('asks for the reason before it is sent when the proposal moved away meanwhile', () => {
    const moving = (predicate: Predicate): Flow =>
      reviewFlow({ ...basisOf(frameworkOf('aceh'), []), propose: () => ({ predicate, lines: [] }) });
    const confirm = play(moving('BAIK'), beginning(aceh), '3', '3', '3', '3', 'go-on', feedback, 'BAIK');
    const later = moving('BUTUH_PERBAIKAN');
    const turn = perform(later, confirm, 'send');
    expect(turn).toMatchObject({ kind: 'moved', progress: { stepId: 'reason', returnTo: 'confirm' } });
    const explained = play(later, turn.progress, text('Saya melihat sendiri hasilnya.'));
    expect(explained).toMatchObject({ stepId: 'confirm', returnTo: null });
    expect(perform(later, explained, 'send').kind).toBe('finished');
  });
});

describe('a procedure gate', () => {
  const gate = play(gerunggang, beginning(gerunggang), '3', '3', '3', '2');

  it('closes only with a reason and a piece of evidence', () => {
    expect(gate.stepId).toBe('e.kepatuhan-prosedur');
    expect(shown(gerunggang, gate)).toContain('tuliskan alasannya dan lampirkan sedikitnya satu bukti');
    expect(actionsOf(gerunggang, gate)).not.toContain('done');
    const reason = play(gerunggang, gate, text('Dua kali melewati pemeriksaan.'));
    expect(actionsOf(gerunggang, reason)).not.toContain('done');
    expect(perform(gerunggang, reason, 'done').kind).toBe('again');
    const evidence = play(gerunggang, gate, document('berita-acara.pdf'));
    expect(actionsOf(gerunggang, evidence)).not.toContain('done');
    const both = play(gerunggang, reason, document('berita-acara.pdf'));
    expect(play(gerunggang, both, 'done').stepId).toBe('r.komunikasi-tim');
  });

  it('takes both at once from a document with a caption', () => {
    const both = play(gerunggang, gate, document('berita-acara.pdf', 1000, 'Dua kali melewati pemeriksaan.'));
    expect(actionsOf(gerunggang, both)).toContain('done');
  });

  it('is asked about for the supervisor’s level alone', () => {
    expect(play(gerunggang, beginning(gerunggang), '3', '3', '3', '3').stepId).toBe('r.komunikasi-tim');
  });

  it('wants the missing half when the level falls to it from the summary', () => {
    const summary = play(gerunggang, beginning(gerunggang), '3', '3', '3', '3', '3');
    const commented = play(gerunggang, summary, 'n3', text('Catatan saja.'), '2');
    expect(commented).toMatchObject({ stepId: 'e.kepatuhan-prosedur', returnTo: 'summary' });
    expect(play(gerunggang, commented, document('bukti.pdf'), 'done')).toMatchObject({
      stepId: 'summary',
      returnTo: null,
    });
  });
});
