/** Data of the buttons about rating colleagues: in notices, reminders and /rekan. */
export const peerData = {
  open: (appraisalId: number): string => `peer.open:${appraisalId}`,
  decline: (appraisalId: number): string => `peer.decline:${appraisalId}`,
} as const;
