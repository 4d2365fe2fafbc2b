import { api, Unreachable } from './api.js';
import { avatar } from './avatar.js';
import { createComposer } from './composer.js';
import { startDialog } from './dialogs.js';
import { element, icon, iconButton } from './element.js';
import { createLog } from './log.js';
import { attachMenu } from './menu.js';
import { createPresses } from './presses.js';
import { createToasts } from './toast.js';
import { word } from './words.js';

/**
 * One person's chat. `navigation` has `close(personId)`, `back()`, `activate(personId)` and `beside(personId)`. Returns
 * `{ element, focus, change, close }`; `change` takes the store's changes about this person.
 */
export function createColumn(person, store, navigation) {
  const personId = person.id;
  const toasts = createToasts('chat');
  const fail = (error) => toasts.say(word('problem.action', { reason: reasonOf(error) }));
  const presses = createPresses(personId, { say: toasts.say, fail });
  const attempt = (deed) => deed.catch(fail);
  const current = () => store.people.get(personId) ?? person;

  const actions = {
    press: presses.press,
    say: toasts.say,
    sendText: (text) => attempt(api.sendText(personId, text)),
    sendFile: (file, caption, as) => attempt(api.sendFile(personId, file, caption, as)),
    unblock: () => attempt(api.unblock(personId)),
    focusButtons: () => log.focusButtons(),
    leaveKeyboard: () => composer.focus(),
    async openStart(code) {
      const opener = await startDialog(code, [...store.people.values()], personId);
      if (opener === null) return;
      if (opener !== personId) navigation.beside(opener);
      await attempt(api.sendText(opener, code === '' ? '/start' : `/start ${code}`));
    },
  };
  const log = createLog(person, { bot: store.bot, personName: person.name, actions }, () => seen());
  const composer = createComposer(person, actions);
  const head = createHead(person, store, navigation, attempt);
  const root = element(
    'section',
    { class: 'column', 'aria-label': word('chat.of', { name: person.name }), 'data-person': personId },
    head.element,
    log.element,
    toasts.element,
    composer.element,
    element('div', { class: 'drop-hint', 'aria-hidden': 'true' }, word('compose.drop')),
  );
  root.addEventListener('focusin', () => navigation.activate(personId));
  root.addEventListener('dragover', (event) => {
    event.preventDefault();
    root.classList.add('dropping');
  });
  root.addEventListener(
    'dragleave',
    (event) => !root.contains(event.relatedTarget) && root.classList.remove('dropping'),
  );
  root.addEventListener('drop', (event) => {
    event.preventDefault();
    root.classList.remove('dropping');
    composer.dropped(event);
  });

  function seen() {
    if (!document.hidden && root.offsetParent !== null) store.read(personId);
  }
  function update() {
    const focused = composer.element.contains(document.activeElement);
    head.update(current());
    composer.update(current());
    if (focused && !composer.element.contains(document.activeElement)) composer.focus();
  }
  log.load(person.messages);
  update();

  return {
    element: root,
    focus: () => composer.focus(),
    focusLog: () => log.focus(),
    /** The column became visible. */
    shown() {
      composer.shown();
      log.toEnd();
    },
    change(change) {
      const { messages } = current();
      if (change.kind === 'loaded') log.load(messages);
      if (change.kind === 'message') log.add(change.message, messages);
      if (change.kind === 'edit') log.edit(change.message, messages);
      if (change.kind === 'delete') log.remove(messages);
      if (change.kind === 'answer') presses.answered(change);
      if (change.kind !== 'person' && change.kind !== 'answer') update();
    },
    close() {
      presses.close();
      log.close();
    },
  };
}

function createHead(person, store, navigation, attempt) {
  const { id, name } = person;
  const note = element('span', { class: 'head-note' });
  const toggle = element('button', { type: 'button' });
  const button = iconButton('more', word('chat.menu', { name }), { 'aria-haspopup': 'true' });
  const panel = element('div', { class: 'panel' }, toggle);
  const menu = attachMenu(button, panel);
  toggle.addEventListener('click', () => {
    menu.close();
    void attempt(store.people.get(id)?.blocked ? api.unblock(id) : api.block(id));
  });
  const header = element(
    'header',
    { class: 'head' },
    iconButton('back', word('chat.back'), { class: 'icon-button back', onclick: () => navigation.back() }),
    avatar(person),
    element('div', { class: 'head-text' }, element('h2', {}, element('bdi', {}, name)), note),
    element('div', { class: 'menu' }, button, panel),
    iconButton('close', word('chat.close', { name }), {
      class: 'icon-button close',
      onclick: () => navigation.close(id),
    }),
  );
  return {
    element: header,
    update({ blocked, note: about }) {
      const bot = store.bot.name || `@${store.bot.username}`;
      note.replaceChildren(element('bdi', {}, about || word('chat.with', { bot })));
      toggle.replaceChildren(icon('block'), word(blocked ? 'chat.unblock' : 'chat.block'));
    },
  };
}

function reasonOf(error) {
  return error instanceof Unreachable ? word('problem.offline') : error.message;
}
