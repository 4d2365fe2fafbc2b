import type { Command } from '../core/feature.ts';
import type { Actor } from '../core/scene.ts';

/** The part of the menu a command's button stands in: the first screen, or behind one button of it. */
export type MenuPart = 'first' | 'own' | 'more';

/** A command that has a button in the menu. */
export type MenuCommand = Command & { readonly menu: NonNullable<Command['menu']> };

/** What HR works with; the rest of an HR officer's menu is behind one button for their own performance and one for everything else. */
const office: readonly string[] = [
  'periode',
  'rekap',
  'pegawai',
  'undangan',
  'kerangka',
  'siaran',
  'aspirasi',
  'audit',
];

/** What an appraisal consists of, from the work plan to the talk about its result. */
const performance: readonly string[] = [
  'tim',
  'nilai',
  'rencana',
  'laporan',
  'hasil',
  'rekan',
  'umpanbalik',
  'dialog',
  'pengembangan',
];

/** What comes beside it, the working part before the settings. */
const beside: readonly string[] = [
  'kerangka',
  'penghargaan',
  'keberatan',
  'delegasi',
  'pelatihan',
  'aspirasi',
  'dataku',
  'privasi',
  'bahasa',
  'bantuan',
];

/**
 * The buttons of one part of a person's menu, in their order. The parts are made so that a first screen has at most ten buttons with the ways to the other parts, and no command is
 * left out: what no list names is at the end of `more`.
 */
export function menuPart(actor: Actor, offered: readonly Command[], part: MenuPart): readonly MenuCommand[] {
  const shown = offered.filter((command): command is MenuCommand => command.menu !== null);
  const partOf = ({ name }: Command): MenuPart => {
    if (!actor.isHr) return performance.includes(name) ? 'first' : 'more';
    if (office.includes(name)) return 'first';
    return actor.employee !== null && performance.includes(name) ? 'own' : 'more';
  };
  const order = part === 'more' ? [...performance, ...beside] : [...office, ...performance];
  const place = ({ name }: Command) => (order.includes(name) ? order.indexOf(name) : order.length);
  return shown.filter((command) => partOf(command) === part).sort((a, b) => place(a) - place(b));
}
