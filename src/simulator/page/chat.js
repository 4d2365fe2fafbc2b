import { api, Unreachable } from './api.js';
import { createClock } from './clock.js';
import { createColumns } from './columns.js';
import { connect } from './connection.js';
import { confirmDialog } from './dialogs.js';
import { element, iconButton } from './element.js';
import { chosenTitle, createOpening } from './opening.js';
import { createPeople } from './people.js';
import { createStore } from './store.js';
import { applyTheme, switchTheme, theme } from './theme.js';
import { createToasts } from './toast.js';
import { createTour } from './tour.js';
import { chooseLanguage, language, word } from './words.js';

const store = createStore();
const toasts = createToasts('page');
let page = null;
let connected = true;
let columns = null;
let stage = null;

applyTheme();
const connection = connect(store, (isConnected) => {
  connected = isConnected;
  page?.banner();
  if (isConnected) toasts.say(word('connection.back'));
});
columns = createColumns(store, (leftForList) => {
  page?.people.update();
  if (leftForList) page?.people.focus();
});
store.subscribe((change) => {
  columns.change(change);
  page.people.change(change);
  if (change.kind === 'loaded') {
    page.tour.draw();
    showStage();
  }
  if (change.kind === 'loaded' || change.kind === 'clock') page.clock.draw();
});
draw();

/** Builds everything around the chats, again after a change of language. */
function draw() {
  page?.clock.close();
  document.documentElement.lang = language();
  const people = createPeople(store, columns);
  const tour = createTour(store, columns);
  const clock = createClock(store, { say: toasts.say, fail });
  const opening = createOpening(store, fail);
  const system = element('small', {});
  const again = againButton();
  const banner = element('div', { class: 'banner', role: 'alert' });
  page = { people, tour, clock, opening, system, again, banner: () => fillBanner(banner) };
  document.body.replaceChildren(
    element('button', { type: 'button', class: 'skip', onclick: () => people.focus() }, word('skip')),
    element(
      'header',
      { class: 'top' },
      element(
        'div',
        { class: 'brand' },
        element('img', { src: './icon.svg', alt: '', width: 30, height: 30 }),
        element('h1', {}, word('title'), ' ', system),
      ),
      clock.element,
      element('div', { class: 'tools' }, again, tourButton(tour), themeButton(), languageButton()),
    ),
    banner,
    opening.element,
    element(
      'div',
      { class: 'shell' },
      element('div', { class: 'side' }, tour.element, people.element),
      columns.element,
    ),
    toasts.element,
  );
  people.draw();
  tour.draw();
  page.banner();
  showStage();
}

/** Shows either the choice or the chats; whoever has just chosen begins at the first step of the tour. */
function showStage() {
  const { opening } = store;
  const open = opening.stage === 'open';
  page.opening.draw();
  for (const part of document.querySelectorAll('.shell, .clock, .skip, #tour-again')) part.hidden = !open;
  page.again.hidden = !open || opening.choices.length === 0;
  page.system.textContent = (open && chosenTitle(opening)) || word('demo');
  if (open && stage !== null && stage !== 'open') page.tour.restart();
  if (!open && stage === 'open') columns.back();
  stage = opening.stage;
}

/** Back to the choice; what was played is gone then, so it asks first. */
function againButton() {
  return iconButton('grid', word('opening.again'), {
    onclick: async () => {
      if (await confirmDialog(word('opening.again'), word('opening.againText'), word('opening.againGo')))
        await api.choose(null).catch(fail);
    },
  });
}

function fillBanner(banner) {
  banner.hidden = connected;
  const retry = element(
    'button',
    { type: 'button', class: 'button', onclick: () => connection.retry() },
    word('connection.retry'),
  );
  banner.replaceChildren(...(connected ? [] : [element('span', {}, word('connection.lost')), retry]));
}

function tourButton(tour) {
  return iconButton('compass', word('tour.again'), { id: 'tour-again', onclick: () => tour.restart() });
}

function themeButton() {
  const other = theme() === 'dark' ? 'light' : 'dark';
  const button = iconButton(other === 'dark' ? 'moon' : 'sun', word(`theme.${other}`));
  button.addEventListener('click', () => {
    switchTheme();
    const next = themeButton();
    button.replaceWith(next);
    next.focus();
  });
  return button;
}

function languageButton() {
  const label = word('language.switch');
  const properties = { type: 'button', class: 'language', 'aria-label': label, title: label, id: 'language' };
  return element('button', { ...properties, onclick: switchLanguage }, word('language.short'));
}

function switchLanguage() {
  chooseLanguage(language() === 'en' ? 'id' : 'en');
  draw();
  columns.redraw();
  page.people.update();
  document.getElementById('language')?.focus();
}

function fail(error) {
  toasts.say(
    word('problem.action', { reason: error instanceof Unreachable ? word('problem.offline') : error.message }),
  );
}
