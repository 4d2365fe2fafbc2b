import { Readable } from 'node:stream';
import type pg from 'pg';

/**
 * Streams what `COPY … TO STDOUT` gives: whole rows in PostgreSQL's text format, a line each, in blocks of about 64 kB. The server is held back while nobody reads.
 * Start it with `client.query(new CopyOut(statement))`; it fails with the server's error.
 */
export class CopyOut extends Readable {
  readonly #statement: string;
  #socket: pg.Connection['stream'] | null = null;
  #rows: Buffer[] = [];
  #bytes = 0;

  constructor(statement: string) {
    super({ highWaterMark: 4 * blockBytes });
    this.#statement = statement;
  }

  submit(connection: pg.Connection): void {
    this.#socket = connection.stream;
    connection.query(this.#statement);
  }

  override _read(): void {
    this.#socket?.resume();
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    // A copy: the parser uses its own buffer again.
    this.#rows.push(Buffer.from(chunk));
    this.#bytes += chunk.length;
    if (this.#bytes >= blockBytes) this.#flush();
  }

  handleCommandComplete(): void {
    this.#flush();
  }

  handleReadyForQuery(): void {
    this.push(null);
  }

  handleError(error: Error): void {
    this.destroy(error);
  }

  #flush(): void {
    const block = Buffer.concat(this.#rows);
    this.#rows = [];
    this.#bytes = 0;
    if (block.length > 0 && !this.push(block)) this.#socket?.pause();
  }
}

const blockBytes = 64 * 1024;
