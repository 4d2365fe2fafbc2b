import { element, icon, iconButton, unseen } from './element.js';
import { language, word } from './words.js';

/**
 * A few steps that tell a newcomer what to press, one at a time. Dismissed once, it stays away until asked for again. A step is
 * `{ title, text, hint?, personId?, en? }`, where `en` holds title, text and hint in English.
 */
export function createTour(store, columns) {
  const root = element('section', { class: 'tour', 'aria-label': word('tour.title') });
  let at = Math.max(0, Number(localStorage.getItem('demo.tourStep')) || 0);

  function draw() {
    const steps = store.tour;
    root.hidden = steps.length === 0 || localStorage.getItem('demo.tourDismissed') === 'yes';
    if (root.hidden) return;
    at = Math.min(at, steps.length - 1);
    root.replaceChildren(head(steps), body(steps[at]), foot(steps));
  }
  function head(steps) {
    return element(
      'header',
      { class: 'tour-head' },
      element('span', { class: 'tour-name' }, icon('compass'), word('tour.title')),
      element(
        'span',
        { class: 'tour-at' },
        unseen(word('tour.step', { at: at + 1, of: steps.length })),
        element('span', { 'aria-hidden': 'true' }, `${at + 1} / ${steps.length}`),
      ),
      iconButton('close', word('tour.dismiss'), { onclick: dismiss }),
    );
  }
  function body(step) {
    const { title, text, hint } = language() === 'en' ? { ...step, ...step.en } : step;
    return element(
      'div',
      { class: 'tour-body', 'aria-live': 'polite' },
      element('h2', {}, title),
      element('p', {}, text),
      hint ? element('p', { class: 'tour-hint' }, hint) : null,
    );
  }
  function foot(steps) {
    const person = store.people.get(steps[at].personId);
    const last = at === steps.length - 1;
    return element(
      'div',
      { class: 'tour-foot' },
      person
        ? element(
            'button',
            { type: 'button', class: 'button primary tour-open', onclick: () => columns.beside(person.id) },
            word('tour.open', { name: person.name }),
          )
        : null,
      element(
        'span',
        { class: 'tour-moves' },
        iconButton('back', word('tour.previous'), { disabled: at === 0, onclick: () => move(at - 1, 'tour.previous') }),
        last
          ? element('button', { type: 'button', class: 'button', onclick: dismiss }, word('tour.done'))
          : iconButton('next', word('tour.next'), { onclick: () => move(at + 1, 'tour.next') }),
      ),
    );
  }
  function move(to, key) {
    at = to;
    localStorage.setItem('demo.tourStep', String(at));
    draw();
    const same = [...root.querySelectorAll('.tour-moves button:not(:disabled)')];
    (same.find((button) => button.getAttribute('aria-label') === word(key)) ?? same[0])?.focus();
  }
  function dismiss() {
    localStorage.setItem('demo.tourDismissed', 'yes');
    draw();
    document.getElementById('tour-again')?.focus();
  }

  return {
    element: root,
    draw,
    /** Shows it from the first step. */
    restart() {
      localStorage.removeItem('demo.tourDismissed');
      at = 0;
      localStorage.setItem('demo.tourStep', '0');
      draw();
      columns.back();
      root.querySelector('button:not(:disabled)')?.focus();
    },
  };
}
