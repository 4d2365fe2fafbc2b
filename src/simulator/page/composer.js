import { createAttachments } from './attachments.js';
import { element, icon, iconButton } from './element.js';
import { attachMenu } from './menu.js';
import { createSuggestions } from './suggestions.js';
import { word } from './words.js';

/** What was typed and not sent yet, by person: it outlives a closed column and a change of language. */
const drafts = new Map();

/**
 * Where a person writes: text (Enter sends, Shift+Enter starts a line), files (button, paste or drop) and commands; or one big button where only
 * one thing can be done. `actions` has `sendText`, `sendFile(file, caption, as)`, `unblock`, `say`, `focusButtons`.
 */
export function createComposer(person, actions) {
  const field = element('textarea', {
    rows: 1,
    'aria-label': word('compose.label', { name: person.name }),
    dir: 'auto',
  });
  field.value = drafts.get(person.id) ?? '';
  const attachments = createAttachments(() => {
    field.placeholder = word(attachments.isEmpty() ? 'compose.hint' : 'compose.caption');
  });
  field.placeholder = word('compose.hint');
  const suggestions = createSuggestions(`commands-${person.id}`, field, (text) => {
    grow();
    actions.sendText(text);
  });
  const photoInput = fileInput('image/*', (files) => attachments.add(files, 'photo'));
  const documentInput = fileInput('', (files) => attachments.add(files, 'document'));
  const writing = element(
    'form',
    { class: 'writing' },
    commandsButton(),
    element('div', { class: 'field' }, field),
    attachMenuOf(photoInput, documentInput),
    element('button', { class: 'send', 'aria-label': word('compose.send'), title: word('compose.send') }, icon('send')),
    photoInput,
    documentInput,
  );
  const only = element('div', { class: 'only' });
  const root = element('div', { class: 'composer' }, suggestions.element, attachments.element, writing, only);

  function commandsButton() {
    const toggle = () => suggestions.toggle() || actions.say(word('compose.noCommands'));
    return iconButton('slash', word('compose.commands'), {
      onclick: toggle,
      onpointerdown: (event) => event.preventDefault(),
    });
  }
  function fileInput(accept, take) {
    const input = element('input', {
      type: 'file',
      class: 'unseen',
      multiple: true,
      accept,
      tabindex: -1,
      'aria-hidden': 'true',
    });
    input.addEventListener('change', () => {
      take(input.files);
      input.value = '';
      field.focus();
    });
    return input;
  }
  function attachMenuOf(photo, file) {
    const button = iconButton('attach', word('compose.attach'), { 'aria-haspopup': 'true' });
    const item = (name, input) => {
      const choose = () => {
        menu.close();
        input.click();
      };
      return element('button', { type: 'button', onclick: choose }, icon(name), word(`compose.${name}`));
    };
    const panel = element('div', { class: 'panel above' }, item('photo', photo), item('document', file));
    const menu = attachMenu(button, panel);
    return element('div', { class: 'menu' }, button, panel);
  }
  function grow() {
    field.style.height = 'auto';
    // Not in the page yet, or on the screen that a phone hides: nothing to measure.
    if (field.scrollHeight > 0) field.style.height = `${Math.min(field.scrollHeight + 2, 160)}px`;
    drafts.set(person.id, field.value);
  }
  async function submit() {
    const text = field.value.trim();
    if (attachments.isEmpty() && text === '') return;
    const files = attachments.take();
    field.value = '';
    suggestions.hide();
    grow();
    if (files.length === 0) return actions.sendText(text);
    // One after the other, so that they arrive in the order chosen; the caption goes with the first.
    for (const [index, { file, as }] of files.entries()) await actions.sendFile(file, index === 0 ? text : '', as);
  }
  function dropped(event) {
    root.classList.remove('dropping');
    if (!event.dataTransfer?.files.length || writing.hidden) return;
    event.preventDefault();
    attachments.add(event.dataTransfer.files);
    field.focus();
  }

  field.addEventListener('input', () => {
    grow();
    suggestions.typed();
  });
  field.addEventListener('blur', suggestions.hide);
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || suggestions.key(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void submit();
    } else if (event.key === 'ArrowUp' && field.value === '' && actions.focusButtons()) event.preventDefault();
  });
  field.addEventListener('paste', (event) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    attachments.add(event.clipboardData.files);
  });
  writing.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
    field.focus();
  });

  return {
    element: root,
    dropped,
    /** Shows what this person can do now. */
    update(now) {
      suggestions.setCommands(now.commands);
      const big = bigButton(now, actions);
      only.replaceChildren(...(big ? [big] : []));
      only.hidden = big === null;
      writing.hidden = big !== null;
      grow();
    },
    /** The column became visible, so that its field can be measured. */
    shown: grow,
    focus: () => (writing.hidden ? only.querySelector('button') : field)?.focus(),
  };
}

function bigButton(person, actions) {
  if (person.blocked) {
    return big(word('chat.blocked', { name: person.name }), word('chat.unblock'), () => actions.unblock());
  }
  const { name, startPayload } = person;
  const untouched =
    startPayload === null ? person.messages.length === 0 : person.messages.every(({ from }) => from === 'bot');
  if (!untouched) return null;
  if (startPayload === null) {
    return big(word('chat.startPlain', { name }), word('chat.start'), () => actions.sendText('/start'));
  }
  const start = () => actions.sendText(`/start ${startPayload}`);
  return big(word('chat.startLink', { name }), word('chat.start'), start);
}

function big(explanation, label, onclick) {
  return element(
    'div',
    { class: 'big' },
    element('p', {}, explanation),
    element('button', { type: 'button', class: 'button primary big-button', onclick }, label),
  );
}
