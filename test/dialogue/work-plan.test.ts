import { describe, expect, it } from 'vitest';
import { begin, promptOf } from '../../src/dialogue/advance.ts';
import { answersOf, itemOf, workItemFlow } from '../../src/dialogue/flows/work-item.ts';
import { reachedOf, reportBacking, workReportFlow } from '../../src/dialogue/flows/work-report.ts';
import type { NewItem, PlanItem } from '../../src/domain/work-plan.ts';
import { actionsOf, document, perform, play, text } from './play.ts';

const leave = { label: 'Batal', data: 'plan.own:1' };
const words = ({ title }: NewItem) => [title];
const create = workItemFlow({ isNew: true, words, leave });
const change = workItemFlow({ isNew: false, words, leave });

const stored: NewItem = {
  kind: 'main',
  aspect: 'time',
  title: 'Balasan surat',
  target: '4',
  unit: 'hari',
  direction: 'lower',
  weight: 3,
};

describe('writing a target', () => {
  it('ends with an item that has everything', () => {
    const done = play(
      create,
      begin(create),
      'project',
      'cost',
      text('  Biaya   cetak '),
      'lower',
      text('1.250,5'),
      text('ribu rupiah'),
      text('30'),
      'save',
    );
    expect(itemOf(done.answers)).toEqual({
      kind: 'project',
      aspect: 'cost',
      title: 'Biaya cetak',
      direction: 'lower',
      target: '1250.5',
      unit: 'ribu rupiah',
      weight: 30,
    });
  });

  it('asks neither target nor unit of what is only done or not', () => {
    const done = play(create, begin(create), 'main', 'quality', text('Pedoman'), 'yes-no', text('1'), 'save');
    expect(itemOf(done.answers)).toMatchObject({ direction: 'yes-no', target: null, unit: '' });
  });

  it('lets a target of zero become a yes/no item, or be written again', () => {
    const zero = play(create, begin(create), 'main', 'quality', text('Temuan'), 'lower', text('0'));
    expect(zero.stepId).toBe('zero');
    expect(itemOf(play(create, zero, 'yes-no', text('2'), 'save').answers)).toMatchObject({ direction: 'yes-no' });
    const again = play(create, zero, 'back', text('2'), text('temuan'), text('2'), 'save');
    expect(itemOf(again.answers)).toMatchObject({ direction: 'lower', target: '2' });
  });

  it('opens a stored item on its overview, changes one thing and saves', () => {
    const start = begin(change, answersOf(stored));
    expect(start.stepId).toBe('overview');
    const heavier = play(change, start, 'weight', text('5'));
    expect(heavier.stepId).toBe('overview');
    expect(itemOf(play(change, heavier, 'save').answers)).toEqual({ ...stored, weight: 5 });
  });

  it('does not save a changed item while something is missing', () => {
    const start = begin(change, answersOf({ ...stored, direction: 'yes-no', target: null, unit: '' }));
    const measured = play(change, start, 'direction', 'higher');
    expect(itemOf(measured.answers)).toBeNull();
    const asked = play(change, measured, 'save');
    expect(asked.stepId).toBe('target');
    const unit = play(change, asked, text('3'), 'save');
    expect(unit.stepId).toBe('unit');
    expect(itemOf(play(change, unit, text('surat'), 'save').answers)).toMatchObject({ target: '3', unit: 'surat' });
  });

  it('has a way out at every question', () => {
    expect(promptOf(create, begin(create)).buttons.flat()).toContainEqual(leave);
  });
});

describe('a progress report', () => {
  const item: PlanItem = { ...stored, id: 7, realised: null };

  it('keeps the number, the words and the evidence', () => {
    const flow = workReportFlow({ item, lines: [], leave });
    const done = play(flow, begin(flow), text('3,5'), text('Surat dibalas'), document('surat.pdf'), 'done');
    expect(reachedOf(done.answers)).toBe('3.5');
    expect(reportBacking(done.answers)).toMatchObject({ comment: 'Surat dibalas', items: [{ name: 'surat.pdf' }] });
  });

  it('may be a number alone, or words alone, but not nothing', () => {
    const flow = workReportFlow({ item, lines: [], leave });
    expect(reachedOf(play(flow, begin(flow), text('0'), 'done').answers)).toBe('0');
    const silent = play(flow, begin(flow), 'words');
    expect(actionsOf(flow, silent)).not.toContain('done');
    expect(perform(flow, silent, 'done').kind).toBe('again');
    const said = play(flow, silent, text('Masih disusun'), 'done');
    expect(reachedOf(said.answers)).toBeNull();
  });

  it('of a yes/no item is a press', () => {
    const flow = workReportFlow({ item: { ...item, direction: 'yes-no', target: null }, lines: [], leave });
    expect(reachedOf(play(flow, begin(flow), 'yes', 'done').answers)).toBe('yes');
    expect(perform(flow, begin(flow), text('ya')).kind).toBe('again');
  });
});
