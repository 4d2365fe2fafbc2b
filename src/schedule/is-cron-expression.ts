import { validate } from 'node-cron';

/** Whether node-cron understands it: five or six fields, each within its range. */
export function isCronExpression(text: string): boolean {
  return validate(text);
}
