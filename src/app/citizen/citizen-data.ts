import { citizenPrefix } from '../people/join-code.ts';

/** Data of the buttons about citizens' ratings. A unit is named by its code to the public, by its id to those of the office. */
export const citizenData = {
  look: (code: string): string => `service.look:${code}`,
  rate: (code: string): string => `service.rate:${code}`,
  own: (page: number): string => `service.own:${page}`,
  find: (): string => 'service.find',
  unit: (unitId: number): string => `service.unit:${unitId}`,
  makeCode: (unitId: number): string => `service.code:${unitId}`,
  askChange: (unitId: number): string => `service.ask:${unitId}`,
  changeCode: (unitId: number, code: string): string => `service.change:${unitId}:${code}`,
  poster: (unitId: number, as: PosterForm): string => `service.poster:${unitId}:${as}`,
  comments: (unitId: number, page: number): string => `service.comments:${unitId}:${page}`,
  held: (page: number): string => `service.held:${page}`,
  settle: (id: number, to: 'shown' | 'hidden'): string => `service.settle:${id}:${to}`,
} as const;

export const posterForms = ['png', 'pdf'] as const;
export type PosterForm = (typeof posterForms)[number];

/** What the QR code of a unit's poster opens. */
export function serviceLink(botUsername: string, code: string): string {
  return `https://t.me/${botUsername}?start=${citizenPrefix}${code}`;
}
