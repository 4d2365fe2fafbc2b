import { advance } from '../../dialogue/advance.ts';
import { createQuickStepSaver } from '../../storage/quick-step.ts';
import type { Incoming } from '../../telegram/incoming.ts';
import { readConversationData } from '../conversation/conversation-data.ts';
import { questionScreen } from '../conversation/conversation-view.ts';
import type { App } from './app.ts';
import { renderScreen } from './render-screen.ts';
import type { Actor, OpenQuestion } from './scene.ts';
import type { Reply } from './work-on-update.ts';

/** Answers presses on the open question from memory, with one statement for all who press at a time. */
export interface QuickSteps {
  /** What the press leads to, committed; null when it has to be worked on in full, and then nothing was changed. */
  take(incoming: Incoming): Promise<Extract<Reply, { kind: 'show' }> | null>;
  /** Keeps the question that was just shown, or forgets the person's last one. */
  remember(telegramId: number, shown: Shown | null): void;
}

/** A question as it stands on a person's screen. */
export interface Shown {
  readonly question: OpenQuestion;
  readonly actor: Actor;
  readonly messageId: number;
  /** When it was last looked in full whether the conversation may be held. */
  readonly lookedAt: Date;
}

/**
 * How long answers are taken without looking again whether the conversation may still be held, in milliseconds. They are a draft that nobody else sees; before anything is
 * submitted, rights, windows and states are looked at in full, always.
 */
const trustMs = 60_000;
/** People whose open question is remembered; the one touched longest ago makes room. */
const most = 2_000;

/**
 * Most of what people do is to answer the next question. In full that takes a transaction of a dozen statements, though the process that showed the question still has
 * all it takes to ask the next one. Where the database says that nothing has changed since, one statement is enough; with several processes, or after anything
 * else happened, it says so, and the press is worked on in full.
 */
export function createQuickSteps(app: Pick<App, 'database' | 'now'>): QuickSteps {
  const known = new Map<number, Shown>();
  const saveQuickStep = createQuickStepSaver(app.database);

  return {
    async take(incoming) {
      if (incoming.kind !== 'press') return null;
      const { id, firstName } = incoming.from;
      const press = readConversationData(incoming.data);
      const last = known.get(id);
      if (press === null || last === undefined) return null;
      known.delete(id);
      const { question, actor, messageId, lookedAt } = last;
      const now = app.now();
      if (
        now.getTime() - lookedAt.getTime() >= trustMs ||
        messageId !== incoming.messageId ||
        question.conversationId !== press.conversationId
      )
        return null;
      const { opened, progress } = question;
      if (opened.steady === undefined) return null;
      const turn = advance(opened.flow, progress, { kind: 'press', ...press });
      if (turn.kind !== 'moved') return null;
      const next: OpenQuestion = { ...question, progress: turn.progress };
      const messages = renderScreen(questionScreen(next), actor.locale, turn.note ?? undefined);
      if (messages.length !== 1) return null;
      const saved = await saveQuickStep({
        updateId: incoming.updateId,
        telegramId: id,
        firstName,
        employeeId: actor.account.employeeId,
        screenMessageId: messageId,
        conversationId: question.conversationId,
        about: opened.steady,
        from: { stepId: progress.stepId, revision: progress.revision },
        progress: turn.progress,
        now,
      });
      if (!saved) return null;
      return {
        kind: 'show',
        messages,
        stale: false,
        screenMessageId: messageId,
        since: now,
        actor,
        question: next,
        lookedAt,
      };
    },
    remember(telegramId, shown) {
      known.delete(telegramId);
      if (shown === null) return;
      known.set(telegramId, shown);
      const [oldest] = known.size > most ? known.keys() : [];
      if (oldest !== undefined) known.delete(oldest);
    },
  };
}
