import { describe, expect, it } from 'vitest';
import { promptOf } from '../../src/dialogue/advance.ts';
import { selfAssessmentFlow } from '../../src/dialogue/flows/self-assessment.ts';
import type { Progress } from '../../src/dialogue/progress.ts';
import type { Flow, Json } from '../../src/dialogue/step.ts';
import { translate, translatePlain } from '../../src/i18n/translate.ts';
import { locales, say } from '../../src/i18n/words.ts';
import { messageLimit, visibleLength } from '../../src/telegram/split-message.ts';
import { beginning, shipped } from './play.ts';
import { reviewOf } from './review-story.ts';

const longName = `${'bukti-kegiatan-pelayanan-'.repeat(8)}.pdf`;
const comment = 'x'.repeat(1000);

/** A conversation with as much written and sent as it takes: the longest its screens can get. */
function fullest(flow: Flow): Progress {
  const items = Array.from({ length: 10 }, () => ({
    kind: 'document',
    fileId: 'f',
    name: longName,
    mime: 'application/pdf',
    size: 1,
  }));
  const answers: Record<string, Json> = { feedback: 'x'.repeat(1500), reason: 'x'.repeat(1000), predicate: 'KURANG' };
  for (const { id } of flow.steps) {
    if (id.startsWith('r.')) answers[id] = { level: 3 };
    if (id.startsWith('e.')) answers[id] = { comment, items, wanted: true };
  }
  return { ...beginning(flow), answers, revision: 10_000 };
}

describe.each(shipped)('the screens of %s', (_key, framework) => {
  const conversations: readonly (readonly [Flow, string])[] = [
    [selfAssessmentFlow(framework), 'self'],
    [reviewOf(framework, { level: 3, comment, files: 10, name: longName }), 'review'],
  ];
  const heading = [
    say('review.heading', { employee: 'N'.repeat(100), period: 'P'.repeat(60) }),
    say('evidence.item-kept', { name: longName }),
    '',
  ];

  it.each(locales)('are one message each in %s, even with long comments and ten files on both sides', (locale) => {
    for (const [flow] of conversations) {
      for (const { id } of flow.steps) {
        const { lines } = promptOf(flow, { ...fullest(flow), stepId: id });
        expect({ id, length: visibleLength(translate(locale, [...heading, ...lines])) }).toSatisfy(
          ({ length }: { length: number }) => length <= messageLimit,
        );
      }
    }
  });

  it.each(locales)('have buttons that can be read whole in %s', (locale) => {
    for (const [flow] of conversations) {
      for (const { id } of flow.steps) {
        const buttons = promptOf(flow, { ...fullest(flow), stepId: id }).buttons;
        expect(buttons.length).toBeLessThanOrEqual(12);
        // What people call their files is cut where the screen is made.
        const own = buttons.flat().filter((button) => 'action' in button);
        for (const { label } of own) expect([...translatePlain(locale, label)].length).toBeLessThanOrEqual(64);
      }
    }
  });

  it('have steps whose ids fit into a button’s data', () => {
    for (const [flow] of conversations) {
      const ids = flow.steps.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9._-]{1,26}$/);
    }
  });
});
