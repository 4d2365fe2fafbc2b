/** Data of the buttons about concerns and the FAQ. */
export const concernData = {
  write: (): string => 'concern.new',
  faq: (page: number): string => `concern.faq:${page}`,
  list: (page: number): string => `concern.list:${page}`,
  show: (id: number): string => `concern.show:${id}`,
  answer: (id: number): string => `concern.answer:${id}`,
  publish: (id: number): string => `concern.publish:${id}`,
  unpublish: (id: number): string => `concern.unpublish:${id}`,
} as const;
