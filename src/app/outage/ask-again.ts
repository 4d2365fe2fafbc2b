import { resume } from '../../dialogue/advance.ts';
import { say } from '../../i18n/words.ts';
import { findConversation } from '../../storage/conversation.ts';
import type { Tx } from '../../storage/database.ts';
import { DatabaseUnavailable } from '../../storage/database-unavailable.ts';
import { findUntouchedQuestion, moveScreen } from '../../storage/open-question.ts';
import { withTransaction } from '../../storage/with-transaction.ts';
import type { Outgoing } from '../../telegram/outgoing.ts';
import { kindOf } from '../conversation/conversation-kinds.ts';
import { questionScreen } from '../conversation/conversation-view.ts';
import type { App } from '../core/app.ts';
import { errorForLog } from '../core/error-for-log.ts';
import { commandData } from '../core/menu-button.ts';
import { renderNotice, renderScreen } from '../core/render-screen.ts';
import { setScene } from '../core/set-scene.ts';

/** An open question, to be sent now. */
export interface AskedAgain {
  readonly message: Outgoing;
  /** To be called with the message it became: that is the person's screen now, and the one before loses its buttons. Never rejects. */
  sent(messageId: number): Promise<void>;
}

/**
 * The question open on somebody's screen as it stands now, with a line on why it comes again; null for who did something since, left it, or may not answer it any more. It is made at the last moment
 * and not when it is queued, as people go on by themselves. Rejects where the database is not there; a question that cannot be asked is logged and left out.
 */
export async function askAgain(app: App, telegramId: number, since: Date): Promise<AskedAgain | null> {
  try {
    return await withTransaction(app.database, (tx) => prepare(app, tx, telegramId, since));
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    app.log.error({ err: errorForLog(error) }, 'An open question could not be shown again.');
    return null;
  }
}

async function prepare(app: App, tx: Tx, telegramId: number, since: Date): Promise<AskedAgain | null> {
  const untouched = await findUntouchedQuestion(tx, telegramId, since);
  if (untouched === null) return null;
  const { firstName, conversationId, lastUpdateId } = untouched;
  const { scene } = await setScene(app, tx, { id: telegramId, firstName, languageCode: null }, new Map());
  const { account, employee, isHr, locale } = scene.actor;
  // Now that the person is locked, it is certain.
  if (account.conversationId !== conversationId || account.lastUpdateId !== lastUpdateId) return null;
  if (employee === null && !isHr) return null;
  const conversation = await findConversation(tx, telegramId, conversationId);
  if (conversation === null) return null;
  const opened = await kindOf(scene, conversation.flow).open(scene, conversation.subject);
  if (!opened.ok) return null;
  const { lines, buttons } = questionScreen({
    conversationId,
    opened,
    progress: resume(opened.flow, conversation.progress),
  });
  const why = say('conversation.asked-again');
  const [message, ...more] = renderScreen({ lines, buttons }, locale, why);
  // A question of several messages would be several messages of the outbox, which may part ways: the button shows it.
  const whole = more.length === 0 ? message : undefined;
  const goOn = { label: say('conversation.go-on'), data: commandData('lanjut') };
  return {
    message: whole ?? renderNotice({ lines: [why], buttons: [[goOn]] }, locale),
    sent: (messageId) => takeOver(app, { telegramId, conversationId, lastUpdateId, messageId }),
  };
}

/** One screen is live at a time. Where the person did something while the question was on its way, theirs is. */
async function takeOver(app: App, moved: Parameters<typeof moveScreen>[1]): Promise<void> {
  const { telegramId, messageId } = moved;
  try {
    const done = await moveScreen(app.database, moved);
    const old = done === false ? messageId : done.before;
    if (old !== null) await app.gateway.clearButtons(telegramId, old);
  } catch (error) {
    // Both messages have the question's buttons then, and either goes on.
    app.log.warn({ err: errorForLog(error) }, 'A question that was shown again did not become the screen.');
  }
}
