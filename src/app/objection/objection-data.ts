/** Data of the buttons about objections. */
export const objectionData = {
  raise: (appraisalId: number): string => `objection.raise:${appraisalId}`,
  open: (id: number): string => `objection.open:${id}`,
  state: (id: number): string => `objection.state:${id}`,
  decide: (id: number): string => `objection.decide:${id}`,
  result: (id: number): string => `objection.result:${id}`,
  explain: (id: number): string => `objection.explain:${id}`,
  /** `index` counts the pieces of the employee's evidence from 0. */
  file: (id: number, index: number): string => `objection.file:${id}:${index}`,
  backing: (id: number, evidenceId: number): string => `objection.backing:${id}:${evidenceId}`,
  list: (page: number): string => `objection.list:${page}`,
  look: (id: number): string => `objection.look:${id}`,
  findHearer: (id: number): string => `objection.find:${id}`,
  nameHearer: (id: number, employeeId: number): string => `objection.name:${id}:${employeeId}`,
} as const;
