import { once } from 'node:events';
import type pg from 'pg';

declare module 'pg' {
  interface Connection {
    sendCopyFromChunk(chunk: Buffer): void;
    endCopyFrom(): void;
    sendCopyFail(why: string): void;
  }
}

/** Runs `COPY … FROM STDIN` with these rows, in PostgreSQL's text format, no faster than the server takes them. Rejects with what was wrong with the rows, or with the server's error. */
export function copyIn(client: pg.Client, statement: string, rows: AsyncIterable<Buffer>): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    let sourceFailed: { readonly error: unknown } | null = null;
    const send = async (connection: pg.Connection) => {
      try {
        for await (const block of rows) {
          if (over.signal.aborted) return;
          connection.sendCopyFromChunk(block);
          if (connection.stream.writableNeedDrain)
            await once(connection.stream, 'drain', { signal: over.signal }).catch(() => undefined);
        }
        if (!over.signal.aborted) connection.endCopyFrom();
      } catch (error) {
        sourceFailed = { error };
        if (!over.signal.aborted) connection.sendCopyFail('the rows could not be read');
      }
    };
    client.query({
      submit: (connection: pg.Connection) => connection.query(statement),
      handleCopyInResponse: (connection: pg.Connection) => void send(connection),
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: (error: Error) => {
        over.abort();
        reject(sourceFailed === null ? error : sourceFailed.error);
      },
    });
  });
}
