import { z } from 'zod';
import { refuse, say } from '../../i18n/words.ts';
import { countActsSince } from '../../storage/audit-trail.ts';
import { countOpenCorrections, findCorrection } from '../../storage/correction-request.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, noArgs, numberArg, type Outcome, show } from '../core/feature.ts';
import { pressFor } from '../core/guard.ts';
import { tell } from '../core/notice-view.ts';
import { allowed, refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { sendToSelf } from '../people/send-to-self.ts';
import { answerCorrectionKind, verdictSchema } from './answer-correction.ts';
import { askCorrectionKind } from './ask-correction.ts';
import { correctionListView, correctionView } from './correction-views.ts';
import { mostExports } from './own-data-limit.ts';
import { ownDataView } from './own-data-view.ts';
import { ownWorkbook } from './own-workbook.ts';

/** Data saya: /dataku, own data as a workbook with the trail of who looked, and a request for correction (UU 27/2022). */
export const ownData: Feature = {
  commands: [
    {
      name: 'dataku',
      description: 'command.dataku',
      menu: 'menu.dataku',
      allows: allowed('export-own-data'),
      run: async () => show(ownDataView.of({})),
    },
  ],
  actions: [
    defineAction('own.export', noArgs, exportOwnData),
    defineAction('own.correct', noArgs, (scene) => startConversation(scene, askCorrectionKind, '', { afresh: true })),
    defineAction(
      'correction.list',
      z.tuple([numberArg]),
      pressFor('settle-corrections', async (_scene, [page]: readonly [number]) =>
        show(correctionListView.of({ page })),
      ),
    ),
    defineAction('correction.show', z.tuple([numberArg]), pressFor('settle-corrections', openCorrection)),
    defineAction('correction.answer', z.tuple([numberArg, verdictSchema]), (scene, [id, verdict]) =>
      startConversation(scene, answerCorrectionKind, `${id}:${verdict}`, { afresh: true }),
    ),
  ],
  views: [ownDataView, correctionListView, correctionView],
  conversations: [askCorrectionKind, answerCorrectionKind],
  async status({ tx, actor }) {
    if (!allowed('settle-corrections')(actor)) return [];
    const total = await countOpenCorrections(tx);
    return total > 0 ? [say('correction.status', { total })] : [];
  },
};

/** HR reads somebody's request: a look at a person, so it is on the trail. */
async function openCorrection(scene: Scene, [id]: readonly [number]): Promise<Outcome> {
  const request = await findCorrection(scene.tx, id);
  if (!request) return show(correctionListView.of({ page: 0 }), refuse('correction-gone'));
  await audit(scene, 'correction-opened', { employeeId: request.employee.id, detail: { requestId: id } });
  return show(correctionView.of({ id }));
}

async function exportOwnData(scene: Scene): Promise<Outcome> {
  const { actor, tx, now } = scene;
  const why = refusalFor(actor, 'export-own-data');
  if (why || !actor.employee) return tell(why ?? refuse('join-first'));
  const since = new Date(now.getTime() - 86_400_000);
  const given = await countActsSince(tx, actor.telegramId, 'own-data-exported', since);
  if (given >= mostExports) return show(ownDataView.of({}), refuse('exports-enough', { most: mostExports }));
  await audit(scene, 'own-data-exported', { employeeId: actor.employee.id });
  const bytes = await ownWorkbook(scene, actor.employee);
  await sendToSelf(scene, {
    lines: [say('own.file')],
    buttons: [],
    file: { as: 'document', name: 'data-saya.xlsx', bytes },
  });
  return show(ownDataView.of({}), say('own.on-its-way'));
}
