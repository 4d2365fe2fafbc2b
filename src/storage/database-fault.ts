import { z } from 'zod';

/** What went wrong in the database, read from whatever threw: Prisma's client, its driver adapter, `pg` or the socket. */
export interface DatabaseFault {
  /** PostgreSQL's five-letter SQLSTATE (`23505`), or null when the server did not speak. */
  readonly sqlState: string | null;
  /** Prisma's own code (`P2028`), or null. */
  readonly prismaCode: string | null;
  /** The driver adapter's word (`UniqueConstraintViolation`, `DatabaseNotReachable`), or null. */
  readonly kind: string | null;
  /** Name of the constraint or unique index that was hurt, or null. */
  readonly constraint: string | null;
  /** The words of the lowest layer that spoke. */
  readonly message: string;
}

/**
 * Reads an error of the database. A model query, a raw query and a transaction wrap the same fault differently: with driver adapters it lies in
 * `meta.driverAdapterError.cause`, and Prisma's `meta.target` is not there.
 */
export function readFault(error: unknown): DatabaseFault {
  const outer = outerShape.safeParse(error).data;
  const inner = outer?.meta?.driverAdapterError?.cause ?? causeShape.safeParse(outer?.cause).data;
  const code = outer?.code ?? null;
  const originalCode = inner?.originalCode ?? (code !== null && sqlStateShape.test(code) ? code : null);
  return {
    sqlState: originalCode,
    prismaCode: code !== null && prismaCodeShape.test(code) ? code : null,
    kind: inner?.kind ?? null,
    constraint: inner?.constraint?.index ?? outer?.constraint ?? null,
    message: inner?.originalMessage ?? outer?.message ?? String(error),
  };
}

const prismaCodeShape = /^P\d{4}$/;
/** Not to be taken for a system code such as EPIPE, nor for Prisma's own: classes of SQLSTATE begin with a digit, or with F, H or X and a second letter or digit. */
const sqlStateShape = /^(?:\d[0-9A-Z]|F0|HV|XX)[0-9A-Z]{3}$/;

const causeShape = z.object({
  kind: z.string(),
  originalCode: z.string().optional(),
  originalMessage: z.string().optional(),
  constraint: z.object({ index: z.string().optional() }).optional(),
});

const outerShape = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  constraint: z.string().optional(),
  cause: z.unknown().optional(),
  meta: z.object({ driverAdapterError: z.object({ cause: causeShape }).optional() }).optional(),
});
