/** One line of a command menu. */
export interface MenuCommand {
  readonly command: string;
  readonly description: string;
}

/** Which people a list is for: everybody, all private chats, all groups …, or one chat (`chat:<id>`). */
type MenuScope = string;

/** The bot's command lists by scope and language, and which of them a person sees. */
export class CommandMenus {
  private readonly lists = new Map<string, readonly MenuCommand[]>();

  /** An empty list deletes. `language` is a two-letter code, or empty for all without a list of their own. */
  set(scope: MenuScope, language: string, commands: readonly MenuCommand[]): void {
    if (commands.length === 0) this.lists.delete(`${scope} ${language}`);
    else this.lists.set(`${scope} ${language}`, commands);
  }

  clear(): void {
    this.lists.clear();
  }

  get(scope: MenuScope, language: string): readonly MenuCommand[] {
    return this.lists.get(`${scope} ${language}`) ?? [];
  }

  /** The list a person with this app language sees in the private chat: the narrowest scope wins, within it the own language. */
  seenBy(personId: number, languageCode: string): readonly MenuCommand[] {
    const language = languageCode.slice(0, 2).toLowerCase();
    for (const scope of [`chat:${personId}`, 'all_private_chats', 'default']) {
      for (const code of language === '' ? [''] : [language, '']) {
        const commands = this.get(scope, code);
        if (commands.length > 0) return commands;
      }
    }
    return [];
  }
}
