import { plainText } from '../i18n/plain-text.ts';
import { say, type Words } from '../i18n/words.ts';
import type { Attachment } from './attachment.ts';
import { isUsualDocument } from './document-kind.ts';
import { type Backing, mostComment, mostEvidence } from './rating-answer.ts';
import type { StepInput } from './step.ts';

/** Largest piece of evidence in bytes: what Telegram lets a bot read. */
const mostBytes = 20 * 1024 * 1024;

export type Added =
  | { readonly ok: true; readonly backing: Backing; readonly note: Words }
  | { readonly ok: false; readonly why: Words };

/**
 * Adds what a person sent to the backing of an answer: a link or a file as evidence, any other text to the example. People write in several messages, so a second
 * text goes below the first and takes nothing away.
 */
export function addBacking(backing: Backing, input: Exclude<StepInput, { kind: 'press' }>): Added {
  if (input.kind === 'text') {
    const link = asLink(input.text);
    return link ? addItem(backing, link) : withComment(backing, input.text, input.html);
  }
  if (input.file.kind !== 'link' && input.file.size !== null && input.file.size > mostBytes) {
    return { ok: false, why: say('evidence.too-large', { name: input.file.name }) };
  }
  if (input.file.kind === 'document' && !isUsualDocument(input.file))
    return { ok: false, why: say('dialogue.unusual-document', { name: input.file.name }) };
  const added = addItem(backing, input.file);
  return added.ok && input.caption.trim() !== '' ? withComment(added.backing, input.caption, input.captionHtml) : added;
}

function withComment(backing: Backing, text: string, html: string): Added {
  const length = text.trim().length;
  if (length === 0) return { ok: false, why: say('evidence.send-or-finish') };
  if (length > mostComment) return { ok: false, why: say('dialogue.text-too-long', { most: mostComment, length }) };
  const comment = backing.comment === null ? html.trim() : `${backing.comment}\n${html.trim()}`;
  const left = mostComment - plainText(comment).length;
  if (left < 0)
    return { ok: false, why: say('evidence.comment-full', { most: mostComment, left: Math.max(0, left + length) }) };
  return { ok: true, backing: { ...backing, comment }, note: say('evidence.comment-kept') };
}

function addItem(backing: Backing, item: Attachment): Added {
  if (backing.items.length >= mostEvidence) return { ok: false, why: say('evidence.too-many', { most: mostEvidence }) };
  return {
    ok: true,
    backing: { ...backing, items: [...backing.items, item] },
    note: say('evidence.item-kept', { name: item.name }),
  };
}

/** A message that is nothing but a web address. */
function asLink(text: string): Attachment | null {
  const trimmed = text.trim();
  if (!/^https?:\/\/\S+$/i.test(trimmed) || trimmed.length > 500) return null;
  if (!URL.canParse(trimmed)) return null;
  const { href, hostname } = new URL(trimmed);
  return { kind: 'link', url: href, name: hostname };
}
