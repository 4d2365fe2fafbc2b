import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { listOpenConcerns } from '../../storage/concern.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { defineAction, type Feature, noArgs, numberArg, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { allowed } from '../core/permit.ts';
import { answerConcernKind, publishConcernKind, unpublish } from './answer-concern.ts';
import { concernListView, concernsView, concernView, faqView } from './concern-views.ts';
import { sendConcernKind } from './send-concern.ts';

const one = z.tuple([numberArg]);
type One = readonly [number];

/** Aspirasi: worries and questions, answered by HR, anonymous if wished; and the FAQ made of them. */
export const concern: Feature = {
  commands: [
    {
      name: 'aspirasi',
      description: 'command.aspirasi',
      menu: 'menu.aspirasi',
      allows: allowed('send-concern'),
      run: async () => show(concernsView.of({})),
    },
  ],
  actions: [
    defineAction('concern.new', noArgs, (scene) => startConversation(scene, sendConcernKind, '', { afresh: true })),
    defineAction(
      'concern.faq',
      one,
      pressFor('view-faq', async (_scene, [page]: One) => show(faqView.of({ page }))),
    ),
    defineAction(
      'concern.list',
      one,
      pressFor('answer-concerns', async (_scene, [page]: One) => show(concernListView.of({ page }))),
    ),
    defineAction(
      'concern.show',
      one,
      pressFor('answer-concerns', async (_scene, [id]: One) => show(concernView.of({ id }))),
    ),
    defineAction('concern.answer', one, (scene, [id]) => startConversation(scene, answerConcernKind, String(id))),
    defineAction('concern.publish', one, (scene, [id]) => startConversation(scene, publishConcernKind, String(id))),
    defineAction(
      'concern.unpublish',
      one,
      pressFor('answer-concerns', async (scene, [id]: One) => {
        await unpublish(scene, id);
        return show(concernView.of({ id }), say('concern.unpublished'));
      }),
    ),
  ],
  views: [concernsView, concernListView, concernView, faqView],
  conversations: [sendConcernKind, answerConcernKind, publishConcernKind],
  async status({ tx, actor }) {
    if (!allowed('answer-concerns')(actor)) return [];
    const { total } = await listOpenConcerns(tx, { page: 0, size: 1 });
    return total > 0 ? [say('concern.status', { total })] : [];
  },
};
