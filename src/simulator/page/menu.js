/**
 * Makes `panel` open and close with `button`: click or Enter opens and moves the focus to the first item, arrows move between items, Esc or a
 * click elsewhere closes and gives the focus back. Returns `{ open, close, isOpen }`.
 */
export function attachMenu(button, panel) {
  panel.hidden = true;
  button.setAttribute('aria-expanded', 'false');

  const isOpen = () => !panel.hidden;
  function open() {
    panel.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    document.addEventListener('pointerdown', outside, true);
    items()[0]?.focus();
  }
  function close() {
    if (panel.hidden) return;
    const focused = panel.contains(document.activeElement);
    panel.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', outside, true);
    if (focused) button.focus();
  }
  function outside(event) {
    if (!panel.contains(event.target) && !button.contains(event.target)) close();
  }
  const items = () => [...panel.querySelectorAll('button, input')];

  button.addEventListener('click', () => (isOpen() ? close() : open()));
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else moveFocus(event, items());
  });
  return { open, close, isOpen };
}

/** Arrow keys, Home and End move the focus along `items`; true when the key was one of them. Fields keep their own arrow keys. */
export function moveFocus(event, items) {
  const at = items.indexOf(document.activeElement);
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (target === undefined || at < 0 || event.target.matches('input, textarea')) return false;
  event.preventDefault();
  items[Math.max(0, Math.min(items.length - 1, target))].focus();
  return true;
}
