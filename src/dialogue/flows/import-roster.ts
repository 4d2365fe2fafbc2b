import { say } from '../../i18n/words.ts';
import { fileStep } from '../file-step.ts';
import type { Flow } from '../step.ts';

/** What HR may do instead of sending the roster file. */
export const rosterWays = ['template', 'search', 'links', 'service', 'delegations', 'menu'] as const;

/** Taking the roster file: one question, "please send it". */
export const importRosterFlow: Flow = {
  id: 'import-roster',
  version: 1,
  pausable: false,
  steps: [
    fileStep({
      id: 'file',
      lines: () => [say('roster.send')],
      instead: [
        { value: 'template', label: say('roster.template') },
        { value: 'search', label: say('roster.search') },
        { value: 'links', label: say('menu.undangan') },
        { value: 'service', label: say('service.button') },
        { value: 'delegations', label: say('delegation.all-button') },
        { value: 'menu', label: say('menu.button') },
      ],
    }),
  ],
};
