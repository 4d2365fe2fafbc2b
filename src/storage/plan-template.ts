import { z } from 'zod';
import type { PlanTemplate } from '../domain/plan-template.ts';
import { newItemSchema } from '../domain/work-plan.ts';
import type { Tx } from './database.ts';

/** The template of a position (jabatan as in the roster); null when HR keeps none. */
export async function findTemplate(tx: Tx, position: string): Promise<PlanTemplate | null> {
  const row = await tx.planTemplate.findUnique({ where: { position } });
  return row && { position: row.position, items: z.array(newItemSchema).parse(row.items) };
}

/** Keeps templates, one statement for many; a position that has one gets the new one, other positions keep theirs. */
export async function saveTemplates(tx: Tx, templates: readonly PlanTemplate[], now: Date): Promise<void> {
  await tx.$executeRaw`
    insert into plan_template (position, items, updated_at)
    select position, items::jsonb, ${now}
    from unnest(${templates.map(({ position }) => position)}::text[], ${templates.map(({ items }) => JSON.stringify(items))}::text[]) as given (position, items)
    on conflict (position) do update set items = excluded.items, updated_at = excluded.updated_at`;
}

/** Of these positions, those that have a template already. */
export async function findTemplated(tx: Tx, positions: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw`select position from plan_template where position = any(${[...positions]}::text[])`;
  return new Set(
    z
      .array(z.object({ position: z.string() }))
      .parse(rows)
      .map(({ position }) => position),
  );
}

/** How many positions have a template, and the names of the first of them. */
export async function listTemplates(
  tx: Tx,
  most: number,
): Promise<{
  readonly total: number;
  readonly templates: readonly { readonly position: string; readonly items: number }[];
}> {
  const rows = await tx.$queryRaw`
    select position, jsonb_array_length(items) as items, (count(*) over ())::int as total
    from plan_template order by position limit ${most}`;
  const found = z.array(z.object({ position: z.string(), items: z.number(), total: z.number() })).parse(rows);
  return { total: found[0]?.total ?? 0, templates: found.map(({ position, items }) => ({ position, items })) };
}
