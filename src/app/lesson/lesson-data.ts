/** Data of the lesson buttons. */
export const lessonData = {
  show: (key: string): string => `lesson.show:${key}`,
  begin: (key: string): string => `lesson.begin:${key}`,
  report: (key: string): string => `lesson.report:${key}`,
} as const;
