import { element } from './element.js';
import { word } from './words.js';

/**
 * The list of the bot's commands above the text field. Two ways in: typing `/` filters it while the focus stays in the field, the menu button
 * shows all of it. `field` is the text area, `send(text)` sends a chosen command.
 */
export function createSuggestions(id, field, send) {
  const list = element('div', {
    class: 'suggestions',
    id,
    role: 'listbox',
    'aria-label': word('compose.commands'),
    hidden: true,
  });
  let commands = [];
  let shown = [];
  let chosen = 0;
  field.setAttribute('aria-controls', id);
  field.setAttribute('aria-autocomplete', 'list');

  function show(matching) {
    shown = matching;
    chosen = 0;
    list.hidden = shown.length === 0;
    list.replaceChildren(...shown.map(option));
    mark();
  }
  function option({ command, description }, index) {
    return element(
      'div',
      {
        role: 'option',
        id: `${id}-${index}`,
        class: 'suggestion',
        // The field must keep the focus, or the list would close before the click arrives.
        onpointerdown: (event) => event.preventDefault(),
        onclick: () => pick(index),
      },
      element('span', { class: 'suggestion-command' }, `/${command}`),
      element('span', { class: 'suggestion-text', dir: 'auto' }, description),
    );
  }
  function mark() {
    [...list.children].forEach((node, index) => {
      node.setAttribute('aria-selected', String(index === chosen));
      if (index === chosen && !list.hidden) node.scrollIntoView({ block: 'nearest' });
    });
    if (list.hidden) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', `${id}-${chosen}`);
  }
  function pick(index) {
    const { command } = shown[index];
    show([]);
    field.value = '';
    send(`/${command}`);
  }

  return {
    element: list,
    setCommands(next) {
      commands = next;
    },
    /** Follows what is typed. */
    typed() {
      const prefix = /^\/(\w*)$/.exec(field.value);
      show(prefix ? commands.filter(({ command }) => command.startsWith(prefix[1].toLowerCase())) : []);
    },
    /** Shows every command, or hides the list when it is open. False when there is none to show. */
    toggle() {
      if (list.hidden && commands.length === 0) return false;
      show(list.hidden ? commands : []);
      field.focus();
      return true;
    },
    hide: () => show([]),
    /** True when the key was for the list. */
    key(event) {
      if (list.hidden) return false;
      if (event.key === 'Escape') show([]);
      else if (event.key === 'Enter' && !event.shiftKey) pick(chosen);
      else if (event.key === 'Tab' && !event.shiftKey) {
        field.value = `/${shown[chosen].command} `;
        show([]);
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        chosen = (chosen + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % shown.length;
        mark();
      } else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}
