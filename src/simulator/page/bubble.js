import { fileUrl } from './api.js';
import { photoDialog } from './dialogs.js';
import { element, icon, unseen } from './element.js';
import { formatted } from './entities.js';
import { sizeText, timeOf } from './format.js';
import { createKeyboard } from './keyboard.js';
import { word } from './words.js';

/** One message as it stands in a chat. `context` has `bot`, `personName` and the `actions` of `createKeyboard` and `formatted`. */
export function createBubble(message, context) {
  const sender = message.from === 'bot' ? context.bot.name || word('message.bot') : context.personName;
  const bubble = element('div', { class: 'bubble' }, unseen(`${sender}: `), media(message), content(message, context));
  const keyboard = message.keyboard.length > 0 ? createKeyboard(message, context.bot, context.actions) : null;
  return element('article', { class: `message from-${message.from}`, 'data-id': message.id }, bubble, keyboard);
}

function content(message, { bot, actions }) {
  const edited = message.edited ? element('span', { class: 'edited' }, `${word('message.edited')} `) : null;
  const meta = element(
    'span',
    { class: 'meta' },
    edited,
    element('time', { datetime: message.at }, timeOf(message.at)),
  );
  const text = message.text || (message.media ? '' : word('message.unknown'));
  if (text === '') return meta;
  return element('div', { class: 'text', dir: 'auto' }, formatted(text, message.entities, bot, actions), meta);
}

function media({ media: file, text }) {
  if (!file) return null;
  const src = fileUrl(file.fileId);
  if (file.kind === 'photo') {
    const alt = text ? `${word('message.photo')}: ${text.slice(0, 100)}` : word('message.photo');
    const open = () => photoDialog(src, alt);
    return element(
      'button',
      { type: 'button', class: 'photo', title: word('message.openPhoto'), onclick: open },
      element('img', { src, alt }),
    );
  }
  const name = file.name || word('message.file');
  const size = sizeText(file.size);
  return element(
    'a',
    { class: 'document', href: src, download: name, 'aria-label': word('message.download', { name, size }) },
    element('span', { class: 'document-icon' }, icon('document'), element('span', {}, extension(name))),
    element(
      'span',
      { class: 'document-text' },
      element('bdi', { class: 'document-name' }, name),
      element('small', {}, size),
    ),
  );
}

function extension(name) {
  return /\.([a-z\d]{1,4})$/i.exec(name)?.[1]?.toUpperCase() ?? '';
}
