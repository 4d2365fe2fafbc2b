import { say, type Words } from '../i18n/words.ts';
import type { Answers, Json, Position, Step } from './step.ts';

export interface TextStepOptions {
  readonly id: string;
  readonly counted?: boolean;
  readonly applies?: (answers: Answers) => boolean;
  lines(at: Position): readonly Words[];
  /** Fewest and most characters of the text, after trimming. */
  readonly least: number;
  readonly most: number;
  /** Offers a button that goes on without a text; the answer is then null. */
  readonly optional?: boolean;
  /** Turns the text into the answer kept, or says why it will not do. Without it the person's text is kept as Telegram HTML, with their formatting. */
  parse?(text: string, at: Position): { readonly answer: Json } | { readonly why: Words };
}

const skipAction = 'skip';
const keepAction = 'keep';

/** A question answered in the person's own words. Asked again, it shows what was written and offers to keep it. */
export function textStep(options: TextStepOptions): Step {
  return {
    id: options.id,
    counted: options.counted ?? true,
    applies: options.applies ?? (() => true),
    ...(!options.optional && !options.parse && { isAnswered: (answers) => typeof answers[options.id] === 'string' }),
    ask: (at) => {
      const present = at.answers[options.id];
      const written = typeof present === 'string';
      return {
        lines: [
          ...options.lines(at),
          ...(written && !options.parse ? ['', say('dialogue.written-before', { text: { html: present } })] : []),
        ],
        buttons: [
          ...(written ? [[{ label: say('dialogue.keep'), action: keepAction }]] : []),
          ...(options.optional ? [[{ label: say('dialogue.skip'), action: skipAction }]] : []),
        ],
      };
    },
    read: (input, at) => {
      if (input.kind === 'press') {
        if (input.action === skipAction && options.optional) return { kind: 'answer', answer: null };
        const present = at.answers[options.id];
        if (input.action === keepAction && typeof present === 'string') return { kind: 'answer', answer: present };
        return { kind: 'again', why: say('dialogue.write-text') };
      }
      if (input.kind !== 'text') return { kind: 'again', why: say('dialogue.write-text') };
      const text = input.text.trim();
      if (text.length < options.least)
        return { kind: 'again', why: say('dialogue.text-too-short', { least: options.least }) };
      if (text.length > options.most)
        return { kind: 'again', why: say('dialogue.text-too-long', { most: options.most, length: text.length }) };
      if (!options.parse) return { kind: 'answer', answer: input.html.trim() };
      const parsed = options.parse(text, at);
      return 'why' in parsed ? { kind: 'again', why: parsed.why } : { kind: 'answer', answer: parsed.answer };
    },
  };
}
