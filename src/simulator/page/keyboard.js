import { copyDialog } from './dialogs.js';
import { element, icon, unseen } from './element.js';
import { startCode, webLink } from './links.js';
import { word } from './words.js';

/**
 * An inline keyboard: rows of real buttons. Tab reaches each, arrows move within the grid. `actions` has `press(button, messageId, row, column)`,
 * `openStart(code)`, `say(text)` and `leaveKeyboard()`, called when ArrowDown leaves the last row.
 */
export function createKeyboard(message, bot, actions) {
  const grid = element('div', { class: 'keyboard', role: 'group', 'aria-label': word('message.buttons') });
  message.keyboard.forEach((buttons, row) => {
    const made = buttons.map((button, column) => createButton(button, { message, bot, actions, row, column }));
    grid.append(element('div', { class: 'keyboard-row' }, made));
  });
  grid.addEventListener('keydown', (event) => move(event, grid, actions));
  return grid;
}

function createButton(button, context) {
  const label = element('span', { class: 'button-text', dir: 'auto' }, button.text);
  if (button.kind === 'url') return urlButton(button, label, context);
  if (button.kind === 'copy') {
    return element(
      'button',
      { type: 'button', onclick: () => copy(button.copy, context.actions) },
      label,
      icon('copy'),
    );
  }
  const node = element(
    'button',
    { type: 'button' },
    label,
    element('span', { class: 'spinner' }, unseen(word('press.waiting'))),
  );
  node.addEventListener('click', () => context.actions.press(node, context.message.id, context.row, context.column));
  return node;
}

function urlButton(button, label, { bot, actions }) {
  const code = startCode(button.url, bot.username);
  if (code !== null) {
    return element('button', { type: 'button', onclick: () => actions.openStart(code) }, label, icon('link'));
  }
  const href = webLink(button.url);
  if (href === null) return element('button', { type: 'button', disabled: true }, label);
  return element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, label, icon('link'));
}

async function copy(text, { say }) {
  try {
    await navigator.clipboard.writeText(text);
    say(word('copy.done', { text }));
  } catch {
    await copyDialog(text);
  }
}

function move(event, grid, actions) {
  const rows = [...grid.children].map((row) => [...row.children]);
  const row = rows.findIndex((buttons) => buttons.includes(document.activeElement));
  if (row < 0) return;
  const column = rows[row].indexOf(document.activeElement);
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = rows[row + step[0]];
  if (!next) {
    if (step[0] > 0) actions.leaveKeyboard();
    return;
  }
  next[Math.max(0, Math.min(next.length - 1, column + step[1]))]?.focus();
}
