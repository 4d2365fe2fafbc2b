import { broadcast } from './broadcast/broadcast.ts';
import type { Feature } from './core/feature.ts';
import { framework } from './framework/framework.ts';
import { menu } from './menu/menu.ts';
import { people } from './people/people.ts';
import { period } from './period/period.ts';
import { result } from './result/result.ts';
import { review } from './review/review.ts';
import { selfAssessment } from './self-assessment/self-assessment.ts';

/** Every part of the product, in the order its buttons stand in the menu. */
export const features: readonly Feature[] = [
  selfAssessment,
  result,
  review,
  people,
  framework,
  period,
  broadcast,
  menu,
];
