import { z } from 'zod';
import { addDays, type CalendarDate, calendarDateSchema, daysBetween } from '../../domain/calendar.ts';
import { say, type Words } from '../../i18n/words.ts';
import { choiceStep, rowsOf } from '../choice-step.ts';
import { readDate, readDateRange } from '../read-date.ts';
import { type FoundPage, searchStep } from '../search-step.ts';
import type { Answers, Flow, Position, PromptButton, Reading, Step } from '../step.ts';
import { withLeave } from '../with-leave.ts';

/** Days ahead within which a delegation begins and ends. */
const mostAhead = 180;
export const delegateStepId = 'to';

export interface DelegationFacts {
  /** Whose reviews are handed over, when it is not the person at hand. */
  readonly supervisor: string | null;
  readonly people: FoundPage;
  /** What day it is where the supervisor works. */
  readonly today: CalendarDate;
  readonly leave: PromptButton;
}

/** Delegasi: to whom, from which day to which day, and a last look. */
export function delegationFlow(facts: DelegationFacts): Flow {
  return {
    id: 'delegation',
    version: 1,
    pausable: false,
    steps: [
      withLeave(
        searchStep({
          id: delegateStepId,
          applies: () => true,
          lines: () => [
            facts.supervisor === null
              ? say('delegation.to')
              : say('delegation.to-for', { supervisor: facts.supervisor }),
          ],
          found: facts.people,
        }),
        facts.leave,
      ),
      withLeave(daysStep(facts.today), facts.leave),
      withLeave(
        choiceStep({
          id: 'confirm',
          counted: false,
          lines: ({ answers }) => confirmLines(facts.supervisor, answers),
          choices: () => [{ value: 'yes', label: say('delegation.yes') }],
        }),
        facts.leave,
      ),
    ],
  };
}

const plannedSchema = z.object({
  to: z.object({ id: z.number().int(), name: z.string() }),
  days: z.object({ from: calendarDateSchema, to: calendarDateSchema }),
});

/** What was answered; null while something is missing. */
export function plannedDelegation(answers: Answers): z.output<typeof plannedSchema> | null {
  return plannedSchema.safeParse(answers).data ?? null;
}

function confirmLines(supervisor: string | null, answers: Answers): readonly Words[] {
  const planned = plannedDelegation(answers);
  if (!planned) return [];
  const { to, days } = planned;
  const span = { delegate: to.name, from: { date: days.from }, to: { date: days.to } };
  return [
    supervisor === null ? say('delegation.confirm', span) : say('delegation.confirm-for', { ...span, supervisor }),
    '',
    say('delegation.what'),
  ];
}

/** From which day to which, both included: a button, one date or two. */
function daysStep(today: CalendarDate): Step {
  const spans = [
    { action: 'today', from: today, to: today },
    { action: 'week', from: today, to: addDays(today, 6) },
    { action: 'next', from: addDays(today, 1), to: addDays(today, 7) },
  ];
  const keep = (from: CalendarDate, to: CalendarDate): Reading => ({ kind: 'answer', answer: { from, to } });
  return {
    id: 'days',
    counted: false,
    applies: () => true,
    ask: (_at: Position) => ({
      lines: [say('delegation.days')],
      buttons: rowsOf(
        spans.map(({ action, from, to }) => ({
          label:
            from === to
              ? say('delegation.one-day', { date: { date: from } })
              : say('delegation.span', { from: { date: from }, to: { date: to } }),
          action,
        })),
        1,
      ),
    }),
    read: (input) => {
      if (input.kind === 'press') {
        const span = spans.find(({ action }) => action === input.action);
        return span ? keep(span.from, span.to) : { kind: 'again', why: say('dialogue.choose-button') };
      }
      const one = input.kind === 'text' ? readDate(input.text) : null;
      const range = input.kind === 'text' ? (readDateRange(input.text) ?? (one && { from: one, to: one })) : null;
      if (range === null) return { kind: 'again', why: say('delegation.not-days') };
      if (range.from < today || range.to < range.from)
        return { kind: 'again', why: say('delegation.wrong-order', { date: { date: today } }) };
      if (daysBetween(today, range.to) > mostAhead)
        return { kind: 'again', why: say('date.too-late', { date: { date: addDays(today, mostAhead) } }) };
      return keep(range.from, range.to);
    },
  };
}
