import { api } from './api.js';
import { element, icon, iconButton } from './element.js';
import { clockText, instantOfPicker, pickerValue } from './format.js';
import { attachMenu } from './menu.js';
import { word } from './words.js';

const hour = 3_600_000;

/** The demo clock in WIB with buttons that move it. `say` and `fail` report. */
export function createClock(store, { say, fail }) {
  const day = element('span', { class: 'clock-day' });
  const time = element('span', { class: 'clock-time' });
  const field = element('input', { type: 'datetime-local', id: 'clock-field', required: true });
  const toggle = iconButton('calendar', word('clock.pick'), { 'aria-haspopup': 'true' });
  const panel = element(
    'form',
    { class: 'panel clock-panel' },
    element('label', { for: 'clock-field' }, word('clock.pickLabel')),
    field,
    element('button', { class: 'button primary' }, word('clock.move')),
  );
  const menu = attachMenu(toggle, panel);
  const root = element(
    'div',
    { class: 'clock', role: 'group', 'aria-label': word('clock.group') },
    element('div', { class: 'clock-face', role: 'timer' }, icon('clock'), day, time),
    quick('hour', hour),
    quick('day', 24 * hour),
    quick('week', 7 * 24 * hour),
    element('div', { class: 'menu' }, toggle, panel),
  );

  function quick(name, milliseconds) {
    const attributes = { type: 'button', class: 'quick', 'aria-label': word(`clock.${name}Label`) };
    const button = element('button', attributes, word(`clock.${name}`));
    button.addEventListener('click', () => move(() => api.advanceClock(milliseconds)));
    return button;
  }
  async function move(deed) {
    root.setAttribute('aria-busy', 'true');
    try {
      const { now } = await deed();
      store.apply('clock', { now });
      const shown = clockText(Date.parse(now));
      say(word('clock.moved', { time: `${shown.day} ${shown.time}` }));
    } catch (error) {
      fail(error);
    } finally {
      root.removeAttribute('aria-busy');
    }
  }
  function draw() {
    if (store.clock.at === 0) return;
    const shown = clockText(store.now());
    if (day.textContent !== shown.day) day.textContent = shown.day;
    if (time.textContent !== shown.time) time.textContent = shown.time;
  }

  toggle.addEventListener('click', () => {
    field.value = pickerValue(store.now());
  });
  panel.addEventListener('submit', (event) => {
    event.preventDefault();
    const to = instantOfPicker(field.value);
    if (to === null) return;
    menu.close();
    void move(() => api.moveClock(to));
  });
  const timer = setInterval(draw, 1_000);
  draw();
  return { element: root, draw, close: () => clearInterval(timer) };
}
