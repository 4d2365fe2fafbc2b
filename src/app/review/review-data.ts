/** Data of the button that opens one employee's review: in /tim and in reminders. */
export function openReviewData(appraisalId: number): string {
  return `review.open:${appraisalId}`;
}

/** Data of the button that opens the decision a supervisor is asked to take again. */
export function confirmAgainData(appraisalId: number): string {
  return `review.confirm:${appraisalId}`;
}
