import { say } from '../../i18n/words.ts';
import { findChats } from '../../storage/account.ts';
import { settleByReplacing } from '../../storage/conflict.ts';
import { deleteConversationsAbout } from '../../storage/conversation.ts';
import { enqueue, type Notice } from '../../storage/outbox.ts';
import { groupBy } from '../core/group-by.ts';
import { commandData } from '../core/menu-button.ts';
import { renderNotice } from '../core/render-screen.ts';
import type { Scene } from '../core/scene.ts';

/** People named one by one in a notice; the rest is a number. */
const mostNamed = 8;

/** An appraisal that somebody else assesses from now on. */
export interface HandedOver {
  readonly appraisalId: number;
  /** Whose it is. */
  readonly name: string;
  readonly before: { readonly id: number; readonly name: string } | null;
  readonly raterId: number;
}

/** After raters changed: drafts about them are dropped, declared conflicts are settled by it, and each former and each new rater is told once for all theirs. */
export async function handOver(scene: Scene, given: readonly HandedOver[]): Promise<void> {
  const ids = given.map(({ appraisalId }) => appraisalId);
  await deleteConversationsAbout(scene.tx, ['review', 'confirm-again', 'return-plan', 'conflict'], ids.map(String));
  await settleByReplacing(scene.tx, ids, scene.now);
  const taken = groupBy(given, ({ raterId }) => raterId);
  const left = groupBy(
    given.flatMap((one) => (one.before === null ? [] : [{ ...one, formerId: one.before.id }])),
    ({ formerId }) => formerId,
  );
  const chats = await findChats(scene.tx, [...new Set([...taken.keys(), ...left.keys()])]);
  const notices = chats.flatMap(({ employeeId, telegramId, locale }): Notice[] => {
    const notice = (kind: 'taken' | 'left', all: readonly HandedOver[] = []): Notice[] =>
      all.length === 0
        ? []
        : [
            {
              chatId: telegramId,
              kind: 'notice',
              message: renderNotice(
                {
                  lines: [say(`period.notice-${kind}`, { names: namesOf(all), count: all.length })],
                  buttons: [[{ label: say('menu.tim'), data: commandData('tim') }]],
                },
                locale ?? scene.settings.locale,
              ),
              mustArrive: true,
              dedupeKey: `rater-${kind}:${employeeId}:${all[0]?.appraisalId}:${scene.now.toISOString()}`,
              dueAt: scene.now,
            },
          ];
    return [...notice('left', left.get(employeeId)), ...notice('taken', taken.get(employeeId))];
  });
  await enqueue(scene.tx, notices);
}

function namesOf(all: readonly HandedOver[]) {
  const more = all.length - mostNamed;
  const names = all.slice(0, mostNamed).map(({ name }) => name);
  return { list: more > 0 ? [...names, say('roster.and-more', { count: more })] : names, by: ', ' };
}
