/** Data of the buttons of development plans. */
export const developmentData = {
  plan: (employeeId: number): string => `develop.plan:${employeeId}`,
  item: (itemId: number): string => `develop.item:${itemId}`,
  add: (employeeId: number): string => `develop.add:${employeeId}`,
  suggestions: (appraisalId: number): string => `develop.from:${appraisalId}`,
  take: (appraisalId: number, index: number): string => `develop.take:${appraisalId}:${index}`,
  settle: (itemId: number, how: 'met' | 'not-met'): string => `develop.settle:${itemId}:${how}`,
  cancel: (itemId: number): string => `develop.cancel:${itemId}`,
  team: (page: number): string => `develop.team:${page}`,
  counts: (page: number): string => `develop.counts:${page}`,
} as const;
