import { z } from 'zod';
import type { Answers, Flow, Json } from '../../dialogue/step.ts';
import type { MessageKey, Words } from '../../i18n/words.ts';
import type { Outgoing } from '../../telegram/outgoing.ts';
import type { Actor, Scene } from './scene.ts';
import type { Screen } from './screen.ts';

/** One part of the product as the handler of updates sees it: its commands, buttons, views and conversations. `features.ts` lists them all. */
export interface Feature {
  readonly commands?: readonly Command[];
  readonly actions?: readonly Action[];
  readonly views?: readonly ViewKind[];
  readonly conversations?: readonly ConversationKind[];
  /** Lines at the top of the person's menu: what is open and what is next for them. */
  status?(scene: Scene): Promise<readonly Words[]>;
}

/** What a person's input leads to. */
export type Outcome =
  /** Show this view, with a line above it that says what just happened; `first` goes ahead of it as messages of its own (a piece of evidence) and is not shown again. */
  | { readonly kind: 'show'; readonly view: View; readonly note?: Words; readonly first?: readonly Screen[] }
  /** The button was old or forged: nothing changed, the present view is shown again. */
  | { readonly kind: 'stale' }
  /** Only a short word at the pressed button, whose message stays; `clear` takes its buttons off. */
  | { readonly kind: 'toast'; readonly words: Words; readonly clear: boolean };

/** A view by name with its arguments: all that is stored of a screen, which can be made again from it at any time. */
export interface View {
  readonly name: string;
  readonly args: Json;
}

export interface Command {
  /** Without slash. */
  readonly name: string;
  /** One line for Telegram's command menu. */
  readonly description: MessageKey;
  /** Label of its button in /menu; null where it is reachable from elsewhere or always there. */
  readonly menu: MessageKey | null;
  /** Who sees it and may use it. */
  allows(actor: Actor): boolean;
  /**
   * Whether there is anything behind it at this moment, where that depends on more than the person (the framework in use has a lesson). Such a command has its button in /menu and its
   * line in /bantuan while there is, and stays out of Telegram's own command menu, which is not brought up to date when something changes elsewhere.
   */
  offered?(scene: Scene): Promise<boolean>;
  run(scene: Scene, argument: string): Promise<Outcome>;
}

/** A button outside conversations. Its data is `name:arg:arg`, at most 64 bytes. */
export interface Action {
  readonly name: string;
  /** True when its outcome is a toast, so the press is answered with it after the commit and not at once. */
  readonly toasts: boolean;
  run(scene: Scene, args: readonly string[]): Promise<Outcome>;
}

export interface ViewKind {
  readonly name: string;
  render(scene: Scene, args: Json): Promise<Screen>;
}

/** A conversation wired to the database: how its flow is made, and what happens at its end. `subject` says what it is about (an appraisal's id), or is empty. */
export interface ConversationKind {
  readonly flow: string;
  /** The flow for this subject, or why it may not be held (any more). Called before every turn, so rights and windows are checked each time. */
  open(scene: Scene, subject: string): Promise<OpenedConversation>;
  /** The last step was answered: do it. The draft is deleted when the outcome is `done`, and kept when it is `refused`. */
  finish(scene: Scene, subject: string, answers: Answers): Promise<Finished>;
}

export type OpenedConversation =
  | {
      readonly ok: true;
      readonly flow: Flow;
      readonly heading: readonly Words[];
      /**
       * Flow and heading are the same at every step, nothing in them is read from the draft, as long as this appraisal's period is open and its rater the same. Presses are then
       * answered without opening it again each time (`quick-steps.ts`). Left out where that is not so.
       */
      readonly steady?: { readonly appraisalId: number; readonly supervisorId: number | null };
      /** Messages shown before the open question (a preview of what is being written). */
      readonly ahead?: readonly Outgoing[];
    }
  | { readonly ok: false; readonly why: Words };

export type Finished =
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'refused'; readonly why: Words };

/** The largest id the database has (32 bits). */
export const mostId = 2 ** 31 - 1;

/** Defines a view: its arguments are parsed when it is rendered, also after a restart. */
export function defineView<Args extends z.ZodType<unknown, Json>>(
  name: string,
  args: Args,
  render: (scene: Scene, args: z.output<Args>) => Promise<Screen>,
): ViewKind & { of(args: z.input<Args>): View } {
  return {
    name,
    of: (given) => ({ name, args: given }),
    render: async (scene, stored) => {
      const parsed = args.safeParse(stored);
      if (!parsed.success) throw new ViewOutdated(name);
      return render(scene, parsed.data);
    },
  };
}

/** A stored view has arguments that this version of the program does not understand. */
export class ViewOutdated extends Error {
  constructor(name: string) {
    super(`The view ${name} takes other arguments than those that were stored.`);
    this.name = 'ViewOutdated';
  }
}

/** Defines a button: `data(…)` makes its callback data; arguments that do not parse (forged, or from an older version) make it stale. */
export function defineAction<Args extends z.ZodType<readonly (string | number)[], readonly string[]>>(
  name: string,
  args: Args,
  run: (scene: Scene, args: z.output<Args>) => Promise<Outcome>,
  options: { readonly toasts?: boolean } = {},
): Action & { data(...given: z.output<Args>): string } {
  return {
    name,
    toasts: options.toasts ?? false,
    data: (...given) => [name, ...given].join(':'),
    run: async (scene, given) => {
      const parsed = args.safeParse(given);
      return parsed.success ? run(scene, parsed.data) : { kind: 'stale' };
    },
  };
}

/** A whole number in a button's data, no larger than an id can be. */
export const numberArg = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
  .refine((value) => value <= mostId);

export const noArgs = z.tuple([]);

export function show(view: View, note?: Words): Outcome {
  return note === undefined ? { kind: 'show', view } : { kind: 'show', view, note };
}
