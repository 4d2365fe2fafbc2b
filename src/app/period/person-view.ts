import { z } from 'zod';
import { say, type Words } from '../../i18n/words.ts';
import { type AppraisalRow, findAppraisal } from '../../storage/appraisal.ts';
import { defineView } from '../core/feature.ts';
import { screenFor } from '../core/guard.ts';
import { menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen, ScreenButton } from '../core/screen.ts';
import { periodData } from './period-data.ts';
import { periodGone } from './period-views.ts';
import { nextDeadline, raterUnchangeable, reopenable, unchangeable } from './person-standing.ts';

const extensions = [3, 7, 14] as const;

/** One person in a period, for HR: who assesses them, what is done and until when the rest is due. No rating, no words: those are not HR's to read here. */
export const periodPersonView = defineView(
  'period-person',
  z.object({ appraisalId: z.number().int() }),
  screenFor('view-completion', renderPerson),
);

async function renderPerson(scene: Scene, { appraisalId }: { readonly appraisalId: number }): Promise<Screen> {
  const appraisal = await findAppraisal(scene.tx, appraisalId);
  if (!appraisal) return periodGone();
  const { employee, period } = appraisal;
  return {
    lines: [
      say('period.person', { name: employee.name, unit: employee.unitPath }),
      period.name,
      '',
      ...standingWords(appraisal),
    ],
    buttons: [
      ...changeButtons(appraisal),
      ...reopenButtons(appraisal),
      [
        { label: say('period.search-again'), data: periodData.find(period.id) },
        { label: say('period.back'), data: periodData.show(period.id) },
      ],
      [menuButton],
    ],
  };
}

function standingWords({ supervisor, selfSubmittedAt, reviewedAt, windows, period }: AppraisalRow): readonly Words[] {
  return [
    supervisor ? say('period.person-rater', { name: supervisor.name }) : say('period.person-alone'),
    selfSubmittedAt
      ? say('period.person-self-done')
      : say('period.person-self-due', { date: { date: windows.selfClosesOn } }),
    reviewedAt
      ? say('period.person-review-done')
      : say('period.person-review-due', { date: { date: windows.reviewClosesOn } }),
    ...(period.state === 'open' && !reviewedAt ? ['', say('period.person-extend-hint')] : []),
  ];
}

function reopenButtons(appraisal: AppraisalRow): readonly (readonly ScreenButton[])[] {
  const part = reopenable(appraisal);
  if (part === null) return [];
  return [[{ label: say(`period.reopen-${part}`), data: periodData.reopenPart(appraisal.id, part) }]];
}

function changeButtons(appraisal: AppraisalRow): readonly (readonly ScreenButton[])[] {
  const { id, supervisor } = appraisal;
  const from = nextDeadline(appraisal).date;
  if (raterUnchangeable(appraisal)) return [];
  return [
    ...(unchangeable(appraisal)
      ? []
      : [
          extensions.map((days) => ({
            label: say('period.extend', { days }),
            data: periodData.extend(id, days, from),
          })),
        ]),
    [{ label: say(supervisor ? 'period.change-rater' : 'period.name-rater'), data: periodData.findRater(id) }],
  ];
}
