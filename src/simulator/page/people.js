import { avatar } from './avatar.js';
import { element, iconButton, unseen } from './element.js';
import { previewOf, whenOf } from './format.js';
import { moveFocus } from './menu.js';
import { word } from './words.js';

const roles = ['hr', 'supervisor', 'employee', 'newcomer', 'citizen'];

/**
 * The list of people by role. Arrow keys move, Enter opens, Shift+Enter opens beside. `columns` says who is open and opens them.
 */
export function createPeople(store, columns) {
  const root = element('nav', { class: 'people', 'aria-label': word('people.title') });
  const rows = new Map();

  function draw() {
    const groups = Map.groupBy([...store.people.values()], ({ role }) => (roles.includes(role) ? role : 'other'));
    rows.clear();
    root.replaceChildren(
      ...[...roles, 'other'].filter((role) => groups.has(role)).map((role) => group(role, groups.get(role))),
    );
    if (rows.size === 0) root.append(element('p', { class: 'empty' }, word('people.none')));
    update();
  }
  function group(role, members) {
    const title = element('h2', { id: `role-${role}` }, word(`role.${role}`));
    return element('section', {}, title, element('ul', { 'aria-labelledby': `role-${role}` }, members.map(row)));
  }
  function row(person) {
    const about = element('span', { class: 'row-about' });
    const at = element('time', { class: 'row-time' });
    const badge = element('span', { class: 'badge' });
    const open = element(
      'button',
      { type: 'button', class: 'row-open', 'aria-keyshortcuts': 'Enter Shift+Enter', 'data-person': person.id },
      avatar(person),
      element(
        'span',
        { class: 'row-text' },
        element('span', { class: 'row-line' }, element('bdi', { class: 'row-name' }, person.name), at),
        element('span', { class: 'row-line' }, about, badge),
      ),
    );
    open.addEventListener('click', (event) => (event.shiftKey ? columns.beside(person.id) : columns.open(person.id)));
    const beside = iconButton('plus', word('people.beside', { name: person.name }), {
      class: 'icon-button row-beside',
      onclick: () => columns.beside(person.id),
    });
    rows.set(person.id, { open, about, at, badge });
    return element('li', { class: 'row' }, open, beside);
  }
  function update(personId) {
    const ids = personId === undefined ? [...rows.keys()] : [personId];
    for (const id of ids) if (rows.has(id) && store.people.has(id)) fill(rows.get(id), store.people.get(id));
    const unread = [...store.people.values()].reduce((sum, person) => sum + person.unread, 0);
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${word('title')} · Demo`;
  }
  function fill({ open, about, at, badge }, { id, messages, note, unread }) {
    const last = messages.at(-1);
    about.replaceChildren(last ? previewOf(last) : note || word('people.empty'));
    about.title = note ?? '';
    at.textContent = last ? whenOf(last.at, store.now()) : '';
    badge.replaceChildren(
      ...(unread > 0 ? [String(unread), unseen(` ${word('people.unread', { count: '' }).trim()}`)] : []),
    );
    badge.hidden = unread === 0;
    const isOpen = columns.openIds().includes(id);
    open.classList.toggle('open', isOpen);
    if (columns.active() === id) open.setAttribute('aria-current', 'true');
    else open.removeAttribute('aria-current');
  }

  root.addEventListener('keydown', (event) => {
    const buttons = [...root.querySelectorAll('.row-open')];
    const row = document.activeElement.closest('.row');
    if (event.key === 'ArrowRight') row?.querySelector('.row-beside').focus();
    else if (event.key === 'ArrowLeft') row?.querySelector('.row-open').focus();
    else if (document.activeElement.matches('.row-open')) moveFocus(event, buttons);
  });

  return {
    element: root,
    draw,
    update,
    /** Focus on the active person's row, or the first. */
    focus() {
      (root.querySelector('[aria-current]') ?? root.querySelector('.row-open'))?.focus();
    },
    change(change) {
      if (change.kind === 'loaded' || change.kind === 'joined' || change.kind === 'replaced') draw();
      else if (change.kind === 'clock') update();
      else if (change.personId !== undefined) update(change.personId);
    },
  };
}
