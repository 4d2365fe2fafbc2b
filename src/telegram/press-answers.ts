/** Presses that came by the webhook and are in hand: what stops their spinner goes back in the response, which spares a request. */
export interface PressAnswers {
  /** Begins to wait for the answer to a press. */
  hold(queryId: string): HeldPress;
  /** Leaves the answer to the response; false where no response is to come that could carry it. */
  leave(queryId: string): boolean;
}

export interface HeldPress {
  /** Ends the waiting. True when the response has to carry the answer, because nothing else did. */
  settle(): boolean;
}

/** Milliseconds a spinner turns before the answer is sent by a request of its own after all: a press whose work is slow. */
const patienceMs = 400;

/** `send` sends the answer by a request of its own; it never rejects. */
export function createPressAnswers(send: (queryId: string) => Promise<void>): PressAnswers {
  const held = new Map<string, { timer: NodeJS.Timeout | null }>();
  return {
    hold(queryId) {
      const press: { timer: NodeJS.Timeout | null } = { timer: null };
      held.set(queryId, press);
      return {
        settle() {
          if (held.get(queryId) === press) held.delete(queryId);
          if (press.timer === null) return false;
          clearTimeout(press.timer);
          return true;
        },
      };
    },
    leave(queryId) {
      const press = held.get(queryId);
      if (press === undefined || press.timer !== null) return false;
      press.timer = setTimeout(() => {
        press.timer = null;
        held.delete(queryId);
        void send(queryId);
      }, patienceMs);
      return true;
    },
  };
}
