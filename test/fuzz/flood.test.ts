import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { afterHours, openStage, type Stage, webhookSecret } from '../support/bot.ts';
import { type District, settleDistrict } from '../support/district.ts';

let stage: Stage;
let district: District;
beforeEach(async () => {
  stage = await openStage({ transport: 'webhook', start: afterHours });
  district = await settleDistrict(stage.bot().app.database);
});
afterEach(() => stage.close());

let updateId = 5_000_000;

async function write(telegramId: number, text: string): Promise<number> {
  updateId += 1;
  const person = { id: telegramId, first_name: 'Seseorang' };
  const message = {
    message_id: updateId % 100_000,
    date: 1,
    from: { ...person, is_bot: false },
    chat: { ...person, type: 'private' },
    text,
  };
  const answer = await fetch(`http://127.0.0.1:${stage.bot().webhookPort}/telegram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret },
    body: JSON.stringify({ update_id: updateId, message }),
  });
  return answer.status;
}

describe('somebody who floods the bot', () => {
  it('slows only themselves: whoever writes last of all is answered long before the flood is through', async () => {
    const { ani, budi, citra } = district.people;
    for (const { telegramId } of [ani, budi, citra]) stage.simulator.person({ id: telegramId, firstName: 'x' }).start();
    await stage.simulator.allConfirmed();
    const flood = 240;
    let through = 0;
    const statuses: number[] = [];
    const floods = Array.from({ length: flood }, async (_, index) => {
      statuses.push(await write(ani.telegramId, index % 2 === 0 ? '/menu' : 'halo '.repeat(700)));
      through += 1;
    });
    const others = await Promise.all([budi, citra].map(({ telegramId }) => write(telegramId, '/menu')));
    const throughBefore = through;
    expect(others).toEqual([200, 200]);
    expect(throughBefore).toBeLessThan(flood / 4);
    await Promise.all(floods);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});
