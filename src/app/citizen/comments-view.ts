import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import { type CommentRow, listComments, listHeldComments, saveCommentState } from '../../storage/citizen-rating.ts';
import { audit } from '../core/audit.ts';
import { defineAction, defineView, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor, screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { shownArgs } from '../people/shown-view.ts';
import { pageRow } from '../period/page-row.ts';
import { citizenData } from './citizen-data.ts';

const perPage = 5;
const argsSchema = z.object({ unitId: z.number().int().nullable(), page: z.number().int().nonnegative() });
type Args = z.output<typeof argsSchema>;

/** Citizens' comments for HR, of one unit or (null) those of all units that wait to be read: without the number given and without a time. */
export const commentsView = defineView('service-comments', argsSchema, screenFor('moderate-comments', renderComments));

export const openComments = defineAction(
  'service.comments',
  z.tuple([numberArg, numberArg]),
  pressFor('moderate-comments', async (_scene, [unitId, page]: readonly [number, number]) =>
    show(commentsView.of({ unitId, page })),
  ),
);

export const openHeld = defineAction(
  'service.held',
  z.tuple([numberArg]),
  pressFor('moderate-comments', async (_scene, [page]: readonly [number]) =>
    show(commentsView.of({ unitId: null, page })),
  ),
);

/** Shows or hides one comment. The number given with it counts either way. */
export const settleComment = defineAction(
  'service.settle',
  z.tuple([numberArg, z.enum(['shown', 'hidden'])]),
  pressFor('moderate-comments', settle),
);

async function settle(scene: Scene, [id, to]: readonly [number, 'shown' | 'hidden']): Promise<Outcome> {
  const shown = shownArgs(scene, commentsView.name, argsSchema) ?? { unitId: null, page: 0 };
  const saved = await saveCommentState(scene.tx, id, to);
  if (saved === null) return show(commentsView.of(shown));
  await audit(scene, to === 'shown' ? 'service-comment-shown' : 'service-comment-hidden', {
    detail: { ratingId: id, unitId: saved.unitId },
  });
  return show(commentsView.of(shown), say(to === 'shown' ? 'service.comment-shown' : 'service.comment-hidden'));
}

async function renderComments(scene: Scene, { unitId, page }: Args): Promise<Screen> {
  const at = { page, size: perPage };
  const { total, comments } =
    unitId === null ? await listHeldComments(scene.tx, at) : await listComments(scene.tx, unitId, at);
  const data = (to: number) => (unitId === null ? citizenData.held(to) : citizenData.comments(unitId, to));
  return {
    lines: [
      say(unitId === null ? 'service.held-heading' : 'service.comments-heading'),
      ...(total === 0 ? ['', say('service.no-comments')] : []),
      ...comments.flatMap((comment, index) => ['', lineOf(comment, page * perPage + index + 1)]),
    ],
    buttons: [
      ...comments.map(({ id, state }, index) => {
        const number = page * perPage + index + 1;
        const reveal = { label: say('service.show', { number }), data: citizenData.settle(id, 'shown') };
        const hide = { label: say('service.hide', { number }), data: citizenData.settle(id, 'hidden') };
        return state === 'held' ? [reveal, hide] : state === 'hidden' ? [reveal] : [hide];
      }),
      ...pageRow({ ...at, total, data }),
      [
        unitId === null
          ? { label: say('service.other-unit'), data: citizenData.find() }
          : { label: say('service.back'), data: citizenData.unit(unitId) },
        menuButton,
      ],
    ],
  };
}

function lineOf({ html, state, unit }: CommentRow, number: number): Words {
  return say(`service.comment-line-${state}`, { number, unit, text: { html } });
}
