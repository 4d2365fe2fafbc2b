/** Data of the sector buttons, at most 64 bytes. Unit 0 is above all units; the sector `-` means: as the unit above. */
export const sectorData = {
  show: (unitId: number, page: number): string => `sector.show:${unitId}:${page}`,
  set: (unitId: number, sector: string | null): string => `sector.set:${unitId}:${sector ?? '-'}`,
  /** `count` is how many were proposed on the screen: where it is another number by now, HR looks again first. */
  accept: (count: number): string => `sector.accept:${count}`,
} as const;
