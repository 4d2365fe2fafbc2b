import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { findEmployee } from '../../storage/employee.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import type { Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { strangerWords } from '../core/stranger-words.ts';
import { notMeAction } from './not-me.ts';

/** Who the person is now, as the roster knows them, with the way back for somebody who opened another's link. */
export const welcomeView = defineView('welcome', z.object({}), renderWelcome);

async function renderWelcome({ tx, actor }: Scene): Promise<Screen> {
  const { employee } = actor;
  if (!employee) return { lines: [strangerWords(actor)], buttons: [[menuButton]] };
  const supervisor = employee.supervisorId === null ? null : await findEmployee(tx, employee.supervisorId);
  return {
    lines: [
      say('welcome.greeting', { name: employee.name }),
      '',
      say('welcome.nip', { nip: employee.nip }),
      ...(employee.position === '' ? [] : [say('welcome.position', { position: employee.position })]),
      say('welcome.unit', { unit: employee.unitPath }),
      say('welcome.supervisor', { supervisor: supervisor?.name ?? say('welcome.no-supervisor') }),
      '',
      say('welcome.check'),
    ],
    buttons: [
      [{ label: say('welcome.right'), data: commandData('menu') }],
      [{ label: say('welcome.not-me'), data: notMeAction.data('ask') }],
    ],
  };
}
