import { z } from 'zod';
import { say, type Words } from '../i18n/words.ts';
import { isUsualDocument } from './document-kind.ts';
import type { Answers, Json, Position, Step } from './step.ts';

/** A message a person wrote to be sent on: Telegram HTML, and perhaps a photo or document Telegram holds, with the words as its caption. */
export const messageAnswerSchema = z.object({
  html: z.string(),
  file: z.object({ as: z.enum(['photo', 'document']), fileId: z.string() }).nullable(),
});
export type MessageAnswer = z.infer<typeof messageAnswerSchema>;

/** Most characters Telegram takes in a message and in a caption. */
const mostInText = 4096;
const mostInCaption = 1024;
const keepAction = 'keep';

/** A question answered by a whole message: a text, or a photo or document with or without a caption, formatting kept. Asked again, it offers to keep what was written. */
export function messageStep(options: { readonly id: string; lines(at: Position): readonly Words[] }): Step {
  const written = (answers: Answers) => messageAnswerSchema.safeParse(answers[options.id]).data;
  return {
    id: options.id,
    counted: false,
    applies: () => true,
    ask: (at) => ({
      lines: options.lines(at),
      buttons: written(at.answers) ? [[{ label: say('dialogue.keep-message'), action: keepAction }]] : [],
    }),
    read: (input, { answers }) => {
      switch (input.kind) {
        case 'press': {
          const present = written(answers);
          return input.action === keepAction && present
            ? { kind: 'answer', answer: present }
            : { kind: 'again', why: say('dialogue.write-message') };
        }
        case 'text':
          if (input.text.trim() === '') return { kind: 'again', why: say('dialogue.write-message') };
          return taken(input.text, input.html, null, mostInText);
        case 'file': {
          const { file } = input;
          if (file.kind === 'link') return { kind: 'again', why: say('dialogue.write-message') };
          if (file.kind === 'document' && !isUsualDocument(file))
            return { kind: 'again', why: say('dialogue.unusual-document', { name: file.name }) };
          return taken(input.caption, input.captionHtml, { as: file.kind, fileId: file.fileId }, mostInCaption);
        }
        default:
          return input satisfies never;
      }
    },
  };
}

function taken(text: string, html: string, file: MessageAnswer['file'], most: number): ReturnType<Step['read']> {
  const length = text.trim().length;
  if (length <= most) return { kind: 'answer', answer: { html: html.trim(), file } satisfies Json };
  const why =
    file === null
      ? say('dialogue.text-too-long', { length, most })
      : say('dialogue.caption-too-long', { length, most });
  return { kind: 'again', why };
}
