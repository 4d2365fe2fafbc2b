// Loaded before the bot that is tortured (`node --import`): the whole process lives at another time, which its parent may move. Nothing in the product knows of it.
import process from 'node:process';

const realDate = Date;
let ahead = Number(process.env.CLOCK_AHEAD_MS ?? 0);

globalThis.Date = new Proxy(realDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new realDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

process.on('message', (message) => {
  ahead = Number(message);
});
// A parent that may still have something to say keeps no bot alive, and no bot outlives the one that tortures it.
process.channel?.unref();
process.on('disconnect', () => process.exit(1));

function now() {
  return realDate.now() + ahead;
}
