import { z } from 'zod';

/** The steps HR is asked about before they are taken. */
export const periodActs = ['open', 'open-without-peers', 'close', 'reopen', 'release', 'delete'] as const;
export const periodActSchema = z.enum(periodActs);
export type PeriodAct = z.infer<typeof periodActSchema>;

/** Data of the period buttons. */
export const periodData = {
  show: (id: number): string => `period.show:${id}`,
  ask: (id: number, act: PeriodAct): string => `period.ask:${id}:${act}`,
  take: (id: number, act: PeriodAct): string => `period.do:${id}:${act}`,
  create: (): string => 'period.new',
  nominative: (id: number): string => `period.nominative:${id}`,
  dates: (id: number): string => `period.dates:${id}`,
  units: (id: number, page: number): string => `period.units:${id}:${page}`,
  alone: (id: number, page: number): string => `period.alone:${id}:${page}`,
  moved: (id: number, page: number): string => `period.moved:${id}:${page}`,
  /** `appraisalId` 0: all of them. */
  accept: (id: number, need: string, appraisalId: number): string => `period.accept:${id}:${need}:${appraisalId}`,
  late: (id: number, page: number): string => `period.late:${id}:${page}`,
  /** `employeeId` 0: all of them. */
  add: (id: number, employeeId: number): string => `period.add:${id}:${employeeId}`,
  reopenPart: (appraisalId: number, part: string): string => `period.again:${appraisalId}:${part}`,
  find: (id: number): string => `period.find:${id}`,
  person: (appraisalId: number): string => `period.person:${appraisalId}`,
  /** `from` is the deadline the button was shown with: pressed twice, it extends once. */
  extend: (appraisalId: number, days: number, from: string): string => `period.extend:${appraisalId}:${days}:${from}`,
  findRater: (appraisalId: number): string => `period.rater:${appraisalId}`,
  nameRater: (appraisalId: number, raterId: number): string => `period.name:${appraisalId}:${raterId}`,
} as const;
