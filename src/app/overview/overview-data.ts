import type { OrganisationChoice } from '../../storage/organisation-predicate.ts';

/** Data of the overview's buttons. Unit 0 is the whole organisation; period 0 is none. */
export const overviewData = {
  home: (periodId: number): string => `overview.home:${periodId}`,
  periods: (page: number): string => `overview.periods:${page}`,
  steps: (periodId: number, unitId: number, page: number): string => `overview.steps:${periodId}:${unitId}:${page}`,
  spread: (periodId: number, unitId: number, page: number): string => `overview.spread:${periodId}:${unitId}:${page}`,
  chart: (periodId: number, unitId: number): string => `overview.chart:${periodId}:${unitId}`,
  ask: (periodId: number, unitId: number): string => `overview.ask:${periodId}:${unitId}`,
  choose: (periodId: number, unitId: number, choice: OrganisationChoice): string =>
    `overview.choose:${periodId}:${unitId}:${choice}`,
  raters: (periodId: number, page: number): string => `overview.raters:${periodId}:${page}`,
  broadcasts: (periodId: number, page: number): string => `overview.news:${periodId}:${page}`,
  export: (periodId: number): string => `overview.export:${periodId}`,
} as const;
