import { refuse, say } from '../../i18n/words.ts';
import { countActsSince } from '../../storage/audit-trail.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import { audit } from '../core/audit.ts';
import { defineAction, type Feature, noArgs, type Outcome, show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { allowed, refusalFor } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { sendToSelf } from '../people/send-to-self.ts';
import { askCorrectionKind } from './ask-correction.ts';
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
  ],
  views: [ownDataView],
  conversations: [askCorrectionKind],
};

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
