/** A process of its own that sends the outbox until it is killed: `node --import tsx sender-process.ts <database url> <api root> <token> <rate>`. */
import { createSender } from '../../src/app/send/create-sender.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { createGateway } from '../../src/telegram/create-gateway.ts';

const [url = '', apiRoot = '', token = '', rate = '1'] = process.argv.slice(2);
const log = { info: () => undefined, warn: console.warn, error: console.error };
const now = () => new Date();
const database = await openDatabase({ url });
const gateway = await createGateway('grammy', { token, apiRoot, transport: { kind: 'polling' }, log, now });
const askAgain = async () => null;
await createSender({
  database,
  gateway,
  now,
  log,
  rate: Number(rate),
  instance: 'one',
  locale: 'id',
  askAgain,
}).start();
