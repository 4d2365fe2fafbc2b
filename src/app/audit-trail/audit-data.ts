/** Data of the buttons of the audit trail. */
export const auditData = {
  day: (date: string, page: number): string => `audit.day:${date}:${page}`,
  find: (): string => 'audit.find',
  ask: (employeeId: number): string => `audit.ask:${employeeId}`,
  page: (page: number): string => `audit.page:${page}`,
  export: (): string => 'audit.export',
} as const;
