import { Prisma } from './generated/client.ts';

/** Of an employee under this alias: the name holds every word of the query in any case, or the NIP begins with its digits. */
export function nameOrNipHas(alias: 'e' | 'employee', query: string): Prisma.Sql {
  const digits = query.replace(/\s/g, '');
  const nip = /^\d+$/.test(digits) ? `${digits}%` : null;
  return Prisma.sql`(${nameHas(alias, query)} or ${Prisma.raw(alias)}.nip like ${nip})`;
}

/** The same by the name alone; a query without a word fits everybody. */
export function nameHas(alias: 'e' | 'employee' | 'other', query: string): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(alias)}.name ilike all(${patterns(query)}::text[])`;
}

function patterns(query: string): string[] {
  const words = query.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
