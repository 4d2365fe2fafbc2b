import { z } from 'zod';
import { backingLines } from '../../dialogue/rating-step.ts';
import { say, type Words } from '../../i18n/words.ts';
import type { RecognitionRow } from '../../storage/recognition.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { openCase, type RecognitionCase } from './recognition-case.ts';
import { recognitionData } from './recognition-data.ts';

/** One nomination: for HR who decides, for the nominee, and for whoever nominated. */
export const recognitionView = defineView('recognition', z.object({ id: z.number().int() }), render);

async function render(scene: Scene, { id }: { readonly id: number }): Promise<Screen> {
  const opened = await openCase(scene, id);
  if ('why' in opened) return { lines: [opened.why], buttons: [[menuButton]] };
  return {
    lines: [...recognitionWords(opened.recognition), '', ...standingWords(opened)],
    buttons: [...evidenceButtons(opened.recognition), ...actButtons(opened), wayBack(opened), [menuButton]],
    protect: true,
  };
}

/** What was proposed for whom, why and with what evidence. */
export function recognitionWords({
  kind,
  title,
  employee,
  nominator,
  reason,
  evidence,
  period,
}: RecognitionRow): readonly Words[] {
  return [
    say(`recognition.kind-${kind}`),
    say('recognition.title', { title: { html: title } }),
    say('recognition.for-in', { name: employee.name, unit: employee.unitPath }),
    ...(nominator.id === employee.id ? [] : [say('recognition.by', { name: nominator.name })]),
    ...(period ? [say('recognition.in-period', { period: period.name })] : []),
    '',
    say('recognition.reason', { reason: { html: reason } }),
    ...backingLines({
      comment: evidence.comment,
      // A link is read here; a file has its button.
      items: evidence.items.map((item) => ({ name: item.kind === 'link' ? item.url : item.name })),
    }),
  ];
}

function standingWords({ as, recognition }: RecognitionCase): readonly Words[] {
  const { state, decisionReason, consent, announcedAt } = recognition;
  return [
    say(`recognition.state-${state}`),
    ...(decisionReason === null ? [] : [say('recognition.decision-reason', { reason: { html: decisionReason } })]),
    ...(announcedAt !== null
      ? [say('recognition.announced')]
      : consent === null || as === 'nominator'
        ? []
        : [say(as === 'hr' ? `recognition.hr-consent-${consent}` : `recognition.own-consent-${consent}`)]),
  ];
}

/** Files only: a link is among the words. */
function evidenceButtons({ id, evidence }: RecognitionRow): readonly (readonly ScreenButton[])[] {
  return evidence.items.flatMap(({ kind, name }, index) =>
    kind === 'link' ? [] : [[{ label: say('recognition.show-file', { name }), data: recognitionData.file(id, index) }]],
  );
}

function actButtons({ as, recognition }: RecognitionCase): readonly (readonly ScreenButton[])[] {
  const { id, state, consent, announcedAt } = recognition;
  switch (as) {
    case 'hr':
      if (state === 'proposed') return [[{ label: say('recognition.decide'), data: recognitionData.decide(id) }]];
      return consent === 'given' && announcedAt === null
        ? [[{ label: say('recognition.announce'), data: recognitionData.announce(id) }]]
        : [];
    case 'nominator':
      return state === 'proposed' ? [[{ label: say('recognition.withdraw'), data: recognitionData.withdraw(id) }]] : [];
    case 'nominee':
      return announcedAt === null ? consentButtons(id, consent) : [];
    default:
      return as satisfies never;
  }
}

/** The two answers, or the one that was not given. */
export function consentButtons(id: number, consent: RecognitionRow['consent']): readonly (readonly ScreenButton[])[] {
  const give = { label: say('recognition.consent-yes'), data: recognitionData.consent(id, 'given') };
  const refuse = {
    label: say(consent === 'given' ? 'recognition.consent-withdraw' : 'recognition.consent-no'),
    data: recognitionData.consent(id, 'refused'),
  };
  return [...(consent === 'given' ? [] : [[give]]), ...(consent === 'refused' ? [] : [[refuse]])];
}

function wayBack({ as, recognition }: RecognitionCase): readonly ScreenButton[] {
  return [
    {
      label: say('recognition.back'),
      data: as === 'hr' ? recognitionData.list(recognition.state, 0) : recognitionData.home(0),
    },
  ];
}
