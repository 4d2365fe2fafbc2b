/** Data of the button that opens a released result; notices of a release carry it. */
export function openResultData(appraisalId: number): string {
  return `result.open:${appraisalId}`;
}

export function openExplanationData(appraisalId: number): string {
  return `result.explain:${appraisalId}`;
}

export function openChartData(appraisalId: number): string {
  return `result.chart:${appraisalId}`;
}

export function acknowledgeData(appraisalId: number): string {
  return `result.accept:${appraisalId}`;
}
