import type { Feature } from './core/feature.ts';
import { menu } from './menu/menu.ts';

/** Every part of the product, in the order its buttons stand in the menu. */
export const features: readonly Feature[] = [menu];
