import type { Framework } from '../domain/framework.ts';
import { translate } from '../i18n/translate.ts';
import { type Locale, say } from '../i18n/words.ts';
import type { Choice } from '../simulator/opening.ts';

/** The systems by the age of their texts; others come after them. */
const first = ['pauh', 'kuranji', 'lampung', 'aceh', 'gerunggang', 'nasional'];

/** What a visitor of the demo can choose from: each framework with the sentence that says what it is for, and who counts how much. */
export function demoChoices(frameworks: Iterable<Framework>): readonly Choice[] {
  return [...frameworks]
    .sort((a, b) => place(a) - place(b))
    .map((framework) => ({ key: framework.key, ...wordsOf(framework, 'id'), en: wordsOf(framework, 'en') }));
}

function place({ key }: Framework): number {
  const at = first.indexOf(key);
  return at < 0 ? first.length : at;
}

function wordsOf({ title, about, groups, variants = [] }: Framework, locale: Locale) {
  const raters = groups.map(({ kind, weight }) => {
    const group = translate(locale, say(`group.${kind}`));
    return weight === undefined ? translate(locale, say('framework.rater-beside', { group })) : `${group} ${weight}`;
  });
  return {
    title: title[locale],
    text: /^.*?[.!?](?=\s|$)/.exec(about[locale])?.[0] ?? about[locale],
    facts: [...raters, ...variants.map((variant) => variant.title[locale])],
  };
}
