import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStage, type Stage } from '../../support/bot.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage.close());

it('tells a stranger how to join, and the number that makes somebody HR', async () => {
  const stranger = stage.simulator.person({ id: 90_210, firstName: 'Sari', languageCode: 'id' });
  stranger.start();
  const answer = await stranger.waitFor(/belum terhubung/);
  expect(answer.text).toMatch(/ID Telegram Anda: 90210/);
});

it('offers a stranger only what a stranger can do, in the language of their app', async () => {
  const guest = stage.simulator.person({ id: 90_211, firstName: 'Guest', languageCode: 'en' });
  expect(guest.commands()).toEqual([
    { command: 'start', description: 'Start, or join with an invitation link' },
    { command: 'bahasa', description: 'Choose the language' },
    { command: 'privasi', description: 'Privacy notice' },
    { command: 'bantuan', description: 'Help' },
  ]);
});
