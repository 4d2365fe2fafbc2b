import { api } from './api.js';
import { element, icon } from './element.js';
import { language, word } from './words.js';

/** The screen before the chats: cards to choose from, then how far the chosen one is prepared. `fail` reports what did not work. */
export function createOpening(store, fail) {
  const root = element('main', { class: 'opening', 'aria-live': 'polite' });

  function draw() {
    const { opening } = store;
    root.hidden = opening.stage === 'open';
    if (root.hidden) root.replaceChildren();
    else root.replaceChildren(opening.stage === 'preparing' ? progress(opening) : cards(opening));
  }
  function cards({ choices, failed }) {
    return element(
      'div',
      { class: 'opening-page' },
      element('h2', {}, word('opening.title')),
      element('p', { class: 'opening-text' }, word('opening.text')),
      failed ? element('p', { class: 'opening-failed', role: 'alert' }, word('opening.failed')) : null,
      element('div', { class: 'cards' }, choices.map(card)),
    );
  }
  function card(choice) {
    const { title, text, facts } = inLanguage(choice);
    return element(
      'button',
      { type: 'button', class: 'card', onclick: () => api.choose(choice.key).catch(fail) },
      element('strong', { class: 'card-title' }, title),
      element('span', { class: 'card-text' }, text),
      element(
        'span',
        { class: 'card-facts' },
        facts.map((fact) => element('span', { class: 'card-fact' }, fact)),
      ),
      element('span', { class: 'card-go' }, word('opening.go'), icon('next')),
    );
  }
  function progress({ choices, chosen, at, of, doing }) {
    const choice = choices.find(({ key }) => key === chosen);
    return element(
      'div',
      { class: 'opening-wait' },
      element('h2', {}, choice ? inLanguage(choice).title : ''),
      element('progress', { max: of, value: at, 'aria-label': word('opening.preparing') }),
      element('p', {}, language() === 'en' ? doing.en : doing.id),
      element('p', { class: 'opening-text' }, word('opening.wait')),
    );
  }

  return { element: root, draw };
}

/** What was chosen, in the page's language; null while nothing is. */
export function chosenTitle({ choices, chosen }) {
  const choice = choices.find(({ key }) => key === chosen);
  return choice ? inLanguage(choice).title : null;
}

function inLanguage(choice) {
  return language() === 'en' ? choice.en : choice;
}
