import { createColumn } from './column.js';
import { element } from './element.js';
import { word } from './words.js';

const phone = matchMedia('(max-width: 719px)');
const touch = matchMedia('(pointer: coarse)');

/**
 * The open chats, side by side. Which are open stands in the address (`#chat/1,2`), so that reload and the browser's Back work; on a phone Back
 * leads from the chat to the list. `onChange()` is called when chats open, close or become active.
 */
export function createColumns(store, onChange) {
  const root = element('main', { class: 'columns', 'aria-label': word('welcome.title') });
  const columns = new Map();
  let active = null;

  const navigation = {
    open(personId) {
      const ids = openIds();
      if (!ids.includes(personId)) {
        const at = ids.indexOf(active);
        if (phone.matches || at < 0) ids.splice(0, ids.length, personId);
        else ids.splice(at, 1, personId);
      }
      go(ids, personId);
    },
    beside(personId) {
      const ids = openIds();
      go(ids.includes(personId) ? ids : [...ids, personId], personId);
    },
    close(personId) {
      const ids = openIds().filter((id) => id !== personId);
      go(ids, active === personId ? (ids.at(-1) ?? null) : active);
    },
    back: () => go([], null),
    activate(personId) {
      if (active === personId) return;
      active = personId;
      mark();
      onChange();
    },
  };

  function go(ids, personId) {
    active = personId;
    const hash = ids.length > 0 ? `#chat/${ids.join(',')}` : '#';
    if (location.hash !== hash) history.pushState(null, '', hash);
    draw();
    const column = columns.get(personId);
    if (!column) return onChange(personId === null);
    column.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // On a touch screen the field's focus would raise the keyboard over the messages.
    if (touch.matches) column.focusLog();
    else column.focus();
    onChange(false);
  }

  function draw() {
    const ids = openIds();
    for (const [id, column] of columns) {
      if (ids.includes(id)) continue;
      column.close();
      column.element.remove();
      columns.delete(id);
    }
    if (!ids.includes(active)) active = ids.at(-1) ?? null;
    for (const id of ids) {
      if (!columns.has(id)) columns.set(id, createColumn(store.people.get(id), store, navigation));
    }
    // Moving a node takes its focus and its scroll position away, so those already in place are left alone.
    ids.forEach((id, index) => {
      const node = columns.get(id).element;
      if (root.children[index] === node) return;
      root.insertBefore(node, root.children[index] ?? null);
      columns.get(id).shown();
    });
    root.querySelector('.welcome')?.remove();
    if (ids.length === 0) root.append(welcome());
    mark();
  }

  function mark() {
    document.body.classList.toggle('in-chat', active !== null);
    for (const [id, column] of columns) column.element.classList.toggle('active', id === active);
  }

  function openIds() {
    const ids = /^#chat\/(.+)$/.exec(location.hash)?.[1].split(',').map(Number) ?? [];
    return [...new Set(ids)].filter((id) => store.people.has(id));
  }

  addEventListener('popstate', () => {
    draw();
    onChange(active === null);
  });
  phone.addEventListener('change', () => columns.get(active)?.shown());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) for (const column of columns.values()) column.shown();
  });

  return {
    element: root,
    ...navigation,
    openIds,
    active: () => active,
    /** Draws every column again, for a change of language. */
    redraw() {
      for (const column of columns.values()) {
        column.close();
        column.element.remove();
      }
      columns.clear();
      root.setAttribute('aria-label', word('welcome.title'));
      draw();
    },
    change(change) {
      if (change.kind === 'loaded') draw();
      const concerned = change.personId === undefined ? columns.values() : [columns.get(change.personId)];
      for (const column of concerned) column?.change(change);
    },
  };
}

function welcome() {
  return element(
    'div',
    { class: 'welcome' },
    element('img', { src: './icon.svg', alt: '', width: 72, height: 72 }),
    element('h2', {}, word('welcome.title')),
    element('p', {}, word('welcome.text')),
    element('p', { class: 'keys' }, word('welcome.keys')),
  );
}
