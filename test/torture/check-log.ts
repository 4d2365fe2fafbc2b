import { type Count, none, told } from './count.ts';
import type { LogLine } from './life.ts';

/**
 * What a log may call an error while the database and Telegram are away: they could not be reached, and what was in hand is tried again. By the error's name or PostgreSQL's code: 57P is a
 * server that stops or starts, 08 a connection that broke. Prisma has names of its own for it, and `pg` only words.
 */
const ofTheTrouble =
  /^(DatabaseUnavailable: .*|ReplyNotDelivered: .*|57P0[1-3]|08\w{3}|DatabaseNotReachable|ConnectionClosed|SocketTimeout|Error: (Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error).*)$/;

/** Whether the bot's log has errors that the trouble does not explain. */
export function checkLog(errors: readonly LogLine[]): readonly Count[] {
  const expected = errors.filter(({ error }) => ofTheTrouble.test(error));
  return [
    told('errors logged, of the trouble', expected.length),
    none(
      'errors logged, of something else',
      errors.filter(({ error }) => !ofTheTrouble.test(error)).map(({ line }) => line.slice(0, 700)),
    ),
  ];
}
