/** Data of the buttons about correction requests. */
export const correctionData = {
  list: (page: number): string => `correction.list:${page}`,
  show: (id: number): string => `correction.show:${id}`,
  answer: (id: number, verdict: 'done' | 'declined'): string => `correction.answer:${id}:${verdict}`,
} as const;
