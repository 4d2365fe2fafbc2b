import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineView, type Feature, show } from '../../../src/app/core/feature.ts';
import { menuButton } from '../../../src/app/core/menu-button.ts';
import { openStage, type Stage } from '../../support/bot.ts';
import { type OwnApp, startWith } from '../../support/own-app.ts';
import { pressFor, screen } from '../../support/talk.ts';

let stage: Stage;
let own: OwnApp;

const view = defineView('test.evidence', z.object({}), async () => ({
  lines: ['Bukti & catatan'],
  buttons: [[menuButton]],
  file: { as: 'document', fileId: 'sent-to-a-bot-before-this-one' },
}));

const evidence: Feature = {
  views: [view],
  commands: [
    {
      name: 'bukti',
      description: 'command.menu',
      menu: null,
      allows: () => true,
      run: async () => show(view.of({})),
    },
  ],
};

beforeEach(async () => {
  stage = await openStage();
  own = await startWith(stage, evidence);
});
afterEach(async () => {
  await own.stop();
  await stage.close();
});

describe('a file that Telegram does not have any more', () => {
  it('is told as such below the words that came with it, whose buttons work; it is no fault to apologise for', async () => {
    const person = stage.simulator.person({ id: 31, firstName: 'Ani' });
    person.send('/bukti');
    const shown = await screen(person, /Bukti & catatan/);
    expect(shown.text).toContain('sudah tidak ada di Telegram');
    await pressFor(person, /Menu/, /./);
    expect(stage.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });
});
