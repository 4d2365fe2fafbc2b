import { describe, expect, it } from 'vitest';
import { findLocaleProblems, readTexts } from '../../scripts/support/locale-problems.ts';
import { parseHtml } from '../../src/simulator/parse-html.ts';

const problems = findLocaleProblems();

describe('the texts in two languages', () => {
  it('say everything in both', () => {
    expect(problems.missing).toEqual([]);
  });

  it('leave the same gaps for names and numbers', () => {
    expect(problems.gaps).toEqual([]);
  });

  it('are all said somewhere', () => {
    expect(problems.unused).toEqual([]);
  });

  it('are named after where they are said', () => {
    expect(problems.names).toEqual([]);
  });

  it('leave room in a message for what stands beside them', () => {
    expect(problems.long).toEqual([]);
  });

  it('fit on a button where they are its label', () => {
    expect(problems.labels).toEqual([]);
  });

  it.each(['id', 'en'] as const)('are HTML that Telegram accepts (%s)', (locale) => {
    const refused = Object.entries(readTexts(locale)).flatMap(([key, text]) => {
      try {
        parseHtml(text.replace(/\{\{[^}]*\}\}/g, 'x'));
        return [];
      } catch (error) {
        return [`${key}: ${error instanceof Error ? error.message : error}`];
      }
    });
    expect(refused).toEqual([]);
  });
});
