import type { GatewayLog } from '../../src/telegram/gateway.ts';

/** A log that can be read back, and waited for. */
export interface RecordedLog extends GatewayLog {
  readonly lines: readonly LogLine[];
  /** Resolves with the first line that holds `words`, also one that was written already. */
  heard(words: string): Promise<LogLine>;
}

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly detail: object;
}

export function recordLog(): RecordedLog {
  const lines: LogLine[] = [];
  let listeners: (() => void)[] = [];
  const write = (level: LogLine['level']) => (detail: object, message: string) => {
    lines.push({ level, message, detail });
    for (const listener of listeners) listener();
  };
  return {
    lines,
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    heard: (words) =>
      new Promise((resolve) => {
        const look = (): void => {
          const line = lines.find(({ message }) => message.includes(words));
          if (line === undefined) return;
          listeners = listeners.filter((listener) => listener !== look);
          resolve(line);
        };
        listeners.push(look);
        look();
      }),
  };
}
