import { afterEach, describe, expect, it } from 'vitest';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { type District, type ResidentName, settleDistrict } from '../support/district.ts';
import { pressFor, screen, sendFor } from '../support/talk.ts';
import { walkMenu } from '../support/walk-menu.ts';

let stage: Stage;
let district: District;
afterEach(async () => {
  expect(stage.log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  await stage.close();
});

async function open(framework: string) {
  stage = await openStage({ start: afterHours, hrTelegramIds: [1, 900] });
  district = await settleDistrict(stage.bot().app.database, { framework });
}

function person(name: ResidentName) {
  return stage.simulator.person({ id: district.people[name].telegramId, firstName: name });
}

/** ARCHITECTURE's commands for everybody on the roster, without those that are no place to go to: /start joins, /menu is where one is, /batal and /lanjut belong to a conversation. */
const everyone = ['bantuan', 'bahasa', 'privasi', 'dataku'];
const employee = [
  ...everyone,
  ...['nilai', 'rencana', 'laporan', 'hasil', 'umpanbalik', 'pengembangan', 'dialog', 'keberatan', 'aspirasi'],
  ...['rekan', 'kerangka', 'penghargaan'],
];
const supervisor = [...employee, 'tim', 'delegasi'];
const office = ['pegawai', 'undangan', 'periode', 'siaran', 'rekap', 'audit'];

describe('by buttons alone, with at most ten of them on the first screen,', () => {
  it.each<[string, string, ResidentName, readonly string[]]>([
    ['an employee', 'pauh', 'ani', employee],
    ['an employee where there is a lesson', 'kuranji', 'ani', [...employee, 'pelatihan']],
    ['a supervisor', 'aceh', 'kasi', supervisor],
    ['HR who are on the roster', 'lampung', 'hr', [...employee, ...office, 'pelatihan']],
  ])('%s (%s) reaches every command they may use', async (_who, framework, name, commands) => {
    await open(framework);
    const { first, commands: found } = await walkMenu(person(name));
    expect([...found].sort()).toEqual([...commands].sort());
    expect(first.length).toBeLessThanOrEqual(10);
  });

  it('HR who are not on the roster reach what HR does', async () => {
    await open('pauh');
    const officer = stage.simulator.person({ id: 900, firstName: 'Kepegawaian' });
    await sendFor(officer, '/start', /Pemberitahuan privasi/);
    await pressFor(officer, /Lanjut/, /Choose a language/);
    await pressFor(officer, 'Bahasa Indonesia', /Silakan pilih/);
    const { first, commands } = await walkMenu(officer);
    expect(commands).toEqual(
      expect.arrayContaining([...office, 'kerangka', 'aspirasi', 'bantuan', 'bahasa', 'privasi']),
    );
    expect(commands).not.toContain('nilai');
    expect(first.length).toBeLessThanOrEqual(10);
  });
});

it('offers to go on with a paused conversation, first of all', async () => {
  await open('pauh');
  const ani = person('ani');
  await sendFor(ani, '/nilai', /Kualitas layanan/);
  await pressFor(ani, /^4/, /Ketepatan waktu/);
  const menu = await sendFor(ani, '/menu', /Silakan pilih/);
  expect(menu.keyboard[0]?.map(({ text }) => text)).toEqual(['▶️ Lanjutkan yang dijeda']);
  await pressFor(ani, '▶️ Lanjutkan yang dijeda', /Ketepatan waktu/);
  await stage.simulator.allConfirmed();
});

it('shows a part of the menu again after a restart', async () => {
  await open('pauh');
  const ani = person('ani');
  ani.send('/menu');
  await screen(ani, /Silakan pilih/);
  await pressFor(ani, '➕ Lainnya', /^➕ Lainnya/);
  await stage.restart();
  await pressFor(ani, /Penghargaan/, /Penghargaan dan inovasi/);
});
