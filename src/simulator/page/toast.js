import { element } from './element.js';

const shownMs = 4_500;

/**
 * A place for short notices that screen readers announce: `say(text)` shows one for a few seconds, the newest replacing the last. `place` is `chat`
 * (above the text field) or `page` (below the top bar).
 */
export function createToasts(place) {
  const region = element('div', { class: `toasts in-${place}`, role: 'status', 'aria-live': 'polite' });
  let timer = 0;
  return {
    element: region,
    say(text) {
      clearTimeout(timer);
      region.replaceChildren(element('div', { class: 'toast', dir: 'auto' }, text));
      timer = setTimeout(() => region.replaceChildren(), shownMs + text.length * 30);
    },
  };
}
