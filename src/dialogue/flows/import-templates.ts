import { say } from '../../i18n/words.ts';
import { fileStep } from '../file-step.ts';
import type { Flow } from '../step.ts';

/** What HR may do instead of sending the file. */
export const templateWays = ['sample', 'menu'] as const;

/** Taking the file of plan templates: one question, "please send it". */
export const importTemplatesFlow: Flow = {
  id: 'import-templates',
  version: 1,
  pausable: false,
  steps: [
    fileStep({
      id: 'file',
      lines: () => [say('template.send')],
      instead: [
        { value: 'sample', label: say('template.sample') },
        { value: 'menu', label: say('menu.button') },
      ],
    }),
  ],
};
