/** A bot reduced to its database: starts or joins the server on the data directory, says so, and ends cleanly when its input ends. */
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';

const [dataDir = ''] = process.argv.slice(2);
const log = {
  info: (_detail: object, message: string) => say({ log: message }),
  warn: (_detail: object, message: string) => say({ log: message }),
};
const server = await startEmbeddedPostgres({ dataDir, log });
say({ url: server.url });
process.stdin.on('end', () => {
  void server.stop().then(() => say({ stopped: true }));
});
process.stdin.resume();

function say(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}
