/** Data of the buttons of work plans and reports. */
export const planData = {
  own: (appraisalId: number): string => `plan.own:${appraisalId}`,
  item: (itemId: number, appraisalId: number): string => `plan.item:${appraisalId}:${itemId}`,
  add: (appraisalId: number): string => `plan.add:${appraisalId}`,
  change: (appraisalId: number, itemId: number): string => `plan.change:${appraisalId}:${itemId}`,
  remove: (appraisalId: number, itemId: number): string => `plan.remove:${appraisalId}:${itemId}`,
  copy: (appraisalId: number): string => `plan.copy:${appraisalId}`,
  propose: (appraisalId: number): string => `plan.propose:${appraisalId}`,
  takeBack: (appraisalId: number): string => `plan.back:${appraisalId}`,
  revise: (appraisalId: number): string => `plan.revise:${appraisalId}`,
  team: (page: number): string => `plan.team:${page}`,
  person: (appraisalId: number, page = 0): string => `plan.person:${appraisalId}:${page}`,
  /** `revision` is the number of agreements the button was shown with: an old button agrees to nothing new. */
  agree: (appraisalId: number, revision: number): string => `plan.agree:${appraisalId}:${revision}`,
  giveBack: (appraisalId: number): string => `plan.return:${appraisalId}`,
  reports: (appraisalId: number, page = 0): string => `report.list:${appraisalId}:${page}`,
  report: (reportId: number): string => `report.show:${reportId}`,
  write: (appraisalId: number, itemId: number): string => `report.write:${appraisalId}:${itemId}`,
  evidence: (reportId: number, index: number): string => `report.file:${reportId}:${index}`,
  templates: (): string => 'plan.templates',
  sendTemplates: (): string => 'plan.send-templates',
} as const;
