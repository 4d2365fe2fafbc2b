/** Which updates were taken from Telegram and which of them are done; from it follows how far may be confirmed. */
export interface ConfirmLedger {
  /** Notes an update as taken. False when it is known already: Telegram repeats what is not confirmed. */
  take(updateId: number): boolean;
  done(updateId: number): void;
  /** The offset for getUpdates, which confirms all below it: the first update not done, in order of arrival, or one past the last. Null before any. */
  offset(): number | null;
  /** How many are taken and not done. */
  open(): number;
}

/** Starts an empty ledger. The order is that of arrival, not of number: after a quiet week Telegram's numbers may jump back. */
export function createConfirmLedger(): ConfirmLedger {
  const taken = new Map<number, boolean>();
  let next: number | null = null;
  let open = 0;
  return {
    take(updateId) {
      if (taken.has(updateId)) return false;
      taken.set(updateId, false);
      open += 1;
      return true;
    },
    done(updateId) {
      if (taken.get(updateId) !== false) return;
      taken.set(updateId, true);
      open -= 1;
    },
    offset() {
      for (const [updateId, isDone] of taken) {
        if (!isDone) return updateId;
        taken.delete(updateId);
        next = updateId + 1;
      }
      return next;
    },
    open: () => open,
  };
}
