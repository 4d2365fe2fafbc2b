import { translate, translatePlain } from '../../i18n/translate.ts';
import type { Locale, Words } from '../../i18n/words.ts';
import type { Button, Outgoing } from '../../telegram/outgoing.ts';
import { splitMessage } from '../../telegram/split-message.ts';
import type { Screen, ScreenButton } from './screen.ts';

/** A screen in one language, as messages for Telegram: one as a rule, several where the words do not fit; the last carries the buttons. */
export function renderScreen(screen: Screen, locale: Locale, note?: Words): readonly Outgoing[] {
  const lines = note === undefined ? screen.lines : [note, '', ...screen.lines];
  const messages = splitMessage({
    html: lines.map((line) => translate(locale, line)).join('\n'),
    keyboard: screen.buttons.map((row) => row.map((button) => renderButton(button, locale))),
    ...(screen.file && { file: renderFile(screen.file) }),
    ...(screen.protect && { protect: true }),
  });
  return [...(screen.ahead ?? []), ...messages];
}

/** The first message of a screen that is known to be short (notices for the outbox). */
export function renderNotice(screen: Screen, locale: Locale): Outgoing {
  const [message, ...more] = renderScreen(screen, locale);
  if (!message || more.length > 0) throw new Error('A notice has to fit into one message.');
  return message;
}

function renderButton(button: ScreenButton, locale: Locale): Button {
  const text = shorten(translatePlain(locale, button.label), 64);
  if ('data' in button) return { text, data: button.data };
  return 'url' in button ? { text, url: button.url } : { text, copy: button.copy };
}

function renderFile(file: NonNullable<Screen['file']>): NonNullable<Outgoing['file']> {
  return 'fileId' in file ? file : { as: file.as, name: file.name, base64: Buffer.from(file.bytes).toString('base64') };
}

/** Telegram cuts a long button on a phone anyway; cut by characters people see, not by code units. */
function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const letters = [...new Intl.Segmenter('id').segment(text)];
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .map(({ segment }) => segment)
        .join('')}…`;
}
