import { say } from '../../i18n/words.ts';
import { choiceStep } from '../choice-step.ts';
import type { Answers, Flow, PromptButton } from '../step.ts';
import { giveReasonFlow } from './give-reason.ts';

const spans = [7, 30, 90] as const;

/** Which stretch of the audit trail to export, and why. */
export function auditExportFlow(leave: PromptButton): Flow {
  const { steps } = giveReasonFlow({ id: 'audit-export', question: [say('audit-trail.ask-export')], leave });
  const span = choiceStep({
    id: 'days',
    counted: false,
    lines: () => [say('audit-trail.ask-span')],
    choices: () => spans.map((days) => ({ value: String(days), label: say('audit-trail.last-days', { days }) })),
  });
  return { id: 'audit-export', version: 1, pausable: false, steps: [span, ...steps] };
}

/** Days back from now; the shortest span where nothing readable was chosen. */
export function exportDays(answers: Answers): number {
  return spans.find((days) => String(days) === answers.days) ?? spans[0];
}
