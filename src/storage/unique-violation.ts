import { readFault } from './database-fault.ts';

/**
 * Name of the unique index a statement hurt (`employee_nip_key`, as in the migration), or null when the error is another. Inside a transaction PostgreSQL refuses every
 * further statement after it: where it is expected, `ON CONFLICT` is the way, and this is for telling the caller afterwards.
 */
export function uniqueViolation(error: unknown): string | null {
  const fault = readFault(error);
  return fault.sqlState === '23505' ? fault.constraint : null;
}
