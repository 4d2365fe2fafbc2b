import type { z } from 'zod';
import { frameworkFaults } from './framework-faults.ts';
import { frameworkShapeSchema } from './framework-shape.ts';
import { type Problem, problemsOf } from './problem.ts';

export type { SectionId } from './framework-shape.ts';

/**
 * A framework as HR writes it: indicators, weights, raters, rules, all as data (DOMAIN.md §1 and §2). What passes is whole: each
 * reference names something that exists, each level of each indicator is described in both languages, each indicator has a
 * group that counts.
 */
export const frameworkSchema = frameworkShapeSchema.superRefine((framework, context) => {
  for (const { path, reason } of frameworkFaults(framework)) {
    context.addIssue({ code: 'custom', path: [...path], message: reason });
  }
});

export type Framework = z.output<typeof frameworkSchema>;
export type Indicator = Framework['indicators'][number];
export type Growth = Indicator['growth'][number];

export type ParsedFramework =
  | { readonly ok: true; readonly framework: Framework }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Parses a framework; where it is not one, every problem is named with its path and a reason in words. */
export function readFramework(data: unknown): ParsedFramework {
  const parsed = frameworkSchema.safeParse(data);
  return parsed.success
    ? { ok: true, framework: parsed.data }
    : { ok: false, problems: problemsOf(parsed.error, data) };
}

/** Parses a framework that has to be right, as one we ship or one that was stored. Throws with every problem in the message. */
export function parseFramework(data: unknown): Framework {
  const read = readFramework(data);
  if (read.ok) return read.framework;
  throw new Error(`Not a framework:\n${read.problems.map(({ path, reason }) => `  ${path}: ${reason}`).join('\n')}`);
}

/** The highest level of the scale; scores are shown on 100 against it. */
export function topOf(framework: Framework): number {
  return framework.scale.reduce((top, { level }) => Math.max(top, level), 0);
}
