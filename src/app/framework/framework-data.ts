/** Data of the framework buttons, at most 64 bytes: a source is at most 39, an index counts from 0. */
export const frameworkData = {
  show: (source: string): string => `framework.show:${source}`,
  indicator: (source: string, index: number): string => `framework.level:${source}:${index}`,
  use: (key: string): string => `framework.use:${key}`,
} as const;
