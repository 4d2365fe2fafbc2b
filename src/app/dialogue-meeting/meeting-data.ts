/** Data of the buttons of performance dialogues. */
export const meetingData = {
  open: (id: number): string => `meeting.open:${id}`,
  begin: (appraisalId: number): string => `meeting.new:${appraisalId}`,
  beginOwn: (): string => 'meeting.own',
  staff: (page: number): string => `meeting.staff:${page}`,
  /** `minutes` since 1970 name the time, so an old button agrees to nothing that is not proposed any more. */
  agree: (id: number, time: Date): string => `meeting.agree:${id}:${minutesOf(time)}`,
  times: (id: number): string => `meeting.times:${id}`,
  cancel: (id: number): string => `meeting.cancel:${id}`,
  record: (id: number): string => `meeting.record:${id}`,
  /** Signs this text and no other. */
  sign: (id: number, record: string): string => `meeting.sign:${id}:${fingerprint(record)}`,
} as const;

export function minutesOf(time: Date): number {
  return time.getTime() / 60_000;
}

/** A number that tells one text from another, small enough for a button. */
export function fingerprint(text: string): number {
  let number = 7;
  for (const letter of text) number = (number * 31 + (letter.codePointAt(0) ?? 0)) % 2_147_483_629;
  return number;
}
