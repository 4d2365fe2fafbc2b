/** Data of the buttons of /delegasi. */
export const delegationData = {
  /** What one supervisor gave and was given, for HR. */
  show: (employeeId: number): string => `delegate.show:${employeeId}`,
  /** Everybody's, for HR. */
  list: (page: number): string => `delegate.list:${page}`,
  begin: (fromId: number): string => `delegate.new:${fromId}`,
  cancel: (id: number): string => `delegate.cancel:${id}`,
} as const;
