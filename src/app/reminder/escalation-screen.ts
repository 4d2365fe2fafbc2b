import { say } from '../../i18n/words.ts';
import type { LateSupervisor } from '../../storage/late-review.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Screen } from '../core/screen.ts';

/** Supervisors named one by one; the rest is a number. */
const mostNamed = 8;

/** What a superior, or HR, is told when reviews are seven days late: who may need help, without blame. */
export function escalationScreen(late: readonly LateSupervisor[], forHr: boolean): Screen {
  return {
    lines: [
      say(forHr ? 'reminder.escalation-hr' : 'reminder.escalation', {
        count: late.reduce((sum, { count }) => sum + count, 0),
      }),
      '',
      ...late
        .slice(0, mostNamed)
        .map(({ supervisor, count, deadline }) =>
          say('reminder.escalation-line', { supervisor, count, date: { date: deadline } }),
        ),
      ...(late.length > mostNamed ? [say('reminder.more-supervisors', { count: late.length - mostNamed })] : []),
      '',
      say(forHr ? 'reminder.escalation-hr-help' : 'reminder.escalation-help'),
    ],
    buttons: forHr ? [[{ label: say('reminder.open-period'), data: commandData('periode') }]] : [[menuButton]],
  };
}
