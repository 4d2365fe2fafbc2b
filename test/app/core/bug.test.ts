import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineAction, defineView, type Feature, noArgs, show } from '../../../src/app/core/feature.ts';
import { say } from '../../../src/i18n/words.ts';
import type { Person } from '../../../src/simulator/person.ts';
import { updateAccount } from '../../../src/storage/account.ts';
import { answerAll, assessSelf, pauhAnswers, reviewAsProposed } from '../../support/appraisals.ts';
import { botToken, openStage, type Stage } from '../../support/bot.ts';
import { type District, settleDistrict } from '../../support/district.ts';
import { type OwnApp, startWith } from '../../support/own-app.ts';
import { pressFor, screen } from '../../support/talk.ts';

let stage: Stage;
let district: District;
let own: OwnApp | null = null;
let ani: Person;
let runs: number;

beforeEach(async () => {
  runs = 0;
  stage = await openStage();
  district = await settleDistrict(stage.bot().app.database);
  ani = stage.simulator.person({ id: district.people.ani.telegramId, firstName: 'Ani Wijaya' });
});
afterEach(async () => {
  await own?.stop();
  own = null;
  await stage.close();
});

const secret = 'Catatan rahasia Ani Wijaya 199001012020011004';
const brokenView = defineView('test.broken', z.object({}), async () => {
  throw new Error('The view is broken.');
});
const htmlView = defineView('test.html', z.object({}), async () => ({
  lines: [{ html: '<blink>Telegram has no such tag</blink>' }],
  buttons: [],
}));

const longView = defineView('test.long', z.object({}), async () => ({
  lines: Array.from({ length: 120 }, (_, index) => `${index} ${'<&> 🌺 '.repeat(12)}`),
  buttons: [[{ label: say('menu.button'), data: 'go:menu' }]],
}));

/** A feature with every kind of bug: before a change, after one, in a view, in HTML, in the database. */
const broken: Feature = {
  views: [brokenView, htmlView, longView],
  actions: [
    defineAction('test.press', noArgs, async () => {
      runs += 1;
      throw new TypeError('Cannot read properties of undefined');
    }),
    defineAction(
      'test.toast',
      noArgs,
      async () => {
        throw new Error('A toast that never comes.');
      },
      { toasts: true },
    ),
  ],
  commands: [
    command('rusak', async (scene) => {
      runs += 1;
      await updateAccount(scene.tx, scene.actor.telegramId, { menu: 'half done' });
      throw new Error('Something that cannot happen happened.');
    }),
    command('layar', async () => show(brokenView.of({}))),
    command('html', async () => show(htmlView.of({}))),
    command('basisdata', async (scene) => {
      runs += 1;
      // The name is unique: PostgreSQL and Prisma quote the values in what they throw.
      await scene.tx.unit.create({ data: { name: secret, path: 'Dinas Contoh' } });
      return show(htmlView.of({}));
    }),
    command('panjang', async () => show(longView.of({}))),
  ],
};

function command(name: string, run: NonNullable<Feature['commands']>[number]['run']) {
  return { name, description: 'command.menu', menu: null, allows: () => true, run } as const;
}

const errors = () => stage.log.lines.filter((line) => line.startsWith('error'));

