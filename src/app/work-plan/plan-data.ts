import { mostId } from '../core/feature.ts';

/** Data of the buttons of work plans and reports. */
export const planData = {
  own: (appraisalId: number): string => `plan.own:${appraisalId}`,
  past: (page: number): string => `plan.past:${page}`,
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
  /** `proposal` says which proposal the button was shown with: an old button agrees to nothing that was not seen. */
  agree: (appraisalId: number, proposal: number): string => `plan.agree:${appraisalId}:${proposal}`,
  giveBack: (appraisalId: number): string => `plan.return:${appraisalId}`,
  reports: (appraisalId: number, page = 0): string => `report.list:${appraisalId}:${page}`,
  report: (reportId: number): string => `report.show:${reportId}`,
  write: (appraisalId: number, itemId: number): string => `report.write:${appraisalId}:${itemId}`,
  evidence: (reportId: number, index: number): string => `report.file:${reportId}:${index}`,
  templates: (): string => 'plan.templates',
  sendTemplates: (): string => 'plan.send-templates',
  /** `digest` says which file was seen. */
  applyTemplates: (digest: string): string => `plan.apply-templates:${digest}`,
} as const;

/** Tells one proposal of a plan from the next: the second it was made, as far as it fits a button's number; 0 for none. */
export function proposalOf({ proposedAt }: { readonly proposedAt: Date | null }): number {
  return Math.floor((proposedAt?.getTime() ?? 0) / 1000) % mostId;
}
