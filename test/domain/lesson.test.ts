import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readLesson } from '../../src/domain/lesson.ts';

const raw = (key: string): Record<string, unknown> => parse(readFileSync(`prisma/lessons/${key}.yaml`, 'utf8'));

const words = (text: string) => ({ id: text, en: text });
const card = (id: string) => ({ id, title: words('Judul'), text: words('Isi') });
const question = (id: string, rights: readonly boolean[]) => ({
  id,
  ask: words('Apa?'),
  because: words('Karena.'),
  choices: rights.map((right, at) => ({ text: words(`Pilihan ${at}`), ...(right && { right: true }) })),
});
const lesson = {
  key: 'kuranji',
  version: 1,
  title: words('Judul'),
  about: words('Tentang'),
  cards: ['a', 'b', 'c', 'd', 'e'].map(card),
  questions: ['p', 'q', 'r', 's'].map((id) => question(id, [true, false])),
};

const problems = (data: unknown) => {
  const read = readLesson(data);
  return read.ok ? [] : read.problems.map(({ path, reason }) => `${path}: ${reason}`);
};

describe('a lesson', () => {
  it.each(['kuranji', 'lampung'])('of %s speaks of evidence, rating errors, the score and growth', (key) => {
    const read = readLesson(raw(key));
    expect(read.ok).toBe(true);
    const text = JSON.stringify(raw(key));
    for (const word of ['bukti', 'halo', 'seluruh periode', 'bertumbuh', 'hukum', 'Kedekatan'])
      expect(text).toContain(word);
  });

  it('does not give its answers away by their place', () => {
    for (const key of ['kuranji', 'lampung']) {
      const read = readLesson(raw(key));
      if (!read.ok) throw new Error(key);
      const places = read.lesson.questions.map(({ choices }) => choices.findIndex(({ right }) => right));
      expect(new Set(places).size, key).toBe(3);
    }
  });

  it('is taken when every question has one right answer', () => {
    expect(problems(lesson)).toEqual([]);
  });

  it.each([
    [{ ...lesson, cards: lesson.cards.slice(1) }, 'cards: must be a list of 5 to 8'],
    [{ ...lesson, questions: lesson.questions.slice(1) }, 'questions: must be a list of 4 to 6'],
    [
      { ...lesson, questions: [question('p', [false, false]), ...lesson.questions.slice(1)] },
      'questions[0].choices: must have one right answer, and has 0',
    ],
    [
      { ...lesson, questions: [question('p', [true, true]), ...lesson.questions.slice(1)] },
      'questions[0].choices: must have one right answer, and has 2',
    ],
    [{ ...lesson, cards: [...lesson.cards, card('a')] }, 'cards[5].id: repeats a'],
    [
      { ...lesson, cards: [...lesson.cards, { ...card('f'), text: words('x'.repeat(901)) }] },
      'cards[5].text: must be at most 900 characters in each language: a card is read on a phone',
    ],
    [{ ...lesson, title: { id: 'Judul' } }, 'title.en: is missing'],
    [{ ...lesson, poster: 1 }, '(whole): does not know the field poster; check the spelling'],
  ])('is refused with the fault named (%#)', (data, fault) => {
    expect(problems(data)).toEqual([fault]);
  });
});
