import { z } from 'zod';
import { attachmentSchema } from '../../dialogue/attachment.ts';
import { importRosterFlow, rosterWays } from '../../dialogue/flows/import-roster.ts';
import type { Answers } from '../../dialogue/step.ts';
import { refuse, say, type Words } from '../../i18n/words.ts';
import { countPeople } from '../../storage/person.ts';
import { findServiceUnitKind } from '../citizen/find-service-unit.ts';
import { startConversation } from '../conversation/start-conversation.ts';
import type { Command, ConversationKind, Finished } from '../core/feature.ts';
import { show } from '../core/feature.ts';
import { tell } from '../core/notice-view.ts';
import { allowed } from '../core/permit.ts';
import type { Scene } from '../core/scene.ts';
import { openAllDelegations } from '../delegation/all-delegations.ts';
import { menuView } from '../menu/menu-view.ts';
import { invitationsView } from './invitations-view.ts';
import { lookUpPersonConversation } from './look-up-person.ts';
import { readRoster } from './read-roster.ts';
import { rosterFileOf } from './roster-file.ts';
import { rosterPreviewView } from './roster-preview.ts';
import { problemsShown, rosterProblemsCsv, rosterProblemsWords, tableProblemWords } from './roster-problem-words.ts';
import { sendRosterTemplate } from './roster-template.ts';
import { sendToSelf } from './send-to-self.ts';

/** Taking the roster file. A file that cannot be used leaves the question open, so that the corrected one can be sent at once. */
export const rosterConversation: ConversationKind = {
  flow: importRosterFlow.id,
  open: async (scene) =>
    allowed('import-roster')(scene.actor)
      ? { ok: true, flow: importRosterFlow, heading: await heading(scene) }
      : { ok: false, why: refuse('hr-only') },
  finish: (scene, _subject, answers) => finish(scene, answers),
};

/** /pegawai: how far the roster is, and the question for its file. */
export const rosterCommand: Command = {
  name: 'pegawai',
  description: 'command.pegawai',
  menu: 'menu.pegawai',
  allows: allowed('import-roster'),
  run: (scene) => startConversation(scene, rosterConversation, '', { afresh: true }),
};

async function heading({ tx }: Scene): Promise<readonly Words[]> {
  const { active, joined, inactive, units } = await countPeople(tx);
  if (active + inactive === 0) return [say('roster.heading'), say('roster.empty'), ''];
  return [
    say('roster.heading'),
    say('roster.counts', { active, joined, units }),
    ...(inactive > 0 ? [say('roster.counts-inactive', { inactive })] : []),
    '',
  ];
}

const answersSchema = z.object({ file: z.union([z.enum(rosterWays), attachmentSchema]) });

async function finish(scene: Scene, answers: Answers): Promise<Finished> {
  const { file } = answersSchema.parse(answers);
  switch (file) {
    case 'template':
      await sendRosterTemplate(scene);
      return { kind: 'refused', why: say('roster.template-sent') };
    case 'search':
      return { kind: 'done', outcome: await startConversation(scene, lookUpPersonConversation, '', { afresh: true }) };
    case 'links':
      return { kind: 'done', outcome: show(invitationsView.of({ unitId: null, page: 0 })) };
    case 'service':
      return { kind: 'done', outcome: await startConversation(scene, findServiceUnitKind, '', { afresh: true }) };
    case 'delegations':
      return { kind: 'done', outcome: await openAllDelegations(scene, 0) };
    case 'menu':
      return { kind: 'done', outcome: show(menuView.of({})) };
    default:
      return file.kind === 'document'
        ? take(scene, rosterFileOf(file))
        : { kind: 'refused', why: say('dialogue.send-document') };
  }
}

async function take(scene: Scene, file: ReturnType<typeof rosterFileOf>): Promise<Finished> {
  const reading = await readRoster(
    scene.tx,
    scene.fileBytes({ as: 'document', ...file }),
    scene.actor.employee?.nip ?? null,
  );
  switch (reading.kind) {
    case 'unreadable':
      return { kind: 'refused', why: tableProblemWords(reading.problem) };
    case 'problems': {
      const { problems } = reading;
      if (problems.length > problemsShown)
        await sendToSelf(scene, {
          lines: [say('roster.problems-caption')],
          buttons: [],
          file: {
            as: 'document',
            name: 'masalah-daftar-pegawai.csv',
            bytes: rosterProblemsCsv(problems, scene.actor.locale),
          },
        });
      return { kind: 'refused', why: rosterProblemsWords(problems) };
    }
    case 'plan': {
      const { plan, absent } = reading;
      const nothing = plan.create.length + plan.update.length + plan.units.length + absent.dispensable.length === 0;
      const outcome = nothing
        ? tell(say('roster.nothing-new'))
        : show(rosterPreviewView.of({ file, deactivateAbsent: false }));
      return { kind: 'done', outcome };
    }
    default:
      return reading satisfies never;
  }
}
