import type { ChatMessage } from './chat-message.ts';

/** Something changed on a person's screen, or for all of them. The page and waiting tests listen. */
export type SimulatorEvent =
  | { readonly type: 'message'; readonly personId: number; readonly message: ChatMessage }
  | { readonly type: 'edit'; readonly personId: number; readonly message: ChatMessage }
  | { readonly type: 'delete'; readonly personId: number; readonly messageId: number }
  /** The bot answered a press: the spinner stops and `text`, where there is one, shows as a toast or (`alert`) as a box to close. */
  | {
      readonly type: 'answer';
      readonly personId: number;
      readonly queryId: string;
      readonly text: string | null;
      readonly alert: boolean;
    }
  | { readonly type: 'commands'; readonly personId: number }
  | { readonly type: 'person'; readonly personId: number }
  | { readonly type: 'blocked'; readonly personId: number; readonly blocked: boolean }
  | { readonly type: 'clock'; readonly now: Date }
  /** The page offers, prepares or opens something else. */
  | { readonly type: 'opening' };

/** Tells every listener, in the order they came; those who listen to one person first. */
export class Events {
  private readonly listeners = new Set<Listener>();
  private readonly byPerson = new Map<number, Set<Listener>>();

  /** Listens to everything. Returns the remover. */
  on(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Listens to what concerns one person; costs nothing while others are busy. Returns the remover. */
  onPerson(personId: number, listener: Listener): () => void {
    const listeners = this.byPerson.get(personId) ?? new Set();
    this.byPerson.set(personId, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  emit(event: SimulatorEvent): void {
    const own = event.type === 'clock' || event.type === 'opening' ? [] : (this.byPerson.get(event.personId) ?? []);
    for (const listener of [...own, ...this.listeners]) listener(event);
  }
}

type Listener = (event: SimulatorEvent) => void;
