/** Data of the buttons about a rater's conflict of interest. */
export const conflictData = {
  declare: (appraisalId: number): string => `conflict.declare:${appraisalId}`,
  list: (periodId: number, page: number): string => `conflict.list:${periodId}:${page}`,
  look: (id: number): string => `conflict.look:${id}`,
  decline: (id: number): string => `conflict.decline:${id}`,
} as const;
