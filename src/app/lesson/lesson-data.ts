import { z } from 'zod';

/** A lesson's key, as buttons and views carry it. */
export const lessonKeySchema = z.string().regex(/^[a-z0-9-]{1,24}$/);

/** Data of the lesson buttons. */
export const lessonData = {
  show: (key: string): string => `lesson.show:${key}`,
  begin: (key: string): string => `lesson.begin:${key}`,
  report: (key: string): string => `lesson.report:${key}`,
} as const;
