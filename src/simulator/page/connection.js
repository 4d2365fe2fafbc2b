import { api } from './api.js';

const eventTypes = ['message', 'edit', 'delete', 'answer', 'commands', 'person', 'blocked', 'clock', 'opening'];
const retryMs = 2_000;

/**
 * Keeps the store in step with the simulator: listens first, then loads the whole state, and again after every reconnection, so that
 * nothing falls between. `onChange(connected)` tells when the connection is lost and when it is back. Returns `{ retry, close }`.
 */
export function connect(store, onChange) {
  let source = null;
  let timer = 0;
  let pending = null;
  let loads = 0;
  let lost = false;

  function open() {
    close();
    pending = [];
    const mine = new EventSource('sim/events');
    source = mine;
    mine.addEventListener('open', () => load(mine));
    mine.addEventListener('error', () => mine === source && lose());
    for (const type of eventTypes) {
      mine.addEventListener(type, (event) => mine === source && take(type, JSON.parse(event.data)));
    }
  }

  async function load(mine) {
    loads += 1;
    const turn = loads;
    // One that a later load overtook has nothing to say any more.
    const counts = () => mine === source && turn === loads;
    pending = [];
    try {
      const state = await api.state();
      if (!counts()) return;
      store.load(state);
      for (const [type, data] of pending) store.apply(type, data);
      pending = null;
      if (lost) onChange(true);
      lost = false;
    } catch {
      if (counts()) lose();
    }
  }

  function take(type, data) {
    // Everybody may be somebody else now.
    if (type === 'opening') void load(source);
    else if (pending) pending.push([type, data]);
    else store.apply(type, data);
  }

  function lose() {
    if (!lost) onChange(false);
    lost = true;
    close();
    timer = setTimeout(open, retryMs);
  }

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  open();
  return { retry: open, close };
}