describe('a bug in a feature', () => {
  it.each(['rusak', 'layar', 'html', 'basisdata'])(
    'behind /%s is told with a reference that the log has too, once, and the bot goes on',
    async (name) => {
      own = await startWith(stage, broken);
      ani.send(`/${name}`);
      const apology = await ani.waitFor(/Maaf, ada gangguan di pihak kami/);
      const reference = /[0-9A-F]{8}/.exec(apology.text)?.[0] ?? 'none';
      await stage.simulator.allConfirmed();
      expect(errors()).toHaveLength(1);
      expect(errors()[0]).toContain(reference);
      expect(ani.messages().filter(({ text }) => text.includes('gangguan'))).toHaveLength(1);
      expect(runs).toBe(name === 'rusak' || name === 'basisdata' ? 1 : 0);
      ani.send('/menu');
      await screen(ani, /Silakan pilih/);
      const account = await stage.bot().app.database.prisma.account.findUnique({ where: { telegramId: ani.id } });
      expect(account?.menu).not.toBe('half done');
    },
  );

  it('leaves the open question as it was, and its buttons work', async () => {
    own = await startWith(stage, broken);
    ani.send('/nilai');
    const question = await screen(ani, /Kualitas layanan/);
    const press = ani.pressRaw(question.id, 'test.press');
    await press.answered();
    await ani.waitFor(/ada gangguan/);
    await stage.simulator.allConfirmed();
    expect(runs).toBe(1);
    await pressFor(ani, /^4/, /Ketepatan waktu/);
  });

  it('behind a button that answers with a toast still stops the spinner', async () => {
    own = await startWith(stage, broken);
    ani.send('/menu');
    const menu = await screen(ani, /Silakan pilih/);
    await ani.pressRaw(menu.id, 'test.toast').answered();
    await ani.waitFor(/ada gangguan/);
  });

  it('is told in the language of the person', async () => {
    own = await startWith(stage, broken);
    await stage.bot().app.database.prisma.account.update({ where: { telegramId: ani.id }, data: { locale: 'en' } });
    ani.send('/rusak');
    await ani.waitFor(/^Sorry/);
  });

  it('that a stored screen no longer fits is not one: the menu stands in', async () => {
    ani.send('/nilai');
    const question = await screen(ani, /Kualitas layanan/);
    const { prisma } = stage.bot().app.database;
    for (const view of [{ name: 'gone', args: 1 }, { name: 'result', args: { id: 'old' } }, 'not a view']) {
      await prisma.account.update({ where: { telegramId: ani.id }, data: { view } });
      ani.send('/menu');
      await screen(ani, /Silakan pilih/);
      await prisma.account.update({ where: { telegramId: ani.id }, data: { view } });
      ani.pressRaw(question.id, 'nothing:at:all');
      await screen(ani, /Silakan pilih/);
      await stage.simulator.allConfirmed();
    }
    expect(errors()).toEqual([]);
  });
});

describe('a screen over 4,096 characters', () => {
  it('comes as several messages, in order, whole, with the buttons under the last', async () => {
    own = await startWith(stage, broken);
    ani.send('/panjang');
    await screen(ani, /119 <&> 🌺/);
    await stage.simulator.allConfirmed();
    const parts = ani.messages().filter(({ from }) => from === 'bot');
    expect(parts.length).toBeGreaterThan(2);
    for (const { text } of parts) expect(text.length).toBeLessThanOrEqual(4_096);
    const whole = parts.map(({ text }) => text).join('\n');
    for (let index = 0; index < 120; index += 1) expect(whole).toContain(`${index} <&> 🌺`);
    expect(parts.filter(({ keyboard }) => keyboard.length > 0)).toEqual([parts.at(-1)]);
    await pressFor(ani, /Menu/, /Silakan pilih/);
    expect(errors()).toEqual([]);
  });
});

describe('the log', () => {
  it('of a bug in the database holds codes and no values', async () => {
    own = await startWith(stage, broken);
    ani.send('/basisdata');
    await ani.waitFor(/ada gangguan/);
    expect(errors()[0]).toMatch(/P2002|23505/);
    expect(stage.log.lines.join('\n')).not.toMatch(/rahasia|Wijaya|199001012020011004/);
  });

  it('of a whole journey with faults holds no names, no NIP, no words of anybody and no token', async () => {
    const kasi = stage.simulator.person({ id: district.people.kasi.telegramId, firstName: 'Kasi' });
    stage.simulator.faults.add({ method: /^send/, times: 3, kind: { type: 'reset', when: 'after' } });
    ani.send('/nilai');
    await screen(ani, /Kualitas layanan/);
    ani.send('Komentar <rahasia> saya');
    await screen(ani, /Komentar <rahasia> saya/);
    stage.simulator.faults.add({ method: /^edit/, times: 2, kind: { type: '5xx', status: 502 } });
    await answerAll(ani, pauhAnswers([4, 3, 5, 2]));
    await pressFor(ani, /Kirim penilaian diri/, /Hasil sementara/);
    ani.send('/start sebuah-kode-undangan');
    await ani.waitFor(/tidak bisa dipakai|menunggu/);
    const budi = stage.simulator.person({ id: district.people.budi.telegramId, firstName: 'Budi Santoso' });
    await assessSelf(budi, pauhAnswers([3, 3, 3, 3]));
    await reviewAsProposed(kasi, /Nilai Ani/, pauhAnswers([3, 4, 4, 4]), 'Umpan balik yang rahasia.');
    kasi.block();
    await stage.restart();
    await stage.simulator.allConfirmed();
    expect(stage.log.lines.length).toBeGreaterThan(5);
    const log = stage.log.lines.join('\n');
    for (const word of [
      botToken.split(':')[1] ?? '',
      'Ani',
      'Budi',
      'Kepala',
      '19900101',
      'rahasia',
      'Umpan',
      'Arsip',
      'sebuah-kode',
      'postgresql://',
    ])
      expect(log, word).not.toContain(word);
  });
});
