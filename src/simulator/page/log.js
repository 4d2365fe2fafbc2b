import { createBubble } from './bubble.js';
import { element, icon } from './element.js';
import { dayOf } from './format.js';
import { word } from './words.js';

const nearPx = 80;

/**
 * The messages of one chat, newest at the bottom. Follows new messages unless the reader scrolled up; then a button counts what came.
 * `context` is that of `createBubble`; `onSeen` is called whenever the newest message is in sight.
 */
export function createLog(person, context, onSeen) {
  const list = element('div', { class: 'messages' });
  const log = element(
    'div',
    {
      class: 'log',
      role: 'log',
      'aria-live': 'polite',
      'aria-relevant': 'additions text',
      tabindex: 0,
      'aria-label': word('chat.messages', { name: person.name }),
    },
    list,
  );
  const label = element('span', {});
  const jump = element('button', { type: 'button', class: 'jump', hidden: true }, icon('down'), label);
  const frame = element('div', { class: 'log-frame' }, log, jump);
  const nodes = new Map();
  let messages = [];
  let missed = 0;
  let following = true;
  let lastTop = 0;

  function draw() {
    nodes.clear();
    list.replaceChildren();
    messages.forEach(append);
    if (messages.length === 0) list.append(element('p', { class: 'empty' }, word('chat.empty')));
  }
  function append(message, index) {
    const before = messages[index - 1];
    const sameDay = before && dayOf(before.at) === dayOf(message.at);
    if (!sameDay) list.append(element('div', { class: 'day' }, element('span', {}, dayOf(message.at))));
    const node = createBubble(message, context);
    node.classList.toggle('joined', Boolean(sameDay) && before.from === message.from);
    nodes.set(message.id, node);
    list.append(node);
  }
  function toEnd() {
    following = true;
    missed = 0;
    log.scrollTop = log.scrollHeight;
    lastTop = log.scrollTop;
    showJump();
  }
  function showJump() {
    jump.hidden = following;
    label.textContent = missed > 0 ? word('chat.newer', { count: missed }) : '';
    jump.setAttribute('aria-label', missed > 0 ? `${label.textContent}. ${word('chat.newest')}` : word('chat.newest'));
    if (following && log.isConnected) onSeen();
  }
  function settle() {
    if (following) toEnd();
    else showJump();
  }

  log.addEventListener('scroll', () => {
    const near = log.scrollHeight - log.scrollTop - log.clientHeight < nearPx;
    // Only a reader moves up; a photo that loads late pushes the end away without that.
    following = near || (following && log.scrollTop >= lastTop);
    lastTop = log.scrollTop;
    if (following) missed = 0;
    showJump();
  });
  jump.addEventListener('click', () => {
    toEnd();
    context.actions.leaveKeyboard();
  });
  // Photos that load late and columns that change width must not lose the end of the chat.
  const resize = new ResizeObserver(() => following && toEnd());
  resize.observe(list);
  resize.observe(log);

  return {
    element: frame,
    /** Draws everything again. */
    load(all) {
      messages = [...all];
      draw();
      settle();
    },
    /** The newest message, or a late one, which is put in its place. */
    add(message, all) {
      const newest = all.at(-1) === message;
      const wasEmpty = messages.length === 0;
      messages = [...all];
      if (wasEmpty || !newest) draw();
      else append(message, messages.length - 1);
      nodes.get(message.id)?.classList.add('arriving');
      if (message.from === 'person') following = true;
      else if (!following) missed += 1;
      settle();
    },
    /** Replaces a message in place and keeps the focus on its buttons where it was. */
    edit(message, all) {
      messages = [...all];
      const old = nodes.get(message.id);
      if (!old) return;
      const node = createBubble(message, context);
      node.classList.toggle('joined', old.classList.contains('joined'));
      node.classList.add('changed');
      const place = focusedButton(old);
      nodes.set(message.id, node);
      old.replaceWith(node);
      if (place >= 0) focusButton(node, place, log);
      settle();
    },
    remove(all) {
      this.load(all);
    },
    toEnd,
    /** Moves the focus to the newest message that has buttons; false when there is none. */
    focusButtons() {
      const keyboards = list.querySelectorAll('.keyboard');
      const rows = keyboards[keyboards.length - 1]?.children;
      rows?.[rows.length - 1]?.firstElementChild?.focus();
      return Boolean(rows);
    },
    focus: () => log.focus(),
    close: () => resize.disconnect(),
  };
}

const pressable = 'button, a';

function focusedButton(node) {
  return [...node.querySelectorAll(pressable)].indexOf(document.activeElement);
}

function focusButton(node, place, log) {
  const buttons = node.querySelectorAll(pressable);
  (buttons[Math.min(place, buttons.length - 1)] ?? log).focus({ preventScroll: true });
}
