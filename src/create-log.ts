import { type DestinationStream, type Logger, pino } from 'pino';
import { errorForLog } from './app/core/error-for-log.ts';
import type { Config } from './config.ts';

/**
 * The log of the process: one JSON object a line. Whoever logs gives no names, answers or secrets; errors are written as `errorForLog` has them, for they quote what they were about, and
 * what looks like a token or a password in an address is taken out of every line all the same.
 */
export function createLog(level: Config['LOG_LEVEL'], destination?: DestinationStream): Logger {
  const options = {
    level,
    serializers: { err: (value: unknown) => (value instanceof Error ? errorForLog(value) : value) },
    hooks: { streamWrite: withoutSecrets },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

function withoutSecrets(line: string): string {
  return line.replace(botToken, '[token]').replace(passwordInAddress, '$1[password]@');
}

/** As in `https://api.telegram.org/bot123456789:AA…/getMe`; the number alone is the bot's id, which is public. */
const botToken = /\d{3,20}:[A-Za-z0-9_-]{20,100}/g;
const passwordInAddress = /(\/\/[^\s/:@"]*:)[^\s/@"]+@/g;
