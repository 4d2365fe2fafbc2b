/**
 * What the page knows, kept in step with the simulator's events. Applying the same event twice changes nothing twice, so events that
 * arrive while the state is loaded again may overlap with it. Listeners get every change as `{ kind, personId?, … }`.
 */
export function createStore() {
  const listeners = new Set();
  const people = new Map();
  const store = {
    bot: { id: 0, username: '', name: '' },
    tour: [],
    /** Where the page stands before its chats; see the simulator's `Opening`. */
    opening: { stage: 'open', chosen: null, choices: [] },
    people,
    /** The demo clock as last told, with the page's own time when it was told. */
    clock: { at: 0, heardAt: 0 },
    /** Where the demo clock stands now, in milliseconds: it runs on between two moves, as the simulator's does. */
    now: () => store.clock.at + (performance.now() - store.clock.heardAt),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Takes a whole state; who was unread stays so, and what arrived meanwhile counts as unread. */
    load(state) {
      const same = store.opening.stage === 'open' && store.opening.chosen === state.opening.chosen;
      const before = same ? new Map(people) : new Map();
      people.clear();
      for (const person of state.people) people.set(person.id, withUnread(person, before.get(person.id)));
      store.bot = state.bot;
      store.tour = state.tour ?? [];
      store.opening = state.opening;
      tellTime(store, state.now);
      emit({ kind: 'loaded' });
    },
    /** Takes one event of the simulator. */
    apply(type, data) {
      const change = reduce(store, type, data);
      if (change) emit(change);
    },
    /** Everything of this chat has been seen. */
    read(personId) {
      const person = people.get(personId);
      if (!person || person.unread === 0) return;
      person.unread = 0;
      emit({ kind: 'person', personId });
    },
  };
  function emit(change) {
    for (const listener of [...listeners]) listener(change);
  }
  return store;
}

function reduce(store, type, data) {
  if (type === 'clock') {
    tellTime(store, data.now);
    return { kind: 'clock' };
  }
  if (type === 'person') {
    const known = store.people.get(data.person.id);
    // The event tells who the person is, not what was said: the messages stay as they are known here.
    const kept = known ? { messages: known.messages, unread: known.unread } : {};
    store.people.set(data.person.id, { ...data.person, ...kept });
    return { kind: known ? 'replaced' : 'joined', personId: data.person.id };
  }
  const person = store.people.get(data.personId);
  if (!person) return null;
  const { personId } = data;
  switch (type) {
    case 'message': {
      const added = put(person, data.message);
      if (added && data.message.from === 'bot') person.unread += 1;
      return { kind: added ? 'message' : 'edit', personId, message: data.message };
    }
    case 'edit':
      put(person, data.message);
      return { kind: 'edit', personId, message: data.message };
    case 'delete':
      person.messages = person.messages.filter((message) => message.id !== data.messageId);
      return { kind: 'delete', personId, messageId: data.messageId };
    case 'answer':
      return { kind: 'answer', personId, queryId: data.queryId, text: data.text, alert: data.alert };
    case 'commands':
      person.commands = data.commands;
      return { kind: 'commands', personId };
    case 'blocked':
      person.blocked = data.blocked;
      return { kind: 'blocked', personId };
    default:
      return null;
  }
}

/** Puts a message in its place; true when it was not there before. */
function put(person, message) {
  const at = person.messages.findIndex((known) => known.id === message.id);
  if (at >= 0) {
    person.messages[at] = message;
    return false;
  }
  person.messages.push(message);
  person.messages.sort((one, other) => one.id - other.id);
  return true;
}

function withUnread(person, known) {
  if (!known) return { ...person, unread: person.unread ?? 0 };
  const last = known.messages.at(-1)?.id ?? 0;
  const arrived = person.messages.filter((message) => message.from === 'bot' && message.id > last).length;
  return { ...person, unread: known.unread + arrived };
}

function tellTime(store, iso) {
  store.clock = { at: Date.parse(iso), heardAt: performance.now() };
}
