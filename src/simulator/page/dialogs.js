import { element } from './element.js';
import { word } from './words.js';

/** Shows what the bot answered with `show_alert`; resolves when it is read. */
export function alertDialog(text) {
  return show(word('dialog.alert'), [element('p', { class: 'dialog-text', dir: 'auto' }, text)], [okButton()]);
}

/** A photo in full size. */
export function photoDialog(src, description) {
  return show(word('dialog.photo'), [element('img', { src, alt: description })], [okButton()], 'photo-dialog');
}

/** For browsers that do not let a page copy: the text stands ready to be copied by hand. */
export function copyDialog(text) {
  const field = element('input', { value: text, readonly: true, 'aria-label': word('copy.manual') });
  field.addEventListener('focus', () => field.select());
  return show(word('copy.manual'), [field], [okButton()]);
}

/**
 * Asks who opens a start link: whoever holds that very code is proposed, or else `personId`. Resolves with the chosen person's id, or null when cancelled.
 */
export async function startDialog(code, people, personId) {
  const command = code === '' ? '/start' : `/start ${code}`;
  const holder = code === '' ? undefined : people.find(({ startPayload }) => startPayload === code);
  const proposed = holder?.id ?? personId;
  const choice = element(
    'select',
    { id: 'start-as' },
    people.map(({ id, name }) => element('option', { value: id, selected: id === proposed }, name)),
  );
  const answer = await show(
    word('start.title'),
    [
      element('p', { class: 'dialog-text' }, word('start.text')),
      element('label', { for: 'start-as' }, word('start.as')),
      choice,
    ],
    [
      element('button', { value: '', class: 'button' }, word('dialog.cancel')),
      element('button', { value: 'send', class: 'button primary' }, word('start.send', { command })),
    ],
  );
  return answer === 'send' ? (people.find(({ id }) => String(id) === choice.value)?.id ?? null) : null;
}

/** Asks before something is lost; resolves with true when agreed. */
export async function confirmDialog(title, text, go) {
  const buttons = [
    element('button', { value: '', class: 'button', autofocus: true }, word('dialog.cancel')),
    element('button', { value: 'go', class: 'button primary' }, go),
  ];
  return (await show(title, [element('p', { class: 'dialog-text' }, text)], buttons)) === 'go';
}

function okButton() {
  return element('button', { value: 'ok', class: 'button primary', autofocus: true }, word('dialog.ok'));
}

/** Resolves with the value of the button that closed the dialog; empty after Esc. The browser gives the focus back. */
function show(title, content, buttons, kind = '') {
  const dialog = element(
    'dialog',
    { class: `dialog ${kind}`, 'aria-label': title },
    element('h2', {}, title),
    ...content,
    element('div', { class: 'dialog-buttons' }, buttons),
  );
  for (const button of buttons) button.addEventListener('click', () => dialog.close(button.value));
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close(''));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}
