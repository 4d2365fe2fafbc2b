import { readFault } from '../../storage/database-fault.ts';

/**
 * An error as the log may have it: what it is and where it came from. The words of a database error are left out, for Prisma and PostgreSQL quote the values of
 * the statement, which are names and answers; its codes and the constraint's name say enough to find it.
 */
export function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { what: typeof error };
  const stack = framesOf(error);
  const { sqlState, prismaCode, kind, constraint } = readFault(error);
  if (sqlState !== null || prismaCode !== null || kind !== null || error.name.startsWith('PrismaClient'))
    return { name: error.name, sqlState, prismaCode, kind, constraint, stack };
  return { name: error.name, message: error.message, stack };
}

/** The calls alone: a stack begins with the message. */
function framesOf({ stack = '' }: Error): readonly string[] {
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
}
