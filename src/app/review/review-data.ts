/** Data of the button that opens one employee's review: in /tim and in reminders. */
export function openReviewData(appraisalId: number): string {
  return `review.open:${appraisalId}`;
}
