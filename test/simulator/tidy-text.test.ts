import { describe, expect, it } from 'vitest';
import { tidyText } from '../../src/simulator/tidy-text.ts';

describe('a text as Telegram keeps it', () => {
  it('loses white space at both ends, and its entities move along', () => {
    expect(tidyText({ text: ' \n Halo Budi \n', entities: [{ type: 'bold', offset: 0, length: 7 }] })).toEqual({
      text: 'Halo Budi',
      entities: [{ type: 'bold', offset: 0, length: 4 }],
    });
  });

  it('loses carriage returns and control characters', () => {
    expect(tidyText({ text: 'a\r\nb\u0007c', entities: [{ type: 'bold', offset: 3, length: 1 }] })).toEqual({
      text: 'a\nb c',
      entities: [{ type: 'bold', offset: 2, length: 1 }],
    });
  });

  it.each<[string, [string, string][]]>([
    [
      '/nilai@dialog_bot lalu /menu.',
      [
        ['bot_command', '/nilai@dialog_bot'],
        ['bot_command', '/menu'],
      ],
    ],
    ['24/7 dan a/b', []],
    ['lihat https://example.org/a?b=1.', [['url', 'https://example.org/a?b=1']]],
    [
      'tulis ke budi@example.org atau @budi_santoso',
      [
        ['mention', '@budi_santoso'],
        ['email', 'budi@example.org'],
      ],
    ],
    ['#kinerja #2026', [['hashtag', '#kinerja']]],
  ])('%s', (text, expected) => {
    const found = tidyText({ text, entities: [] }).entities.map(({ type, offset, length }) => [
      type,
      text.slice(offset, offset + length),
    ]);
    expect(found.sort()).toEqual([...expected].sort());
  });

  it('has no links in code', () => {
    expect(tidyText({ text: '/menu', entities: [{ type: 'code', offset: 0, length: 5 }] }).entities).toEqual([
      { type: 'code', offset: 0, length: 5 },
    ]);
  });
});
