import { z } from 'zod';
import { say } from '../../i18n/words.ts';
import { defineView } from '../core/feature.ts';
import { commandData, menuButton } from '../core/menu-button.ts';
import { mostExports } from './own-data-limit.ts';

/** /dataku: what the workbook holds, and the two rights over own data. */
export const ownDataView = defineView('own-data', z.object({}), async () => ({
  lines: [say('own.title'), '', say('own.about', { most: mostExports })],
  buttons: [
    [{ label: say('own.export'), data: 'own.export' }],
    [{ label: say('own.correct'), data: 'own.correct' }],
    [{ label: say('own.privacy'), data: commandData('privasi') }, menuButton],
  ],
}));
