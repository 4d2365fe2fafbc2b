import { z } from 'zod';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, numberArg, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { tell } from '../core/notice-view.ts';
import { conflictListView, conflictView, openCase } from './conflict-views.ts';
import { declareConflict } from './declare-conflict.ts';
import { declineConflict } from './decline-conflict.ts';

const one = z.tuple([numberArg]);

const actions = [
  defineAction('conflict.declare', one, (scene, [id]) => startConversation(scene, declareConflict, String(id))),
  defineAction(
    'conflict.list',
    z.tuple([numberArg, numberArg]),
    pressFor('manage-period', async (_scene, [periodId, page]) => show(conflictListView.of({ periodId, page }))),
  ),
  defineAction('conflict.look', one, async (scene, [id]) => {
    const opened = await openCase(scene, id);
    if ('why' in opened) return tell(opened.why);
    await audit(scene, 'conflict-seen', { detail: { conflictId: id } });
    return show(conflictView.of({ id }));
  }),
  defineAction('conflict.decline', one, (scene, [id]) => startConversation(scene, declineConflict, String(id))),
];

/** Benturan kepentingan: a rater who should not assess somebody says so, and HR names another or declines. */
export const conflict: Feature = {
  actions,
  views: [conflictListView, conflictView],
  conversations: [declareConflict, declineConflict],
};
