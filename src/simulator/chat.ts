import type { ChatMessage } from './chat-message.ts';

/** What is new in a chat. */
type ChatChange =
  | { readonly type: 'message'; readonly message: ChatMessage }
  | { readonly type: 'edit'; readonly message: ChatMessage }
  | { readonly type: 'delete'; readonly messageId: number };

/** The messages of one chat, in order of their ids. */
export class Chat {
  readonly id: number;
  readonly kind: 'private' | 'group';
  private readonly messages = new Map<number, ChatMessage>();
  private readonly onChange: (change: ChatChange) => void;

  constructor(id: number, kind: 'private' | 'group', onChange: (change: ChatChange) => void) {
    this.id = id;
    this.kind = kind;
    this.onChange = onChange;
  }

  add(message: ChatMessage): void {
    this.messages.set(message.id, message);
    this.onChange({ type: 'message', message });
  }

  replace(message: ChatMessage): void {
    this.messages.set(message.id, message);
    this.onChange({ type: 'edit', message });
  }

  remove(messageId: number): void {
    if (this.messages.delete(messageId)) this.onChange({ type: 'delete', messageId });
  }

  get(messageId: number): ChatMessage | undefined {
    return this.messages.get(messageId);
  }

  all(): readonly ChatMessage[] {
    return [...this.messages.values()];
  }
}
