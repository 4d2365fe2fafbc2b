import type { RecognitionState } from '../../domain/recognition.ts';

/** Data of the buttons about recognition. */
export const recognitionData = {
  home: (page: number): string => `recog.home:${page}`,
  list: (state: RecognitionState, page: number): string => `recog.list:${state}:${page}`,
  open: (id: number): string => `recog.open:${id}`,
  nominate: (): string => 'recog.new',
  nominateFor: (appraisalId: number): string => `recog.for:${appraisalId}`,
  withdraw: (id: number): string => `recog.withdraw:${id}`,
  decide: (id: number): string => `recog.decide:${id}`,
  consent: (id: number, answer: 'given' | 'refused'): string => `recog.consent:${id}:${answer}`,
  /** `index` counts the pieces of evidence from 0. */
  file: (id: number, index: number): string => `recog.file:${id}:${index}`,
  announce: (id: number): string => `recog.announce:${id}`,
} as const;
