/** Data of the button that opens one's own self-assessment: in reminders. */
export function openSelfAssessmentData(appraisalId: number): string {
  return `self.open:${appraisalId}`;
}
