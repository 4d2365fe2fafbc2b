import type { Action, Command, ConversationKind, Feature, ViewKind } from './feature.ts';

/** Everything the bot can do, by name. Throws when two features claim the same name. */
export interface Registry {
  readonly features: readonly Feature[];
  readonly commands: ReadonlyMap<string, Command>;
  readonly actions: ReadonlyMap<string, Action>;
  readonly views: ReadonlyMap<string, ViewKind>;
  readonly conversations: ReadonlyMap<string, ConversationKind>;
}

export function createRegistry(features: readonly Feature[]): Registry {
  return {
    features,
    commands: byName(
      features.flatMap((feature) => feature.commands ?? []),
      (command) => command.name,
    ),
    actions: byName(
      features.flatMap((feature) => feature.actions ?? []),
      (action) => action.name,
    ),
    views: byName(
      features.flatMap((feature) => feature.views ?? []),
      (view) => view.name,
    ),
    conversations: byName(
      features.flatMap((feature) => feature.conversations ?? []),
      (kind) => kind.flow,
    ),
  };
}

function byName<Named>(items: readonly Named[], nameOf: (item: Named) => string): ReadonlyMap<string, Named> {
  const named = new Map<string, Named>();
  for (const item of items) {
    if (named.has(nameOf(item))) throw new Error(`Two features claim the name ${nameOf(item)}.`);
    named.set(nameOf(item), item);
  }
  return named;
}
