import { element } from './element.js';
import { startCode, webLink } from './links.js';
import { word } from './words.js';

/**
 * Text with its Bot API entities (offsets in UTF-16 units, as JavaScript counts) as DOM nodes. Entities that overlap only in part are cut at
 * the outer one's end; unknown types and unsafe links stay plain text. `actions` has `openStart(code)` and `sendText(text)`.
 */
export function formatted(text, entities, bot, actions) {
  const sorted = entities
    .filter((entity) => entity.length > 0 && entity.offset < text.length)
    .map((entity) => ({ ...entity, end: Math.min(text.length, entity.offset + entity.length) }))
    .sort((one, other) => one.offset - other.offset || other.end - one.end);
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes(text, 0, text.length, sorted, { bot, actions }));
  return fragment;
}

function nodes(text, from, to, entities, context) {
  const made = [];
  let at = from;
  let index = 0;
  while (index < entities.length) {
    const outer = entities[index];
    index += 1;
    const start = Math.max(outer.offset, at);
    const end = Math.min(outer.end, to);
    if (start >= end) continue;
    if (start > at) made.push(text.slice(at, start));
    const inner = [];
    while (index < entities.length && entities[index].offset < end) inner.push(entities[index++]);
    made.push(wrap(outer, text.slice(start, end), nodes(text, start, end, inner, context), context));
    at = end;
  }
  if (at < to) made.push(text.slice(at, to));
  return made;
}

function wrap(entity, content, children, context) {
  switch (entity.type) {
    case 'bold':
      return element('strong', {}, children);
    case 'italic':
      return element('em', {}, children);
    case 'underline':
      return element('u', {}, children);
    case 'strikethrough':
      return element('s', {}, children);
    case 'spoiler':
      return spoiler(children);
    case 'code':
      return element('code', {}, children);
    case 'pre':
      return element('pre', { tabindex: 0 }, element('code', {}, children));
    case 'blockquote':
      return element('blockquote', {}, children);
    case 'expandable_blockquote':
      return expandable(children);
    case 'text_link':
      return link(entity.url ?? '', children, context);
    case 'url':
      return link(/^[a-z][a-z\d+.-]*:/i.test(content) ? content : `https://${content}`, children, context);
    case 'email':
      return link(`mailto:${content}`, children, context);
    case 'bot_command':
      return element(
        'button',
        { type: 'button', class: 'link', onclick: () => context.actions.sendText(content) },
        children,
      );
    case 'mention':
    case 'hashtag':
    case 'cashtag':
    case 'phone_number':
      return element('span', { class: 'mention' }, children);
    default:
      return element('span', {}, children);
  }
}

function link(url, children, { bot, actions }) {
  const code = startCode(url, bot.username);
  if (code !== null) {
    return element('button', { type: 'button', class: 'link', onclick: () => actions.openStart(code) }, children);
  }
  const href = webLink(url);
  if (href === null) return element('span', {}, children);
  return element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, children);
}

function spoiler(children) {
  const hidden = element('span', { 'aria-hidden': 'true' }, children);
  const node = element(
    'span',
    { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': word('message.spoiler') },
    hidden,
  );
  const reveal = () => {
    node.classList.add('revealed');
    hidden.removeAttribute('aria-hidden');
    for (const name of ['role', 'tabindex', 'aria-label']) node.removeAttribute(name);
  };
  node.addEventListener('click', reveal, { once: true });
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    reveal();
  });
  return node;
}

function expandable(children) {
  const content = element('div', { class: 'quoted' }, children);
  const toggle = element(
    'button',
    { type: 'button', class: 'quote-toggle', 'aria-expanded': 'false' },
    word('message.expand'),
  );
  const quote = element('blockquote', { class: 'expandable' }, content, toggle);
  toggle.addEventListener('click', () => {
    const open = quote.classList.toggle('open');
    toggle.setAttribute('aria-expanded', String(open));
    toggle.textContent = word(open ? 'message.collapse' : 'message.expand');
  });
  return quote;
}
